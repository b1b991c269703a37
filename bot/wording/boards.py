"""Boards."""

from bot.cards import Block, Button, Card, Heading, Look, Rank, Ranking
from bot.domain.boards import Period, Standing
from bot.domain.ids import PersonId
from bot.ports.records import BoardPage
from bot.presses.boards import ShowBoard
from bot.wording.phrases import counted, line

NAMES = {
    Period.TODAY: "today",
    Period.WEEK: "this week",
    Period.MONTH: "this month",
    Period.ALL: "all time",
}


def board_card(board: ShowBoard, page: BoardPage, reader: PersonId | None, own: Standing | None) -> Card:
    """One page of a board; the reader's own place stands below it when it is not on the page."""
    where = " of this channel" if "/" in board.scope else ""
    shown = any(standing.score.person == reader for standing in page.standings)
    mine: tuple[Block, ...] = ()
    if own is not None and not shown:
        mine = (Heading("Your place"), Ranking((_rank(own, reader),)))
    return Card(
        title=f"Leaderboard{where}, {NAMES[board.period]}",
        blocks=(*_ranking(page, reader), *mine),
        buttons=(*_periods(board), *_turns(board, page)),
        note="Right first answers score 10, 15, 20 or 25 points by level. Equal points share a place.",
    )


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
