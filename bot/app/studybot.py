"""Everything a person can do, behind every adapter."""

from collections.abc import Awaitable, Callable, Mapping, Sequence

from bot.app import notices, questions, schedules, timeline
from bot.app.conductor import Conductor
from bot.app.context import Context
from bot.app.dispatch import Dispatch
from bot.app.front_door import FrontDoor
from bot.app.permissions import refusal_of_command, refusal_of_press
from bot.app.postman import Postman
from bot.cards import Card, Reply
from bot.commands import Command
from bot.domain.announcement import PostId
from bot.domain.ids import ChannelId, QuestionId, ScheduleId, TopicId, WorkspaceId
from bot.domain.people import Actor
from bot.ports.outside import SentFile
from bot.ports.trouble import NotKept, StoreFull
from bot.presses import Press
from bot.wording import replies


class StudyBot:
    """The core: who may come in, what becomes of what they ask for, and what they read besides."""

    def __init__(self, ctx: Context, postman: Postman) -> None:
        self._ctx = ctx
        self.conductor = Conductor(ctx, postman)
        self._dispatch = Dispatch(ctx, postman, self.conductor)
        self._door = FrontDoor(ctx.limits) if ctx.limits else None

    async def press(self, press: Press, actor: Actor) -> Reply:
        refusal = refusal_of_press(press, actor)
        return await self._served(actor, refusal, lambda: self._dispatch.press(press, actor))

    async def submit(self, press: Press, values: Mapping[str, str], actor: Actor) -> Reply:
        refusal = refusal_of_press(press, actor)
        return await self._served(actor, refusal, lambda: self._dispatch.submit(press, values, actor))

    async def hand_in(self, press: Press, file: SentFile, actor: Actor) -> Reply:
        refusal = refusal_of_press(press, actor)
        return await self._served(actor, refusal, lambda: self._dispatch.hand_in(press, file, actor))

    async def command(self, command: Command, actor: Actor) -> Reply:
        refusal = refusal_of_command(command, actor)
        return await self._served(actor, refusal, lambda: self._dispatch.command(command, actor))

    async def look(self, command: Command, actor: Actor) -> Reply:
        refusal = refusal_of_command(command, actor)
        return refusal or await self._done(actor, lambda: self._dispatch.command(command, actor))

    async def _served(
        self, actor: Actor, refusal: Reply | None, work: Callable[[], Awaitable[Reply]]
    ) -> Reply:
        """Whoever comes too fast costs nothing; whoever is served reads what was kept for them, too."""
        if turned_away := self._too_much(actor) or refusal:
            return turned_away
        return await self._done(actor, work)

    async def _done(self, actor: Actor, work: Callable[[], Awaitable[Reply]]) -> Reply:
        try:
            reply = await work()
        except NotKept as trouble:
            return Reply(replies.not_kept_card(isinstance(trouble, StoreFull)))
        return await notices.with_kept(self._ctx, reply, actor)

    def _too_much(self, actor: Actor) -> Reply | None:
        """What to say to somebody who has to wait; nothing else is done for them then."""
        wait = self._door.wait(actor, self._ctx.clock.now()) if self._door else 0.0
        return Reply(replies.too_much_card(wait)) if wait else None

    async def home(self, actor: Actor) -> Sequence[Card]:
        if turned_away := self._too_much(actor):
            return [turned_away.card]
        return await timeline.home(self._ctx, actor)

    async def timeline(self, channel: ChannelId, limit: int = 7) -> Sequence[tuple[PostId, Card]]:
        return await timeline.timeline(self._ctx, channel, limit)

    def apology(self) -> Reply:
        return Reply(replies.apology_card())

    def topics(self, typed: str, workspace: WorkspaceId) -> Sequence[tuple[TopicId, str]]:
        return questions.complete_topics(self._ctx.bank_of(workspace), typed)

    def questions(self, typed: str, workspace: WorkspaceId) -> Sequence[tuple[QuestionId, str]]:
        return questions.complete_questions(self._ctx.bank_of(workspace), typed)

    async def teams(self, typed: str, workspace: WorkspaceId) -> Sequence[str]:
        known = await self._ctx.store.teams.of_workspace(workspace)
        names = [one.team.name for one in known if typed.lower() in one.team.name.lower()]
        return names[: questions.MOST_SUGGESTIONS]

    async def schedules(self, typed: str, workspace: WorkspaceId) -> Sequence[ScheduleId]:
        names = [schedule.id for schedule in await schedules.of_workspace(self._ctx, workspace)]
        return [name for name in names if typed.lower() in name][: questions.MOST_SUGGESTIONS]

    async def competitions(self, typed: str, workspace: WorkspaceId) -> Sequence[str]:
        names = await self._dispatch.competitions.names(typed, workspace)
        return names[: questions.MOST_SUGGESTIONS]
