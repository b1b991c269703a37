"""One's own repetition."""

from dataclasses import dataclass

from bot.domain.ids import QuestionId


@dataclass(frozen=True, slots=True)
class Review:
    """The next card of one's own repetition."""


@dataclass(frozen=True, slots=True)
class AddToReview:
    question: QuestionId


@dataclass(frozen=True, slots=True)
class ExportReview:
    pass


@dataclass(frozen=True, slots=True)
class SetRetention:
    """The share of answers, in percent, that somebody wants to recall."""

    percent: int


@dataclass(frozen=True, slots=True)
class RemindMe:
    """A local time and a zone as somebody typed them; the core reads both."""

    at: str
    zone: str | None = None


@dataclass(frozen=True, slots=True)
class StopReminding:
    pass


ReviewCommand = Review | AddToReview | ExportReview | SetRetention | RemindMe | StopReminding
