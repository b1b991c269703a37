"""What people do in a live quiz: start one, join, choose, host it, see how they did."""

from collections.abc import Sequence

from bot.app.conductor import Conductor, announcement
from bot.app.context import Context
from bot.app.pool import choices
from bot.app.postman import POST_WITHIN, Postman
from bot.cards import Reply
from bot.commands import StartLiveQuiz
from bot.domain import live_quiz as rules
from bot.domain.announcement import AnnouncementKind
from bot.domain.ids import ChannelId, PersonId, QuestionId, QuizId, RoundId, workspace_of
from bot.domain.live_quiz import LOBBY_TIME, LONGEST, SHORTEST, Ending, LiveQuiz, Phase
from bot.domain.people import Actor
from bot.domain.picking import draw
from bot.domain.question import Filter
from bot.domain.quiz import LONGEST as MOST_QUESTIONS
from bot.domain.round import Round
from bot.ports.live import Outcome
from bot.presses.live import FOR_ALL, Act, Live
from bot.wording import live as words
from bot.wording.live_results import result_card
from bot.wording.quizzes import no_questions_card
from bot.wording.schedules import filter_words


async def choose(ctx: Context, round_: Round, choice: int, actor: Actor) -> Reply:
    """Keep a choice and acknowledge it; whether it is right comes when time is up."""
    now = ctx.clock.now()
    round_.judge(choice, now)  # refuses an option that the question does not have
    person = await ctx.store.people.recognise(actor)
    chosen = await ctx.store.live.choose(round_, person, choice, now)
    ctx.meter.answered(f"race-{chosen.outcome}")
    if chosen.outcome in (Outcome.LOCKED, Outcome.CHANGED):
        ctx.watchers.changed(round_.channel)
    return Reply(words.chosen_card(chosen))


class LiveDesk:
    """Everything but the choices, which need no more than the store."""

    def __init__(self, ctx: Context, postman: Postman, conductor: Conductor) -> None:
        self._ctx = ctx
        self._postman = postman
        self._conductor = conductor

    async def start(self, command: StartLiveQuiz, actor: Actor) -> Reply:
        """Open the lobby in the actor's channel, unless a quiz runs there."""
        ctx = self._ctx
        wanted = Filter.of(command.topic, command.level)
        host = await ctx.store.people.recognise(actor)
        questions = await self._drawn(wanted, command.count, actor.channel, host)
        if not questions:
            return Reply(no_questions_card(filter_words(wanted)))
        quiz = LiveQuiz(
            id=QuizId(ctx.new_id()),
            channel=actor.channel,
            host=host,
            questions=questions,
            seconds=min(max(command.seconds, SHORTEST), LONGEST),
            may_change=command.changes,
            until=ctx.clock.now() + LOBBY_TIME,
        )
        lobby = announcement(ctx, AnnouncementKind.LOBBY, quiz)
        running = await ctx.store.live.start(quiz, lobby)
        if running is not None:
            return Reply(words.running_card(running, await self._link(running)))
        self._conductor.wake()
        await self._postman.deliver_due()
        await self._postman.settle_in(quiz.channel, within=POST_WITHIN)
        await self._conductor.look()  # a lobby that can never be posted ends it
        kept = await ctx.store.live.find(quiz.id) or quiz
        if kept.ending is Ending.UNREACHABLE:
            return Reply(words.not_posted_card(await ctx.store.outbox.trouble_of(lobby.id)))
        return Reply(words.panel_card(kept, actor.name, is_host=True))

    async def _drawn(
        self, wanted: Filter, count: int, channel: ChannelId, host: PersonId
    ) -> tuple[QuestionId, ...]:
        """Questions whose turn it is in the channel, topics taking turns."""
        ctx = self._ctx
        pool = await choices(ctx, wanted, host, workspace_of(channel))
        history = await ctx.store.rounds.history(channel)
        drawn = draw(pool, history, min(max(count, 1), MOST_QUESTIONS), ctx.chance)
        return tuple(question.id for question in drawn)

    async def _link(self, quiz: LiveQuiz) -> str:
        """To the open question of a quiz, or to its lobby; empty while neither is posted."""
        ctx = self._ctx
        round_ = await ctx.store.rounds.find(quiz.round) if quiz.round else None
        for post in (round_, await ctx.store.live.lobby(quiz.id)):
            message = await ctx.store.outbox.message_of(post.id) if post else None
            if post is not None and message is not None:
                return ctx.channels.link(post, message)
        return ""

    async def act(self, press: Live, actor: Actor) -> Reply:
        ctx = self._ctx
        quiz = await ctx.store.live.find(press.quiz)
        if quiz is None or quiz.workspace != actor.workspace:
            return Reply(words.lost_card())
        person = await ctx.store.people.recognise(actor)
        if press.act in FOR_ALL:
            return await (self._join if press.act is Act.JOIN else self._result)(quiz, person)
        if person != quiz.host and not actor.manager:
            host = await ctx.store.people.name_of(quiz.host, quiz.workspace)
            return Reply(words.host_only_card(host))
        if press.act is not Act.PANEL:
            await self._steer(quiz, press.act, person)
        return await self._panel(quiz.id, person, replaces=press.act is not Act.PANEL)

    async def _join(self, quiz: LiveQuiz, person: PersonId) -> Reply:
        ctx = self._ctx
        is_new = quiz.phase is not Phase.ENDED and await ctx.store.live.join(quiz.id, person, ctx.clock.now())
        if is_new:
            ctx.watchers.changed(quiz.channel)
        return Reply(words.joined_card(quiz, is_new))

    async def _result(self, quiz: LiveQuiz, person: PersonId) -> Reply:
        race = await self._ctx.store.live.race(quiz.id)
        if race is None or quiz.phase is not Phase.ENDED:
            return Reply(words.lost_card())
        return Reply(result_card(race, person, self._ctx.bank_of(quiz.workspace).title_of))

    async def _steer(self, quiz: LiveQuiz, act: Act, person: PersonId) -> None:
        """Do what the host asks; if time was faster, the panel shows what it has come to instead."""
        leaves = act is Act.LEAVE
        if leaves and person != quiz.host:
            return
        others = await self._others(quiz) if leaves or act is Act.HAND_OVER else ()
        answered = (await self._ctx.store.live.seen(quiz)).answered if act is Act.SKIP else 0
        after = self._steered(quiz, act, others, answered)
        if after != quiz:
            await self._conductor.move(quiz, after, leaves=person if leaves else None)

    async def _others(self, quiz: LiveQuiz) -> Sequence[PersonId]:
        """Who could take over, first in line first."""
        members = await self._ctx.store.live.members(quiz.id)
        return [member for member, _ in members if member != quiz.host]

    def _steered(self, quiz: LiveQuiz, act: Act, others: Sequence[PersonId], answered: int) -> LiveQuiz:
        now, fresh = self._ctx.clock.now(), RoundId(self._ctx.new_id())
        if quiz.phase is Phase.ENDED:
            return quiz
        match act:
            case Act.START:
                return rules.go_on(quiz, fresh) if quiz.phase is Phase.LOBBY else quiz
            case Act.SKIP:
                return rules.skip(quiz, now, answered)
            case Act.NEXT:
                return rules.skip_results(quiz, fresh)
            case Act.PAUSE:
                return rules.pause(quiz, now)
            case Act.GO_ON:
                return rules.resume(quiz, now)
            case Act.EXTEND:
                return rules.extend(quiz, now)
            case Act.STOP:
                return rules.end(quiz, Ending.STOPPED)
            case Act.HAND_OVER:
                return rules.hand_over(quiz, others)
            case Act.LEAVE:
                return rules.without_host(quiz, others)
            case Act.JOIN | Act.PANEL | Act.RESULT:
                return quiz

    async def _panel(self, id_: QuizId, person: PersonId, replaces: bool) -> Reply:
        ctx = self._ctx
        quiz = await ctx.store.live.find(id_)
        if quiz is None:
            return Reply(words.lost_card(), replaces)
        host = await ctx.store.people.name_of(quiz.host, quiz.workspace)
        return Reply(words.panel_card(quiz, host, is_host=person == quiz.host), replaces)
