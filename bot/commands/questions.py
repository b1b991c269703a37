"""Asking questions, and looking after the bank."""

from dataclasses import dataclass

from bot.domain.ids import QuestionId


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


QuestionCommand = Ask | ShowQuestion | ReportQuestion | ReloadBank
