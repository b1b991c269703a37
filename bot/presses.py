"""What a button means, and the short token that carries that meaning through a platform."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.boards import Period
from bot.domain.ids import ChannelId, PersonId, QuestionId, QuizId, RoundId, WorkspaceId
from bot.domain.round import Rating

LONGEST_TOKEN = 100  # the smallest limit among our platforms: Discord's custom_id
PREFIX = "sb1"  # its digit counts up when old tokens would mean something else


@dataclass(frozen=True, slots=True)
class Choose:
    round: RoundId
    choice: int


@dataclass(frozen=True, slots=True)
class ShowAnswer:
    """`sure` is True once the person has been told that looking ends their scoring."""

    round: RoundId
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Rate:
    round: RoundId
    rating: Rating


@dataclass(frozen=True, slots=True)
class ReadAnswer:
    """Read a round's model answer in full, a page at a time, from page 0."""

    round: RoundId
    page: int


@dataclass(frozen=True, slots=True)
class ReadPrompt:
    """Read a round's question in full, a page at a time, from page 0."""

    round: RoundId
    page: int


@dataclass(frozen=True, slots=True)
class ReadQuestion:
    """Read everything about a question of the bank, a page at a time, from page 0."""

    question: QuestionId
    page: int


@dataclass(frozen=True, slots=True)
class NextQuestion:
    quiz: QuizId


@dataclass(frozen=True, slots=True)
class ShowBoard:
    """A page of a board: the first one, or the one after (points, person)."""

    scope: WorkspaceId | ChannelId
    period: Period
    after: tuple[int, PersonId] | None = None


class Act(StrEnum):
    """What somebody does in a live quiz beside answering."""

    JOIN = "join"
    PANEL = "panel"
    """See what the host can do."""
    RESULT = "result"
    """See how oneself did."""
    START = "start"
    SKIP = "skip"
    PAUSE = "pause"
    GO_ON = "go-on"
    EXTEND = "extend"
    STOP = "stop"
    HAND_OVER = "hand-over"
    LEAVE = "leave"


FOR_ALL = (Act.JOIN, Act.RESULT)
"""What is not for the host and managers alone."""


@dataclass(frozen=True, slots=True)
class Live:
    quiz: QuizId
    act: Act


Press = Choose | ShowAnswer | Rate | ReadAnswer | ReadPrompt | ReadQuestion | NextQuestion | ShowBoard | Live


def encode(press: Press) -> str:
    """A token of at most 100 characters; ValueError if the ids inside are too long for one."""
    token = f"{PREFIX}|{_body(press)}"
    if len(token) > LONGEST_TOKEN:
        raise ValueError(f"token too long: {token}")
    return token


def _body(press: Press) -> str:
    match press:
        case Choose(round_, choice):
            return f"choose|{round_}|{choice}"
        case ShowAnswer(round_, sure):
            return f"show|{round_}|{'sure' if sure else 'ask'}"
        case Rate(round_, rating):
            return f"rate|{round_}|{rating}"
        case ReadAnswer(round_, page):
            return f"answer|{round_}|{page}"
        case ReadPrompt(round_, page):
            return f"prompt|{round_}|{page}"
        case ReadQuestion(question, page):
            return f"question|{question}|{page}"
        case NextQuestion(quiz):
            return f"next|{quiz}"
        case ShowBoard(scope, period, after):
            return "|".join(["board", scope, period, *map(str, after or ())])
        case Live(quiz, act):
            return f"live|{quiz}|{act}"


def decode(token: str) -> Press:
    """The inverse of `encode`; ValueError for anything that `encode` did not make."""
    prefix, _, body = token.partition("|")
    press = _press(body.split("|")) if prefix == PREFIX else None
    if press is None or encode(press) != token:
        raise ValueError(f"not one of our buttons: {token!r}")
    return press


def _press(parts: list[str]) -> Press | None:
    match parts:
        case ["choose", round_, choice] if choice.isdecimal():
            return Choose(RoundId(round_), int(choice))
        case ["show", round_, "sure" | "ask" as how]:
            return ShowAnswer(RoundId(round_), how == "sure")
        case ["rate", round_, rating] if rating in set(Rating):
            return Rate(RoundId(round_), Rating(rating))
        case ["answer", round_, page] if page.isdecimal():
            return ReadAnswer(RoundId(round_), int(page))
        case ["prompt", round_, page] if page.isdecimal():
            return ReadPrompt(RoundId(round_), int(page))
        case ["question", question, page] if page.isdecimal():
            return ReadQuestion(QuestionId(question), int(page))
        case ["next", quiz]:
            return NextQuestion(QuizId(quiz))
        case ["board", scope, period, *after] if period in set(Period):
            return _board(scope, Period(period), after)
        case ["live", quiz, act] if act in set(Act):
            return Live(QuizId(quiz), Act(act))
    return None


def _board(scope: str, period: Period, after: list[str]) -> ShowBoard | None:
    where = ChannelId(scope) if "/" in scope else WorkspaceId(scope)
    match after:
        case []:
            return ShowBoard(where, period)
        case [points, person] if points.isdecimal() and person.isdecimal():
            return ShowBoard(where, period, (int(points), PersonId(int(person))))
    return None
