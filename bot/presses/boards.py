"""Buttons on a board."""

from dataclasses import dataclass

from bot.domain.boards import Period
from bot.domain.ids import ChannelId, PersonId, WorkspaceId


@dataclass(frozen=True, slots=True)
class ShowBoard:
    """A page of a board: the first one, or the one after (points, person)."""

    scope: WorkspaceId | ChannelId
    period: Period
    after: tuple[int, PersonId] | None = None


BoardPress = ShowBoard


def body_of(press: BoardPress) -> str:
    return "|".join(["board", press.scope, press.period, *map(str, press.after or ())])


def press_of(parts: list[str]) -> BoardPress | None:
    match parts:
        case ["board", scope, period] if period in set(Period):
            return ShowBoard(_scope(scope), Period(period))
        case ["board", scope, period, points, person] if (
            period in set(Period) and points.isdecimal() and person.isdecimal()
        ):
            return ShowBoard(_scope(scope), Period(period), (int(points), PersonId(int(person))))
    return None


def _scope(scope: str) -> WorkspaceId | ChannelId:
    return ChannelId(scope) if "/" in scope else WorkspaceId(scope)
