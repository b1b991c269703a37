"""The board of a league: everybody from all of its channels, whichever platform they answer on."""

from collections.abc import Mapping
from datetime import date

from bot.app.board_views import PAGE
from bot.app.context import Context
from bot.domain.boards import Gap
from bot.domain.ids import ChannelId, ContestId, PersonId, workspace_of
from bot.ports.contests import ContestPage, ContestStanding
from bot.ports.leagues import League
from bot.presses.boards import ShowBoard
from bot.wording.board_lines import league_line
from bot.wording.boards import BoardView


async def of_league(ctx: Context, board: ShowBoard, reader: PersonId) -> BoardView | None:
    """None where neither the channel nor its workspace is in a league."""
    league = await _league(ctx, board)
    if league is None:
        return None
    day = ctx.today(league.contest.workspace)
    page = await _page(ctx, league.id, board, day)
    own = await ctx.store.contest_boards.standing(league.id, board.period, day, reader)
    people = {one.score.person for one in (*page.standings, *((own,) if own else ()))}
    before = await _places_before(ctx, league, board, people)
    own_person = own.score.person if own else reader

    return BoardView(
        lines=[
            league_line(one, before.get(one.score.person), is_own=one.score.person == own_person)
            for one in page.standings
            if not (one.score.has_left and workspace_of(ChannelId(board.scope)) in ctx.hides_departed)
        ],
        own=league_line(own, before.get(own_person), is_own=True) if own else None,
        gap=_gap(own),
        name=league.name,
        previous=_turned(board, -1) if board.page else None,
        following=_turned(board, +1) if page.after else None,
        is_compared=bool(before),
    )


async def _league(ctx: Context, board: ShowBoard) -> League | None:
    channel = ChannelId(board.scope)
    found = await ctx.store.leagues.of_channel(channel) if "/" in channel else None
    if found is not None:
        return found
    return next(iter(await ctx.store.leagues.of_workspace(workspace_of(channel))), None)


async def _page(ctx: Context, id_: ContestId, board: ShowBoard, day: date) -> ContestPage:
    boards = ctx.store.contest_boards
    after = await boards.nth(id_, board.period, day, board.page * PAGE - 1) if board.page else None
    return await boards.page(id_, board.period, day, after)


async def _places_before(
    ctx: Context, league: League, board: ShowBoard, people: set[PersonId]
) -> Mapping[PersonId, int]:
    """Where the people of a page stood in the period before."""
    earlier = board.period.before(ctx.today(league.contest.workspace))
    if earlier is None:
        return {}
    boards = ctx.store.contest_boards
    found = {one: await boards.standing(league.id, board.period, earlier, one) for one in people}
    return {person: standing.place for person, standing in found.items() if standing is not None}


def _gap(own: ContestStanding | None) -> Gap | None:
    return Gap(own.gap, None) if own is not None and own.gap is not None else None


def _turned(board: ShowBoard, by: int) -> ShowBoard:
    return ShowBoard(board.scope, board.period, of=board.of, page=board.page + by)
