"""Boards."""

from bot.cards import Block, Button, Card, Heading, Look, Picture, Rank, Ranking
from bot.domain.boards import Period, Standing
from bot.domain.ids import PersonId
from bot.domain.pictures import Standings, StandingsRow
from bot.ports.records import BoardPage
from bot.presses.boards import ShowBoard
from bot.wording.phrases import counted, line

NAMES = {
    Period.TODAY: "today",
    Period.WEEK: "this week",
    Period.MONTH: "this month",
    Period.ALL: "all time",
}


RULE = "Right first answers score 10, 15, 20 or 25 points by level. Equal points share a place."


def board_card(
    board: ShowBoard,
    page: BoardPage,
    reader: PersonId | None,
    own: Standing | None,
    picture: Picture | None = None,
) -> Card:
    """One page of a board; the reader's own place stands below it when it is not on the page.

    `picture` is what `standings_of` the same page looks like, in place of its text.
    """
    shown = any(standing.score.person == reader for standing in page.standings)
    mine: tuple[Block, ...] = ()
    if own is not None and not shown:
        mine = (Heading("Your place"), Ranking((_rank(own, reader),)))
    return Card(
        title=_title(board),
        blocks=(*((picture,) if picture else _ranking(page, reader)), *mine),
        buttons=(*_periods(board), *_turns(board, page)),
        note="" if picture else RULE,
    )


def standings_of(board: ShowBoard, page: BoardPage, reader: PersonId) -> Standings:
    """One page of a board, to be drawn."""
    return Standings(
        title=_title(board),
        rows=tuple(
            StandingsRow(
                place=standing.place,
                name=standing.score.name,
                value=standing.score.points,
                worth=counted(standing.score.points, "point"),
                is_reader=standing.score.person == reader,
            )
            for standing in page.standings
        ),
        rule=RULE,
    )


def _title(board: ShowBoard) -> str:
    where = " of this channel" if "/" in board.scope else ""
    return f"Leaderboard{where}, {NAMES[board.period]}"


def _ranking(page: BoardPage, reader: PersonId | None) -> tuple[Block, ...]:
    if not page.standings:
        return (line("Nobody is on this board yet. Answer a question and be the first."),)
    return (Ranking(tuple(_rank(standing, reader) for standing in page.standings)),)


def _rank(standing: Standing, reader: PersonId | None) -> Rank:
    score = standing.score
    streak = f", streak {counted(score.streak, 'day')}" if score.streak else ""
    return Rank(
        place=standing.place,
        name=score.name,
        points=score.points,
        detail=f"{score.right:,} of {score.answered:,} right{streak}",
        is_reader=score.person == reader,
    )


def _periods(board: ShowBoard) -> tuple[Button, ...]:
    return tuple(
        Button(
            words[0].upper() + words[1:],
            ShowBoard(board.scope, period),
            Look.MAIN if period is board.period else Look.PLAIN,
        )
        for period, words in NAMES.items()
        if period is not board.period or board.after is not None
    )


def _turns(board: ShowBoard, page: BoardPage) -> tuple[Button, ...]:
    if page.after is None:
        return ()
    return (Button("Next page", ShowBoard(board.scope, board.period, page.after)),)
