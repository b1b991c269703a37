"""One question put to one audience, and what an answer to it earns."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.domain.ids import ChannelId, PersonId, QuestionId, QuizId, RoundId, WorkspaceId, workspace_of
from bot.domain.question import Question


class RoundKind(StrEnum):
    DAILY = "daily"
    """Asked by a schedule; counts for streaks."""
    ASKED = "asked"
    """Asked by a manager with /ask."""
    QUIZ = "quiz"
    """Put to one person in private."""
    LIVE = "live"
    """Put to a channel that races; its quiz says when it closes."""


class Reveal(StrEnum):
    """Where the model answer of a channel's round stands."""

    PRIVATE = "private"
    SPOILER = "spoiler"
    AT_CLOSE = "at-close"


class Verdict(StrEnum):
    RIGHT = "right"
    WRONG = "wrong"
    CLOSED = "closed"
    ALREADY_ANSWERED = "already-answered"
    PEEKED = "peeked"
    """The person has seen the answer before choosing, so nothing is scored any more."""
    VOID = "void"
    """The round counts for nobody."""


class Rating(StrEnum):
    """What a person says of their own answer to an open question."""

    KNEW = "knew"
    PARTLY = "partly"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class PutRight:
    """What managers have decided about a round since it was asked: options that count beside the key."""

    also_right: tuple[int, ...] = ()
    is_void: bool = False


ASKED_WELL = PutRight()


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """A question as it was asked: its options stand in the order in which people saw them.

    `day` is the date that the round counts for in its channel's zone. `closes_at` is None while
    the round stays open until the channel's next one. `quiz` names the quiz that a private round is part of.
    """

    id: RoundId
    kind: RoundKind
    channel: ChannelId
    question: Question
    opened_at: datetime
    day: date
    closes_at: datetime | None = None
    reveal: Reveal = Reveal.PRIVATE
    mention: str = ""
    thread: bool = False
    quiz: QuizId | None = None
    put_right: PutRight = ASKED_WELL

    @property
    def workspace(self) -> WorkspaceId:
        return workspace_of(self.channel)

    def is_closed(self, at: datetime) -> bool:
        return self.closes_at is not None and at >= self.closes_at

    def judge(self, choice: int, at: datetime) -> Verdict:
        """RIGHT, WRONG, CLOSED or VOID; ValueError where the question has no such option."""
        if not 0 <= choice < len(self.question.options):
            raise ValueError(f"{self.question.id} has no option {choice}")
        if self.is_closed(at):
            return Verdict.CLOSED
        if self.put_right.is_void:
            return Verdict.VOID
        return Verdict.RIGHT if self.is_right(choice) else Verdict.WRONG

    def is_right(self, choice: int) -> bool:
        """ValueError for an open question."""
        return choice == self.question.key or choice in self.put_right.also_right


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A ledger entry: a person's first choice in a round, or None if they looked first.

    `day` is the answer's date in the workspace's zone; boards of a day, week and month go by it.
    `scored` is False where the answer moves no board (looked first, or scored on before).
    """

    round: RoundId
    person: PersonId
    question: QuestionId
    channel: ChannelId
    choice: int | None
    right: bool
    points: int
    scored: bool
    at: datetime
    day: date
