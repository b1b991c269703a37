"""Buttons of a solo quiz."""

from dataclasses import dataclass

from bot.domain.ids import QuizId, TopicId
from bot.domain.question import Level


@dataclass(frozen=True, slots=True)
class NextQuestion:
    quiz: QuizId


@dataclass(frozen=True, slots=True)
class StartAnew:
    """Begin a quiz as it was asked for, although another one is not finished."""

    topic: TopicId | None
    level: Level | None
    count: int


@dataclass(frozen=True, slots=True)
class ShareQuiz:
    """Tell the quiz's channel in one line how it went."""

    quiz: QuizId


QuizPress = NextQuestion | StartAnew | ShareQuiz


def body_of(press: QuizPress) -> str:
    match press:
        case NextQuestion(quiz):
            return f"next|{quiz}"
        case StartAnew(topic, level, count):
            return f"anew|{topic or ''}|{level or ''}|{count}"
        case ShareQuiz(quiz):
            return f"share|{quiz}"


def press_of(parts: list[str]) -> QuizPress | None:
    match parts:
        case ["next", quiz]:
            return NextQuestion(QuizId(quiz))
        case ["share", quiz]:
            return ShareQuiz(QuizId(quiz))
        case ["anew", topic, level, count] if level in ("", *Level) and count.isdecimal():
            return StartAnew(TopicId(topic) if topic else None, Level(level) if level else None, int(count))
    return None
