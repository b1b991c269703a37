"""What managers change about competitions that go on or are over, each after a button."""

from bot.app.audit import note
from bot.app.competition_names import FIRST_SHOWN, GOING_ON, known, lost, named
from bot.app.contest_clock import news_of
from bot.app.context import Context
from bot.app.postman import Postman
from bot.cards import Reply
from bot.commands import AmendCompetition, CancelCompetition, EndCompetition
from bot.domain.announcement import AnnouncementKind
from bot.domain.audit import Deed
from bot.domain.contest import Contest, State
from bot.domain.people import Actor
from bot.presses.contests import LONGEST_REASON, AmendIt, CancelIt, EndNow
from bot.wording import contests as words
from bot.wording.contest_rules import title_of
from bot.wording.replies import managers_only_card

Ask = EndCompetition | CancelCompetition | AmendCompetition
Do = EndNow | CancelIt | AmendIt
DONE = {
    EndNow: ("has ended", Deed.COMPETITION_ENDED),
    CancelIt: ("is cancelled", Deed.COMPETITION_CANCELLED),
    AmendIt: ("has been counted again", Deed.COMPETITION_AMENDED),
}


class CompetitionChanges:
    def __init__(self, ctx: Context, postman: Postman) -> None:
        self._ctx = ctx
        self._postman = postman

    async def ask(self, command: Ask, actor: Actor) -> Reply:
        """Show what would happen, with a button that does it."""
        zone = self._ctx.zone_of(actor.workspace)
        if isinstance(command, AmendCompetition):
            return await self._ask_to_amend(command, actor)
        contest = await named(self._ctx, command.name, actor)
        if contest is None:
            return await lost(self._ctx, command.name, actor)
        if isinstance(command, EndCompetition):
            is_running = contest.state is State.RUNNING
            return Reply((words.end_card if is_running else words.not_running_card)(contest, zone))
        if contest.state not in GOING_ON:
            return Reply(words.not_running_card(contest, zone))
        return Reply(words.cancel_card(contest))

    async def _ask_to_amend(self, command: AmendCompetition, actor: Actor) -> Reply:
        name, reason = command.name, command.reason
        if not reason:
            name, reason = await self._parted(command.name, actor)
        contest = await named(self._ctx, name, actor, (State.ENDED,)) or await named(self._ctx, name, actor)
        if contest is None:
            return await lost(self._ctx, name, actor)
        if contest.state is not State.ENDED:
            return Reply(words.not_over_card(contest, self._ctx.zone_of(actor.workspace)))
        reason = " ".join(reason.split())
        if not 0 < len(reason) <= LONGEST_REASON:
            return Reply(words.reason_card())
        return Reply(words.amend_card(contest, reason))

    async def _parted(self, text: str, actor: Actor) -> tuple[str, str]:
        """A name and what stands behind it, where both were typed in one line."""
        names = sorted((c.name for c in await known(self._ctx, actor.workspace, FIRST_SHOWN)), key=len)
        for name in reversed(names):
            if text.casefold().startswith(f"{name} ".casefold()):
                return name, text[len(name) :]
        return text, ""

    async def do(self, press: Do, contest: Contest, actor: Actor) -> Reply:
        if not actor.manager or actor.workspace != contest.workspace:
            return Reply(managers_only_card())
        ctx, zone = self._ctx, self._ctx.zone_of(contest.workspace)
        if not await self._done(press, contest, actor):
            refusal = words.not_over_card if isinstance(press, AmendIt) else words.not_running_card
            return Reply(refusal(contest, zone), replaces=True)
        what, deed = DONE[type(press)]
        reason = press.reason if isinstance(press, AmendIt) else ""
        await note(ctx, actor, deed, title_of(contest), reason)
        await self._postman.deliver_due()
        ctx.watchers.changed(contest.channel)
        return Reply(words.done_card(contest, what), replaces=True)

    async def _done(self, press: Do, contest: Contest, actor: Actor) -> bool:
        """False if it is too late for it."""
        match press:
            case EndNow():
                return await self._end(contest)
            case CancelIt():
                return await self._cancel(contest)
            case AmendIt(_, reason):
                return await self._amend(contest, reason, actor)

    async def _end(self, contest: Contest) -> bool:
        """No next season follows an end by hand, so that a series can be ended."""
        ctx = self._ctx
        told = news_of(ctx, AnnouncementKind.CONTEST_END, contest)
        return await ctx.store.contests.end(contest, ctx.clock.now(), told)

    async def _cancel(self, contest: Contest) -> bool:
        """The channel has heard only of one that runs."""
        if contest.state not in GOING_ON:
            return False
        told = news_of(self._ctx, AnnouncementKind.CONTEST_CANCELLED, contest)
        is_known = contest.state is State.RUNNING
        return await self._ctx.store.contests.cancel(contest, told if is_known else ())

    async def _amend(self, contest: Contest, reason: str, actor: Actor) -> bool:
        ctx = self._ctx
        by = await ctx.store.people.recognise(actor)
        told = news_of(ctx, AnnouncementKind.CONTEST_AMENDED, contest)
        return await ctx.store.contests.amend(contest, reason, by, ctx.clock.now(), told) is not None
