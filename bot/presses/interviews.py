"""What the buttons of a mock interview mean; `bot.presses` makes tokens of them."""

from dataclasses import dataclass

from bot.domain.ids import InterviewId
from bot.domain.round import Rating


@dataclass(frozen=True, slots=True)
class AnswerTurn:
    """Opens the form for an answer, and says where its text goes."""

    interview: InterviewId
    position: int


@dataclass(frozen=True, slots=True)
class PassTurn:
    interview: InterviewId
    position: int


@dataclass(frozen=True, slots=True)
class TickPoint:
    """Say that one's answer did or did not cover a key point."""

    interview: InterviewId
    position: int
    point: int
    covered: bool


@dataclass(frozen=True, slots=True)
class ShowPoint:
    """Read a key point, where a platform cannot hide it."""

    interview: InterviewId
    position: int
    point: int


@dataclass(frozen=True, slots=True)
class ReadModel:
    """Read the model answer in full, a page at a time, from page 0."""

    interview: InterviewId
    position: int
    page: int


@dataclass(frozen=True, slots=True)
class RateTurn:
    interview: InterviewId
    position: int
    rating: Rating


@dataclass(frozen=True, slots=True)
class GoOn:
    """What comes after a turn: a follow-up, a new question, or the report."""

    interview: InterviewId
    position: int


@dataclass(frozen=True, slots=True)
class FinishInterview:
    interview: InterviewId


@dataclass(frozen=True, slots=True)
class OpenInterview:
    """From the history: the report, or the turn at which an interview stands."""

    interview: InterviewId


@dataclass(frozen=True, slots=True)
class ReadTexts:
    """Read one's own answers again, a page at a time, from page 0."""

    interview: InterviewId
    page: int


InterviewPress = (
    AnswerTurn
    | PassTurn
    | TickPoint
    | ShowPoint
    | ReadModel
    | RateTurn
    | GoOn
    | FinishInterview
    | OpenInterview
    | ReadTexts
)


def body_of(press: InterviewPress) -> str:
    match press:
        case AnswerTurn(interview, position):
            return f"i-say|{interview}|{position}"
        case PassTurn(interview, position):
            return f"i-pass|{interview}|{position}"
        case TickPoint(interview, position, point, covered):
            return f"i-tick|{interview}|{position}|{point}|{'on' if covered else 'off'}"
        case ShowPoint(interview, position, point):
            return f"i-point|{interview}|{position}|{point}"
        case ReadModel(interview, position, page):
            return f"i-model|{interview}|{position}|{page}"
        case RateTurn(interview, position, rating):
            return f"i-rate|{interview}|{position}|{rating}"
        case GoOn(interview, position):
            return f"i-next|{interview}|{position}"
        case FinishInterview(interview):
            return f"i-finish|{interview}"
        case OpenInterview(interview):
            return f"i-open|{interview}"
        case ReadTexts(interview, page):
            return f"i-texts|{interview}|{page}"


def press_of(parts: list[str]) -> InterviewPress | None:
    match parts:
        case ["i-finish", id_]:
            return FinishInterview(InterviewId(id_))
        case ["i-open", id_]:
            return OpenInterview(InterviewId(id_))
        case ["i-texts", id_, page] if page.isdecimal():
            return ReadTexts(InterviewId(id_), int(page))
        case [verb, id_, position, *rest] if position.isdecimal():
            return _in_turn(verb, InterviewId(id_), int(position), rest)
    return None


def _in_turn(verb: str, id_: InterviewId, position: int, rest: list[str]) -> InterviewPress | None:
    match verb, rest:
        case "i-say", []:
            return AnswerTurn(id_, position)
        case "i-pass", []:
            return PassTurn(id_, position)
        case "i-next", []:
            return GoOn(id_, position)
        case "i-tick", [point, "on" | "off" as how] if point.isdecimal():
            return TickPoint(id_, position, int(point), how == "on")
        case "i-point", [point] if point.isdecimal():
            return ShowPoint(id_, position, int(point))
        case "i-model", [page] if page.isdecimal():
            return ReadModel(id_, position, int(page))
        case "i-rate", [rating] if rating in set(Rating):
            return RateTurn(id_, position, Rating(rating))
    return None
