"""Begin, show, end, cancel and amend competitions."""

from collections.abc import Collection, Sequence

from bot.app import competition_boards as boards
from bot.app.audit import note
from bot.app.competition_changes import CompetitionChanges
from bot.app.competition_fields import made
from bot.app.competition_names import FIRST_SHOWN, GOING_ON, known, lost, named
from bot.app.contest_clock import look
from bot.app.contest_race import race
from bot.app.context import Context
from bot.app.postman import POST_WITHIN, Postman
from bot.app.schedule_fields import Unreadable
from bot.cards import Reply
from bot.commands import (
    AmendCompetition,
    CancelCompetition,
    CompetitionCommand,
    CompetitionHistory,
    CompetitionStatus,
    EndCompetition,
    ListCompetitions,
    StartCompetition,
)
from bot.domain.audit import Deed
from bot.domain.contest import Contest, ContestKind, State
from bot.domain.ids import ChannelId, ContestId, WorkspaceId, workspace_of
from bot.domain.people import Actor
from bot.ports.contests import Cursor
from bot.presses.contests import (
    AmendIt,
    CancelIt,
    ContestPress,
    EndNow,
    ShowContest,
    ShowDivision,
    ShowHall,
    ShowPast,
    ShowPeople,
    ShowRace,
    ShowTeams,
    ShowVersion,
)
from bot.wording import contests as words
from bot.wording.contest_rules import title_of


class CompetitionDesk:
    def __init__(self, ctx: Context, postman: Postman) -> None:
        self._ctx = ctx
        self._postman = postman
        self._changes = CompetitionChanges(ctx, postman)

    async def command(self, command: CompetitionCommand, actor: Actor) -> Reply:
        match command:
            case StartCompetition():
                return await self._start(command, actor)
            case ListCompetitions():
                return await self._list(actor)
            case CompetitionStatus(name):
                return await self._status(name, actor)
            case CompetitionHistory(name):
                return await (self._history(name, actor) if name else boards.past(self._ctx, actor))
            case EndCompetition() | CancelCompetition() | AmendCompetition():
                return await self._changes.ask(command, actor)

    async def _start(self, command: StartCompetition, actor: Actor) -> Reply:
        ctx = self._ctx
        person = await ctx.store.people.recognise(actor)
        going_on = await known(self._ctx, actor.workspace, GOING_ON)
        leagues = await ctx.store.leagues.of_workspace(actor.workspace)
        try:
            contest = made(ctx, command, actor, person, going_on, leagues)
        except Unreadable as problems:
            return Reply(words.invalid_card(problems.sentences))
        await ctx.store.contests.add(contest)
        await note(ctx, actor, Deed.COMPETITION_STARTED, title_of(contest))
        told = [news for news in await look(ctx, self._postman) if news.subject == contest.id]
        await self._postman.settle_in(contest.channel, within=POST_WITHIN)
        trouble = await ctx.store.outbox.trouble_of(told[0].id) if told else ""
        zone = ctx.zone_of(actor.workspace)
        return Reply(words.begun_card(contest, zone, ctx.bank_of(contest.workspace).title_of, trouble))

    async def _list(self, actor: Actor) -> Reply:
        going_on = await known(self._ctx, actor.workspace, GOING_ON)
        return Reply(words.list_card(going_on, self._ctx.zone_of(actor.workspace)))

    async def _status(self, name: str | None, actor: Actor) -> Reply:
        if name is not None:
            contest = await named(self._ctx, name, actor)
            return (
                await boards.status(self._ctx, contest, actor)
                if contest
                else await lost(self._ctx, name, actor)
            )
        going_on = await known(self._ctx, actor.workspace, GOING_ON)
        if len(going_on) == 1:
            return await boards.status(self._ctx, going_on[0], actor)
        return Reply(words.list_card(going_on, self._ctx.zone_of(actor.workspace)))

    async def _history(self, name: str, actor: Actor) -> Reply:
        contest = await named(self._ctx, name, actor, (State.ENDED,)) or await named(self._ctx, name, actor)
        if contest is None:
            return await lost(self._ctx, name, actor)
        return await boards.version(self._ctx, contest, 0)

    async def press(self, press: ContestPress, actor: Actor) -> Reply:
        ctx = self._ctx
        if isinstance(press, ShowPast):
            return await boards.past(ctx, actor, press.page, replaces=True)
        contest = await self._of(press.contest, actor)
        if contest is None:
            return Reply(words.gone_card())
        match press:
            case ShowContest():
                return await boards.status(ctx, contest, actor, replaces=True)
            case ShowPeople(_, points, right, last_at, person):
                cursor = Cursor(points, right, last_at, person)
                return await boards.people(ctx, contest, actor, cursor, replaces=True)
            case ShowTeams(_, page):
                return await boards.teams(ctx, contest, actor, page, replaces=True)
            case ShowDivision(_, division):
                return await boards.division(ctx, contest, actor, division, replaces=True)
            case ShowRace():
                return await race(ctx, contest)
            case ShowVersion(_, version):
                return await boards.version(ctx, contest, version, replaces=True)
            case ShowHall():
                return await boards.hall(ctx, contest, replaces=True)
            case EndNow() | CancelIt() | AmendIt():
                return await self._changes.do(press, contest, actor)

    async def _of(self, id_: ContestId, actor: Actor) -> Contest | None:
        contest = await self._ctx.store.contests.find(id_)
        if contest is None or contest.kind is ContestKind.LEAGUE:  # a league has boards of its own
            return None
        return contest if actor.workspace in _workspaces(contest) else None

    async def names(self, typed: str, workspace: WorkspaceId) -> Sequence[str]:
        """Names that begin with or hold what has been typed."""
        names = dict.fromkeys(c.name for c in await known(self._ctx, workspace, FIRST_SHOWN))
        return [name for name in names if typed.casefold() in name.casefold()]


def _workspaces(contest: Contest) -> Collection[WorkspaceId]:
    """Where it may be looked at: where it was begun, and the workspaces of its league."""
    return {contest.workspace, *(workspace_of(ChannelId(place)) for place in contest.places)}
