"""Boards, of people and of teams."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.cards import Block, Button, Card, Heading, Look, Picture, Rank, Ranking
from bot.domain.boards import Gap, Of, Period
from bot.domain.ids import ChannelId, workspace_of
from bot.domain.pictures import Standings, StandingsRow
from bot.domain.team_scores import K
from bot.presses.boards import ShowBoard
from bot.wording.phrases import counted, line, movement

NAMES = {
    Period.TODAY: "today",
    Period.WEEK: "this week",
    Period.MONTH: "this month",
    Period.ALL: "all time",
}
SEASON = "this season"
SEASONS = {Of.PEOPLE: "season", Of.TEAMS: "season between teams", Of.LEAGUE: "season over a league"}
RULES = {
    Of.PEOPLE: "Right first answers score 10, 15, 20 or 25 points by level. Equal points share a place.",
    Of.TEAMS: (
        f"Points an answer, pulled towards the mean of all teams as if by {K} answers more: neither size nor "
        "one lucky answer wins."
    ),
    Of.LEAGUE: (
        "Points of the league's daily questions, each once a person. Equal points: more right answers, then "
        "the earlier last point, then a shared place."
    ),
}
NOBODY = {
    Of.PEOPLE: "Nobody is on this board yet. Answer a question and be the first.",
    Of.TEAMS: "No team has earned anything yet. /team create begins one, /team list shows those there are.",
    Of.LEAGUE: "Nobody is on this board yet.",
}
COMPARED = {Period.TODAY: "yesterday", Period.WEEK: "last week", Period.MONTH: "last month", Period.ALL: ""}


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardLine:
    """`points` as they are shown; `before` is the place in the period before, None for who was not on it."""

    place: int
    name: str
    points: float
    detail: str
    before: int | None = None
    is_own: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardView:
    """A page as it is shown to somebody, with their own line wherever it stands, and the way to other pages.

    `is_compared` where there was a board in the period before. A `gap` of teams is in hundredths of a point.
    `name` is that of a league.
    """

    lines: Sequence[BoardLine]
    own: BoardLine | None
    gap: Gap | None
    previous: ShowBoard | None = None
    following: ShowBoard | None = None
    is_compared: bool = False
    name: str = ""


def board_card(board: ShowBoard, view: BoardView, topic: str = "", picture: Picture | None = None) -> Card:
    """`topic` is the title of the board's topic.

    `picture` is what `standings_of` the same page looks like, in place of its text.
    """
    rules = " ".join(filter(None, [RULES[board.of], _movement_note(board, view)]))
    return Card(
        title=title_of(board, topic, view.name),
        blocks=(*((picture,) if picture else _ranking(board, view)), *_own(board, view)),
        buttons=(*_turns(view), *_periods(board, view.previous), _other(board)),
        note="" if picture else rules,
    )


def standings_of(board: ShowBoard, view: BoardView, topic: str = "") -> Standings:
    """One page of a board, to be drawn."""
    return Standings(
        title=title_of(board, topic, view.name),
        rows=tuple(
            StandingsRow(
                place=one.place,
                name=one.name,
                value=one.points,
                worth=worth_of(board, one.points),
                movement=one.before - one.place if one.before is not None else None,
                is_reader=one.is_own,
            )
            for one in view.lines
        ),
        rule=RULES[board.of],
    )


def worth_of(board: ShowBoard, points: float) -> str:
    return f"{points:.2f} points" if board.of is Of.TEAMS else counted(round(points), "point")


def title_of(board: ShowBoard, topic: str = "", league: str = "") -> str:
    if board.of is Of.LEAGUE:
        return f"League {league}, {NAMES[board.period]}"
    who = "Leaderboard of teams" if board.of is Of.TEAMS else "Leaderboard"
    where = " in this channel" if "/" in board.scope else ""
    about = f" on {topic}" if topic else ""
    return f"{who}{about}{where}, {SEASON if board.season else NAMES[board.period]}"


def _movement_note(board: ShowBoard, view: BoardView) -> str:
    return f"▲ and ▼ are places since {COMPARED[board.period]}." if view.is_compared else ""


def _ranking(board: ShowBoard, view: BoardView) -> tuple[Block, ...]:
    if not view.lines:
        return (line(NOBODY[board.of]),)
    return (Ranking(tuple(_rank(board, one, view) for one in view.lines)),)


def _rank(board: ShowBoard, one: BoardLine, view: BoardView) -> Rank:
    moved = ""
    if view.is_compared:
        moved = "new" if one.before is None else movement(one.before - one.place)
    detail = ", ".join(filter(None, [one.detail, moved]))
    is_team = board.of is Of.TEAMS
    name = f"{one.name} (your team)" if is_team and one.is_own else one.name
    return Rank(one.place, name, one.points, detail, is_reader=one.is_own and not is_team)


def _own(board: ShowBoard, view: BoardView) -> tuple[Block, ...]:
    """The reader's own place and what is missing to the next one; their line where the page lacks it."""
    if view.own is None:
        return ()
    whose = "Your team is" if board.of is Of.TEAMS else "You are"
    said = line(f"{whose} in place {view.own.place:,}{_missing(board, view.gap)}.")
    if any(one.is_own for one in view.lines):
        return (said,)
    heading = "Your team" if board.of is Of.TEAMS else "Your place"
    return (Heading(heading), Ranking((_rank(board, view.own, view),)), said)


def _missing(board: ShowBoard, gap: Gap | None) -> str:
    if gap is None:
        return ""
    points = (
        f"{gap.points / 100:.2f} points an answer" if board.of is Of.TEAMS else counted(gap.points, "point")
    )
    place = "the next place" if gap.place is None else f"place {gap.place:,}"
    return f", {points} to {place}"


def _periods(board: ShowBoard, previous: ShowBoard | None = None) -> tuple[Button, ...]:
    """Without what leads to the page shown, or to the one that `previous` leads to."""
    first = replace(board, after=None, before=None, page=0, season=False)
    return tuple(
        Button(words[0].upper() + words[1:], replace(first, period=period), _look(board, period))
        for period, words in NAMES.items()
        if replace(first, period=period) not in (board, previous)
    )


def _look(board: ShowBoard, period: Period) -> Look:
    return Look.MAIN if period is board.period and not board.season else Look.PLAIN


def _other(board: ShowBoard) -> Button:
    """From people to teams and back."""
    if board.of is Of.PEOPLE:
        of, label = Of.TEAMS, "Teams"
    else:
        of, label = Of.PEOPLE, "People"
    topic = None if board.of is Of.LEAGUE else board.topic
    return Button(label, ShowBoard(board.scope, board.period, of=of, topic=topic, season=board.season))


def _turns(view: BoardView) -> tuple[Button, ...]:
    turns = (("Previous page", view.previous), ("Next page", view.following))
    return tuple(Button(label, press) for label, press in turns if press is not None)


def no_contest_card(board: ShowBoard) -> Card:
    """Where a board was asked for that only a season or a league has."""
    what = SEASONS[board.of] if board.season else "league"
    return Card(
        title=f"No {what} is running here",
        blocks=(line("The other boards count on."),),
        buttons=_periods(replace(board, of=Of.PEOPLE)),
    )


def no_topic_of_league_card(board: ShowBoard) -> Card:
    here = replace(board, scope=workspace_of(ChannelId(board.scope)))
    return Card(
        title="A league has one board for all topics",
        blocks=(line("People and teams of this workspace have boards of this topic."),),
        buttons=(
            Button("People", replace(here, of=Of.PEOPLE), Look.MAIN),
            Button("Teams", replace(here, of=Of.TEAMS)),
        ),
    )
