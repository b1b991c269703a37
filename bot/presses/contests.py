"""Buttons on competitions: their boards, what managers confirm, and what has been."""

from dataclasses import dataclass

from bot.domain.announcement import Announcement
from bot.domain.contest_news import read_subject
from bot.domain.divisions import Division
from bot.domain.ids import ContestId, PersonId

LONGEST_REASON = 60  # of an amendment, so that it fits into its button


@dataclass(frozen=True, slots=True)
class ShowContest:
    """How a competition stands; `told` is the announcement that the button stands on, if any."""

    contest: ContestId
    told: str = ""


@dataclass(frozen=True, slots=True)
class ShowPeople:
    """The page of people behind (points, right answers, when the last point came, person)."""

    contest: ContestId
    points: int
    right: int
    last_at: int
    person: PersonId


@dataclass(frozen=True, slots=True)
class ShowTeams:
    """A page of teams, counted from 0."""

    contest: ContestId
    page: int


@dataclass(frozen=True, slots=True)
class ShowDivision:
    contest: ContestId
    division: Division


@dataclass(frozen=True, slots=True)
class ShowRace:
    """How points grew day by day, as a picture."""

    contest: ContestId


@dataclass(frozen=True, slots=True)
class EndNow:
    contest: ContestId


@dataclass(frozen=True, slots=True)
class CancelIt:
    contest: ContestId


@dataclass(frozen=True, slots=True)
class AmendIt:
    contest: ContestId
    reason: str


@dataclass(frozen=True, slots=True)
class ShowVersion:
    """A final standing as it was counted at one time."""

    contest: ContestId
    version: int


@dataclass(frozen=True, slots=True)
class ShowHall:
    """The hall of fame of the series that a competition belongs to."""

    contest: ContestId


@dataclass(frozen=True, slots=True)
class ShowPast:
    """A page of the competitions that are over, counted from 0."""

    page: int


ContestPress = (
    ShowContest
    | ShowPeople
    | ShowTeams
    | ShowDivision
    | ShowRace
    | EndNow
    | CancelIt
    | AmendIt
    | ShowVersion
    | ShowHall
    | ShowPast
)


FOR_MANAGERS = (EndNow, CancelIt, AmendIt)


def button_of(news: Announcement) -> ShowContest:
    """The button that stands on an announcement of a competition and on no other message."""
    subject, kind = read_subject(news.subject), news.kind.removeprefix("contest-")
    return ShowContest(subject.contest, f"{kind}-{subject.version}" if subject.version else kind)


def body_of(press: ContestPress) -> str:
    return f"cup|{_inside(press)}"


def _inside(press: ContestPress) -> str:
    match press:
        case ShowContest(id_, told):
            return f"show|{id_}|{told}"
        case ShowPeople(id_, points, right, last_at, person):
            return f"people|{id_}|{points}|{right}|{last_at}|{person}"
        case ShowTeams(id_, page):
            return f"teams|{id_}|{page}"
        case ShowDivision(id_, Division(tier, number)):
            return f"group|{id_}|{tier}|{number}"
        case ShowRace(id_):
            return f"race|{id_}"
        case EndNow(id_):
            return f"end|{id_}"
        case CancelIt(id_):
            return f"cancel|{id_}"
        case AmendIt(id_, reason):
            return f"amend|{id_}|{reason}"
        case ShowVersion(id_, version):
            return f"version|{id_}|{version}"
        case ShowHall(id_):
            return f"hall|{id_}"
        case ShowPast(page):
            return f"past|{page}"


def press_of(parts: list[str]) -> ContestPress | None:
    match parts:
        case ["cup", "past", page] if page.isdecimal():
            return ShowPast(int(page))
        case ["cup", "amend", id_, *reason]:
            return AmendIt(ContestId(id_), "|".join(reason))
        case ["cup", kind, id_, *rest]:
            return _about(kind, ContestId(id_), rest)
        case _:
            return None


def _about(kind: str, id_: ContestId, rest: list[str]) -> ContestPress | None:
    numbers = [int(part) for part in rest if part.isdecimal()]
    match kind, rest, numbers:
        case "show", [told], _:
            return ShowContest(id_, told)
        case "people", [_, _, _, _], [points, right, last_at, person]:
            return ShowPeople(id_, points, right, last_at, PersonId(person))
        case "teams", [_], [page]:
            return ShowTeams(id_, page)
        case "group", [_, _], [tier, number]:
            return ShowDivision(id_, Division(tier, number))
        case "version", [_], [version]:
            return ShowVersion(id_, version)
        case "race", [], _:
            return ShowRace(id_)
        case "end", [], _:
            return EndNow(id_)
        case "cancel", [], _:
            return CancelIt(id_)
        case "hall", [], _:
            return ShowHall(id_)
        case _:
            return None
