"""Buttons of teams."""

from dataclasses import dataclass

from bot.domain.ids import TeamId


@dataclass(frozen=True, slots=True)
class EnterTeam:
    """Join a team; it names no workspace, since a team belongs to one."""

    team: TeamId


@dataclass(frozen=True, slots=True)
class ShowTeams:
    """A page of the list of teams, from page 0."""

    page: int


@dataclass(frozen=True, slots=True)
class EndTeam:
    """Disband a team, by somebody who has been asked whether they mean it."""

    team: TeamId


@dataclass(frozen=True, slots=True)
class DealTeams:
    """Deal people into so many teams as shown; `check` tells whether they would be the same ones."""

    count: int
    check: int


TeamPress = EnterTeam | ShowTeams | EndTeam | DealTeams


def body_of(press: TeamPress) -> str:
    match press:
        case EnterTeam(team):
            return f"enter|{team}"
        case ShowTeams(page):
            return f"teams|{page}"
        case EndTeam(team):
            return f"disband|{team}"
        case DealTeams(count, check):
            return f"deal|{count}|{check}"


def press_of(parts: list[str]) -> TeamPress | None:
    match parts:
        case ["enter", team]:
            return EnterTeam(TeamId(team))
        case ["teams", page] if page.isdecimal():
            return ShowTeams(int(page))
        case ["disband", team]:
            return EndTeam(TeamId(team))
        case ["deal", count, check] if count.isdecimal() and check.isdecimal():
            return DealTeams(int(count), int(check))
        case _:
            return None
