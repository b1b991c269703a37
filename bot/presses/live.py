"""Buttons of a live quiz, beside those on its questions."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.ids import QuizId


class Act(StrEnum):
    """What somebody does in a live quiz beside answering."""

    JOIN = "join"
    PANEL = "panel"
    """See what the host can do."""
    RESULT = "result"
    """See how oneself did."""
    START = "start"
    SKIP = "skip"
    """Close the open question; nothing where its results stand already."""
    NEXT = "next"
    """Cut the results short."""
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


def body_of(press: Live) -> str:
    return f"live|{press.quiz}|{press.act}"


def press_of(parts: list[str]) -> Live | None:
    match parts:
        case ["live", quiz, act] if act in set(Act):
            return Live(QuizId(quiz), Act(act))
    return None
