"""Asking questions, and looking after the bank."""

from dataclasses import dataclass

from bot.domain.ids import QuestionId, TopicId
from bot.domain.own_questions import OWN_TOPIC
from bot.domain.question import Level


@dataclass(frozen=True, slots=True)
class Ask:
    question: QuestionId | None = None


@dataclass(frozen=True, slots=True)
class ShowQuestion:
    question: QuestionId


@dataclass(frozen=True, slots=True)
class ReportQuestion:
    question: QuestionId
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ReloadBank:
    pass


@dataclass(frozen=True, slots=True)
class SuggestQuestion:
    """Write a question for the workspace's own pack."""

    topic: TopicId = OWN_TOPIC
    level: Level = Level.INTERMEDIATE


@dataclass(frozen=True, slots=True)
class ListSuggestions:
    pass


@dataclass(frozen=True, slots=True)
class HideQuestion:
    """Have a question asked no more in this workspace."""

    question: QuestionId


@dataclass(frozen=True, slots=True)
class UnhideQuestion:
    question: QuestionId


@dataclass(frozen=True, slots=True)
class ExportPack:
    pass


@dataclass(frozen=True, slots=True)
class QuestionStats:
    """How a question went here."""

    question: QuestionId


@dataclass(frozen=True, slots=True)
class HardQuestions:
    pass


@dataclass(frozen=True, slots=True)
class ImportQuestions:
    """Ask for a file of questions; without a topic each keeps what its file says it is about."""

    topic: TopicId | None = None
    level: Level | None = None


PackCommand = SuggestQuestion | ListSuggestions | HideQuestion | UnhideQuestion | ExportPack | ImportQuestions
QuestionCommand = (
    Ask | ShowQuestion | ReportQuestion | ReloadBank | QuestionStats | HardQuestions | PackCommand
)
