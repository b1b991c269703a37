"""What stands on each kind of board, for whoever looks at it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from bot.app.context import Context
from bot.domain.boards import Gap, Score, Standing, gap_above, place
from bot.domain.contest import Rule
from bot.domain.ids import ChannelId, PersonId, TeamId, TopicId, WorkspaceId, workspace_of
from bot.domain.team_scores import TeamStanding, TeamTally, ranked
from bot.presses.boards import ShowBoard
from bot.wording.board_lines import person_line, team_line
from bot.wording.boards import BoardLine, BoardView

PAGE = 10
RULE = Rule.ADJUSTED
"""By which teams are ranked outside of competitions: a large team must not win by its size alone."""


async def of_people(ctx: Context, board: ShowBoard, reader: PersonId) -> BoardView:
    day = ctx.today(_workspace(board))
    boards = ctx.store.boards
    page = await boards.page(board.scope, board.period, day, board.after, board.before)
    own = await boards.standing(board.scope, board.period, day, reader)
    gap = await boards.gap(board.scope, board.period, day, own.score.points) if own else None
    people = {one.score.person for one in (*page.standings, *((own,) if own else ()))}
    earlier = board.period.before(day)
    before = await boards.places(board.scope, board.period, earlier, people) if earlier else {}
    first = replace(board, after=None, before=None)
    return BoardView(
        lines=_lines(ctx, page.standings, before, reader, _workspace(board)),
        own=person_line(own, before.get(reader), is_own=True) if own else None,
        gap=gap,
        previous=replace(first, before=page.before) if page.before else None,
        following=replace(first, after=page.after) if page.after else None,
        is_compared=bool(before),
    )


def _lines(
    ctx: Context,
    standings: Sequence[Standing],
    before: Mapping[PersonId, int],
    reader: PersonId,
    workspace: WorkspaceId,
) -> Sequence[BoardLine]:
    """Without those who have left, where the workspace wants it so; nobody moves into their places."""
    hides = workspace in ctx.hides_departed
    return [
        person_line(one, before.get(one.score.person), is_own=one.score.person == reader)
        for one in standings
        if not (hides and one.score.has_left)
    ]


async def of_topic(ctx: Context, board: ShowBoard, reader: PersonId) -> BoardView:
    """Counted as a whole, so that it is turned by number."""
    assert board.topic is not None  # it is why this board is looked at
    day = ctx.today(_workspace(board))
    standings = await _on_topic(ctx, board, board.topic, day)
    earlier = board.period.before(day)
    past = await _on_topic(ctx, board, board.topic, earlier) if earlier else ()
    before = {one.score.person: one.place for one in past}
    own = next((one for one in standings if one.score.person == reader), None)
    shown = standings[board.page * PAGE : (board.page + 1) * PAGE]
    people = {one.score.person for one in (*shown, *((own,) if own else ()))}
    names = await ctx.store.people.names(_workspace(board), people)

    def named(one: Standing) -> Standing:
        score: Score = replace(one.score, name=names.get(one.score.person, ""))
        return Standing(one.place, score)

    return BoardView(
        lines=_lines(ctx, [named(one) for one in shown], before, reader, _workspace(board)),
        own=person_line(named(own), before.get(reader), is_own=True) if own else None,
        gap=gap_above(standings, own) if own else None,
        is_compared=bool(before),
        previous=replace(board, page=board.page - 1) if board.page else None,
        following=page_behind(board, len(standings)),
    )


async def _on_topic(ctx: Context, board: ShowBoard, topic: TopicId, day: date) -> Sequence[Standing]:
    scores = await ctx.store.boards.of_topic(board.scope, topic, board.period.days(day))
    return list(place(scores, above=0))


async def of_teams(ctx: Context, board: ShowBoard, reader: PersonId) -> BoardView:
    workspace = _workspace(board)
    day = ctx.today(workspace)
    standings = ranked(await _tallies(ctx, board, day), RULE)
    team = await ctx.store.teams.of_person(workspace, reader)
    own = next((one for one in standings if team is not None and one.tally.team == team.id), None)
    earlier = board.period.before(day)
    past = await _tallies(ctx, board, earlier) if earlier else ()
    before: Mapping[TeamId, int] = {one.tally.team: one.place for one in ranked(past, RULE)}
    shown = standings[board.page * PAGE : (board.page + 1) * PAGE]

    def lined(one: TeamStanding) -> BoardLine:
        return team_line(one, before.get(one.tally.team), is_own=one is own)

    return BoardView(
        lines=[lined(one) for one in shown],
        own=lined(own) if own else None,
        gap=_gap(standings, own) if own else None,
        is_compared=bool(before),
        previous=replace(board, page=board.page - 1) if board.page else None,
        following=page_behind(board, len(standings)),
    )


async def _tallies(ctx: Context, board: ShowBoard, day: date) -> Sequence[TeamTally]:
    boards = ctx.store.team_boards
    if board.topic is None:
        return await boards.tallies(board.scope, board.period, day)
    return await boards.of_topic(board.scope, board.topic, board.period.days(day))


def _gap(standings: Sequence[TeamStanding], own: TeamStanding) -> Gap | None:
    higher = [one for one in standings if one.score > own.score]
    return Gap(higher[-1].score - own.score, higher[-1].place) if higher else None


def page_behind(board: ShowBoard, count: int) -> ShowBoard | None:
    following = replace(board, page=board.page + 1)
    return following if count > following.page * PAGE else None


def _workspace(board: ShowBoard) -> WorkspaceId:
    return workspace_of(ChannelId(board.scope))
