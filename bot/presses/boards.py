"""Buttons on a board."""

import re
from dataclasses import dataclass

from bot.domain.boards import Of, Period
from bot.domain.ids import ChannelId, PersonId, TopicId, WorkspaceId

_CURSOR = re.compile(r"([ab])(\d+)-(\d+)", re.ASCII)


@dataclass(frozen=True, slots=True)
class ShowBoard:
    """A page of a board.

    Boards of people are turned by what stands at the edge of a page: `after` or `before` (points, person).
    Those of teams and of a topic are counted as a whole and turned by number, from `page` 0. With `season`
    the board is that of the season that runs, and `period` means nothing.
    """

    scope: WorkspaceId | ChannelId
    period: Period = Period.WEEK
    after: tuple[int, PersonId] | None = None
    before: tuple[int, PersonId] | None = None
    of: Of = Of.PEOPLE
    topic: TopicId | None = None
    page: int = 0
    season: bool = False


BoardPress = ShowBoard


def body_of(press: BoardPress) -> str:
    """The first form is that of older releases, whose buttons still stand in channels."""
    if press == ShowBoard(press.scope, press.period, press.after):
        return "|".join(["board", press.scope, press.period, *map(str, press.after or ())])
    period = "season" if press.season else press.period
    return f"boards|{press.scope}|{period}|{press.of[0]}|{press.topic or ''}|{_turn(press)}"


def _turn(press: ShowBoard) -> str:
    if press.after is not None:
        return "a{}-{}".format(*press.after)
    if press.before is not None:
        return "b{}-{}".format(*press.before)
    return str(press.page)


def press_of(parts: list[str]) -> BoardPress | None:
    match parts:
        case ["board", scope, period] if period in set(Period):
            return ShowBoard(_scope(scope), Period(period))
        case ["board", scope, period, points, person] if (
            period in set(Period) and points.isdecimal() and person.isdecimal()
        ):
            return ShowBoard(_scope(scope), Period(period), (int(points), PersonId(int(person))))
        case ["boards", scope, period, of, topic, turn]:
            return _newer(scope, period, of, topic, turn)
        case _:
            return None


def _newer(scope: str, period: str, of: str, topic: str, turn: str) -> BoardPress | None:
    who = {one[0]: one for one in Of}.get(of)
    known = period in set(Period) or period == "season"
    cursor = _CURSOR.fullmatch(turn)
    if who is None or not known or not (cursor or turn.isdecimal()):
        return None
    edge = (int(cursor[2]), PersonId(int(cursor[3]))) if cursor else None
    return ShowBoard(
        _scope(scope),
        Period.WEEK if period == "season" else Period(period),
        after=edge if cursor and cursor[1] == "a" else None,
        before=edge if cursor and cursor[1] == "b" else None,
        of=who,
        topic=TopicId(topic) if topic else None,
        page=0 if cursor else int(turn),
        season=period == "season",
    )


def _scope(scope: str) -> WorkspaceId | ChannelId:
    return ChannelId(scope) if "/" in scope else WorkspaceId(scope)
