"""How competitions stand, now and when they ended."""

from collections.abc import Sequence
from dataclasses import replace

from bot.app.context import Context
from bot.app.names import name_of
from bot.app.people import reader_of
from bot.cards import Reply
from bot.domain.boards import Period
from bot.domain.contest import Between, Contest, Season, State
from bot.domain.divisions import Division
from bot.domain.ids import PersonId
from bot.domain.people import Actor
from bot.domain.team_scores import ranked
from bot.ports.contests import ContestStanding, Cursor, Version
from bot.wording import contest_boards as boards
from bot.wording import contest_history as history

OVER = (State.ENDED, State.CANCELLED)


async def status(ctx: Context, contest: Contest, actor: Actor, replaces: bool = False) -> Reply:
    """Its first page: teams, one's own group where it has groups, or else people."""
    ctx.painter.get_ready()
    if contest.between is Between.TEAMS:
        return await teams(ctx, contest, actor, 0, replaces)
    if contest.is_divided:
        person = await reader_of(ctx, actor)
        groups = await ctx.store.contest_boards.divisions(contest.id)
        own = await ctx.store.contest_boards.division_of(contest.id, person)
        if groups:
            return await division(ctx, contest, actor, own or next(iter(groups)), replaces)
    return await people(ctx, contest, actor, None, replaces)


async def people(ctx: Context, contest: Contest, actor: Actor, after: Cursor | None, replaces: bool) -> Reply:
    read, day = ctx.store.contest_boards, ctx.today(actor.workspace)
    person = await reader_of(ctx, actor)
    page = await read.page(contest.id, Period.ALL, day, after)
    own = await read.standing(contest.id, Period.ALL, day, person)
    reader = person if own is None else own.score.person  # whom a linked person counts for
    zone = ctx.zone_of(contest.workspace)
    page = replace(page, standings=tuple(_shown(ctx, actor, page.standings)))
    return Reply(boards.people_card(contest, page, reader, own, zone, first=after is None), replaces)


def _shown(ctx: Context, actor: Actor, standings: Sequence[ContestStanding]) -> Sequence[ContestStanding]:
    """Without those who have left, where the workspace wants it so; nobody moves into their places."""
    hides = actor.workspace in ctx.hides_departed
    return [one for one in standings if not (hides and one.score.has_left)]


async def teams(ctx: Context, contest: Contest, actor: Actor, page: int, replaces: bool) -> Reply:
    person = await reader_of(ctx, actor)
    read = ctx.store.contest_boards
    standings = ranked(await read.tallies(contest, ctx.clock.now()), contest.rule)
    team = await read.team_of(contest, person)
    return Reply(boards.teams_card(contest, standings, team, ctx.zone_of(contest.workspace), page), replaces)


async def division(ctx: Context, contest: Contest, actor: Actor, shown: Division, replaces: bool) -> Reply:
    person = await reader_of(ctx, actor)
    read = ctx.store.contest_boards
    standings, groups = await read.division(contest.id, shown), await read.divisions(contest.id)
    zone = ctx.zone_of(contest.workspace)
    reader = await _head_of(ctx, contest, actor, person)
    group = boards.Group(shown, standings, _shown(ctx, actor, standings))
    return Reply(boards.division_card(contest, group, reader, groups, zone), replaces)


async def _head_of(ctx: Context, contest: Contest, actor: Actor, person: PersonId) -> PersonId:
    """Whom a linked person counts for."""
    day = ctx.today(actor.workspace)
    own = await ctx.store.contest_boards.standing(contest.id, Period.ALL, day, person)
    return person if own is None else own.score.person


async def past(ctx: Context, actor: Actor, page: int = 0, replaces: bool = False) -> Reply:
    over = [one for one in await ctx.store.contests.of_workspace(actor.workspace) if one.state in OVER]
    winners = await ctx.store.finals.winners(over)
    return Reply(history.past_card(winners, page, ctx.zone_of(actor.workspace)), replaces)


async def version(ctx: Context, contest: Contest, number: int, replaces: bool = False) -> Reply:
    """The last count for 0."""
    versions = await ctx.store.finals.versions(contest.id)
    if not versions:
        return Reply(history.no_standing_card(contest, ctx.zone_of(contest.workspace)), replaces)
    shown = next((one for one in versions if one.number == number), versions[-1])
    kept = await ctx.store.finals.kept(contest.id, shown.number)
    zone = ctx.zone_of(contest.workspace)
    named = await _named(ctx, contest, versions)
    return Reply(history.version_card(contest, kept, shown, named, zone), replaces)


async def _named(
    ctx: Context, contest: Contest, versions: Sequence[Version]
) -> Sequence[tuple[Version, str]]:
    """Each version with the name of who has asked for it; empty for the end itself."""
    workspace = contest.workspace
    return [(one, "" if one.number == 1 else await name_of(ctx, one.by, workspace)) for one in versions]


async def hall(ctx: Context, contest: Contest, replaces: bool = False) -> Reply:
    series = contest.series or contest.id
    seasons = [
        one
        for one in await ctx.store.contests.of_workspace(contest.workspace)
        if (one.series or one.id) == series and one.state is State.ENDED and one.season is not Season.NONE
    ]
    winners = await ctx.store.finals.winners(seasons)
    return Reply(history.hall_card(contest.name, winners, ctx.zone_of(contest.workspace)), replaces)
