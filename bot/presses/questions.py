"""Buttons on a question: choose, look, rate, read on."""

from dataclasses import dataclass

from bot.domain.ids import QuestionId, RoundId
from bot.domain.round import Rating


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


QuestionPress = Choose | ShowAnswer | Rate | ReadAnswer | ReadPrompt | ReadQuestion
FOR_MANAGERS = (ReadQuestion,)


def body_of(press: QuestionPress) -> str:
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


def press_of(parts: list[str]) -> QuestionPress | None:
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
    return None
