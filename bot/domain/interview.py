"""A mock interview: open questions and their follow-ups, answered in one's own words, in private."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.ids import InterviewId, PersonId, TopicId
from bot.domain.question import Level, Question, Reference
from bot.domain.round import Rating

SHORTEST, USUAL, LONGEST = 1, 20, 120  # minutes
FOLLOW_UPS = 2  # at most, for each question
LONGEST_TEXT = 4000  # characters; what a form takes on Discord


@dataclass(frozen=True, slots=True, kw_only=True)
class Interview:
    """`topic` and `level` are what the person asked for; None means any."""

    id: InterviewId
    person: PersonId
    topic: TopicId | None
    level: Level | None
    minutes: int
    started_at: datetime
    finished_at: datetime | None = None

    @property
    def ends_at(self) -> datetime:
        return self.started_at + timedelta(minutes=self.minutes)

    def is_over(self, at: datetime) -> bool:
        """True once nothing new is asked; what has been asked may still be answered."""
        return self.finished_at is not None or at >= self.ends_at


@dataclass(frozen=True, slots=True)
class Reading:
    """Which key points a text looks to cover, and which red flags it seems to show, by position from 0."""

    covered: frozenset[int] = frozenset()
    flags: frozenset[int] = frozenset()


NOTHING = Reading()


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What the interviewer asked, and what came of it.

    `part` is 0 for a question of the bank and counts its follow-ups from 1. `text` is None until the
    person answers, and empty if they passed. `reading` is what we made of it, `covered` what they ticked.
    Follow-ups have no key points: the person rates them.
    """

    position: int
    part: int
    question: Question
    asked_at: datetime
    text: str | None = None
    answered_at: datetime | None = None
    reading: Reading = NOTHING
    covered: frozenset[int] = frozenset()
    rating: Rating | None = None

    @property
    def is_answered(self) -> bool:
        return self.text is not None

    @property
    def prompt(self) -> str:
        """What was asked, in Markdown."""
        return self.question.follow_ups[self.part - 1] if self.part else self.question.prompt

    @property
    def missed(self) -> tuple[str, ...]:
        """The key points that the person has not ticked; none for a follow-up."""
        if self.part or not self.is_answered:
            return ()
        points = enumerate(self.question.key_points)
        return tuple(point for n, point in points if n not in self.covered)


def follows(turn: Turn) -> int | None:
    """The part of the follow-up that comes after a turn, or None where a new question does."""
    last = min(FOLLOW_UPS, len(turn.question.follow_ups))
    return turn.part + 1 if turn.part < last else None


def number_of(turns: Sequence[Turn], turn: Turn) -> int:
    """Which question of the interview a turn belongs to, from 1."""
    return sum(1 for other in turns if not other.part and other.position <= turn.position)


def without_options(question: Question) -> Question:
    """A question as an interviewer asks it, with no more than an interview needs."""
    return replace(question, options=(), tags=(), code="", output="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How many key points of a topic's questions were covered."""

    topic: TopicId
    covered: int
    points: int


def coverage(turns: Sequence[Turn]) -> tuple[Coverage, ...]:
    """By topic, in the order in which they came up; what was not answered does not count."""
    answered = [turn for turn in turns if turn.is_answered and not turn.part]
    return tuple(
        Coverage(
            topic=topic,
            covered=sum(len(turn.covered) for turn in answered if turn.question.topic == topic),
            points=sum(len(turn.question.key_points) for turn in answered if turn.question.topic == topic),
        )
        for topic in dict.fromkeys(turn.question.topic for turn in answered)
    )


def to_read(turns: Sequence[Turn]) -> tuple[Reference, ...]:
    """The references of every question of which something was missed, each once."""
    weak = (turn.question for turn in turns if turn.missed or turn.rating is Rating.MISSED)
    return tuple(dict.fromkeys(reference for question in weak for reference in question.references))


def time_used(interview: Interview, turns: Sequence[Turn]) -> timedelta:
    """From the start until the last answer."""
    last = max((turn.answered_at for turn in turns if turn.answered_at), default=interview.started_at)
    return last - interview.started_at
