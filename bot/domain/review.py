"""A person's own repetition: what comes back, when, and when to remind them of it."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import count
from zoneinfo import ZoneInfo

from bot.domain.ids import Account, PersonId, QuestionId, ReviewId, WorkspaceId
from bot.domain.occurrences import ONE_DAY, instant

PARAMETERS = 21  # weights of FSRS-6
LOWEST, HIGHEST = 0.70, 0.97  # beyond them intervals become useless: never again, or every day
FRESH = timedelta(days=1)
"""How long a shown answer can be rated; after that the person is asked to recall it anew."""


class Grade(StrEnum):
    """How well a person recalled an answer, as they say themselves."""

    AGAIN = "again"
    HARD = "hard"
    GOOD = "good"
    EASY = "easy"


class Phase(StrEnum):
    LEARNING = "learning"
    REVIEWING = "reviewing"
    RELEARNING = "relearning"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewCard:
    """What is known of one person's memory of one question.

    `stability` is in days; it, `difficulty` and `last_review` are None until the first rating.
    `reps` counts the ratings, so that a button of an earlier one is known to be old.
    """

    id: ReviewId
    person: PersonId
    workspace: WorkspaceId
    question: QuestionId
    due: datetime
    phase: Phase = Phase.LEARNING
    step: int | None = 0
    stability: float | None = None
    difficulty: float | None = None
    last_review: datetime | None = None
    reps: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """A word in private at a local time, to the account through which it was asked for."""

    at: time
    zone: ZoneInfo
    account: Account
    workspace: WorkspaceId


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewSettings:
    """`retention` is the share of answers that the person wants to recall when they come back.

    `parameters` None are those of FSRS itself. `stopped` says why we ended the reminder, until the person
    has read it. ValueError: a retention out of reach, or not 21 parameters.
    """

    retention: float = 0.9
    parameters: tuple[float, ...] | None = None
    reminder: Reminder | None = None
    stopped: str = ""

    def __post_init__(self) -> None:
        if not LOWEST <= self.retention <= HIGHEST:
            raise ValueError(f"A retention lies between {LOWEST:.0%} and {HIGHEST:.0%}; 90% is usual.")
        if self.parameters is not None and len(self.parameters) != PARAMETERS:
            raise ValueError(f"FSRS-6 has {PARAMETERS} parameters, not {len(self.parameters)}.")


@dataclass(frozen=True, slots=True)
class Queue:
    """A person's cards in the order in which they fall due: those that have, and those that will."""

    due: tuple[ReviewCard, ...]
    later: tuple[ReviewCard, ...]

    def __len__(self) -> int:
        return len(self.due) + len(self.later)

    def find(self, id_: ReviewId) -> ReviewCard | None:
        return next((card for card in (*self.due, *self.later) if card.id == id_), None)


def queue(cards: Sequence[ReviewCard], known: Container[QuestionId], now: datetime) -> Queue:
    """`known` are the questions of the bank; cards of others wait until their question comes back."""
    in_order = sorted(
        (card for card in cards if card.question in known), key=lambda card: (card.due, card.id)
    )
    due = tuple(card for card in in_order if card.due <= now)
    return Queue(due, tuple(in_order[len(due) :]))


def spread(after: Mapping[Grade, ReviewCard]) -> Mapping[Grade, ReviewCard]:
    """The same outcomes with a better grade never earlier, and Easy at least a day after Good.

    FSRS counts whole days, so that a young memory comes back after one day whatever the grade was.
    """
    hard, good, easy = after[Grade.HARD], after[Grade.GOOD], after[Grade.EASY]
    good = replace(good, due=max(good.due, hard.due))
    easy = replace(easy, due=max(easy.due, good.due + ONE_DAY))
    return {Grade.AGAIN: after[Grade.AGAIN], Grade.HARD: hard, Grade.GOOD: good, Grade.EASY: easy}


def rated(outcome: ReviewCard, shown: datetime, now: datetime) -> ReviewCard:
    """An outcome reckoned at the moment the answer was shown, counted from the moment it was rated."""
    return replace(outcome, due=now + (outcome.due - shown), reps=outcome.reps + 1)


def next_reminder(at: time, zone: ZoneInfo, after: datetime) -> datetime:
    """The first instant after this one at which the zone's clock shows that time, or leaps over it."""
    start = local_day(after, zone)
    return next(due for days in count() if (due := instant(start + days * ONE_DAY, at, zone)) > after)


def is_time(at: time, zone: ZoneInfo, now: datetime) -> bool:
    """True from the reminder's time until the end of that day."""
    return instant(local_day(now, zone), at, zone) <= now


def local_day(at: datetime, zone: ZoneInfo) -> date:
    return at.astimezone(zone).date()
