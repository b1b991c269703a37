"""A solo quiz: a row of questions put to one person in private, and how far it has got."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.ids import ChannelId, PersonId, QuestionId, QuizId, TopicId
from bot.domain.question import Question
from bot.domain.round import Answer, Round
from bot.domain.scoring import right_by_topic

LONGEST = 20
WAKES_FOR = timedelta(days=1)
"""How long an unfinished quiz is offered again after its last sign of life."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quiz:
    id: QuizId
    person: PersonId
    channel: ChannelId
    questions: tuple[QuestionId, ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """One question of a quiz; `answer` is None until the person has chosen or looked."""

    round: Round
    answer: Answer | None

    @property
    def right(self) -> bool:
        return self.answer is not None and self.answer.right


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """A quiz with its turns in the order in which they were opened, and the questions still to come.

    What the bank no longer holds does not come any more, and the quiz is that much shorter.
    """

    quiz: Quiz
    turns: tuple[Turn, ...]
    to_come: tuple[Question, ...]

    @property
    def total(self) -> int:
        return len(self.turns) + len(self.to_come)

    @property
    def done(self) -> int:
        return sum(1 for turn in self.turns if turn.answer is not None)

    @property
    def open_round(self) -> Round | None:
        """The round that waits for an answer."""
        return next((turn.round for turn in self.turns if turn.answer is None), None)

    @property
    def is_finished(self) -> bool:
        return self.done == self.total

    @property
    def right(self) -> int:
        return sum(1 for turn in self.turns if turn.right)

    @property
    def points(self) -> int:
        return sum(turn.answer.points for turn in self.turns if turn.answer is not None)

    @property
    def missed(self) -> tuple[Round, ...]:
        return tuple(turn.round for turn in self.turns if not turn.right)

    @property
    def topics(self) -> frozenset[TopicId]:
        asked = {turn.round.question.topic for turn in self.turns}
        return frozenset(asked | {question.topic for question in self.to_come})

    @property
    def by_topic(self) -> Mapping[TopicId, tuple[int, int]]:
        """How many were right and asked in each topic, the weakest topic first."""
        return right_by_topic((turn.round.question.topic, turn.right) for turn in self.turns)

    @property
    def took(self) -> timedelta:
        """From the first question to the last answer, pauses included; never negative."""
        moments = [turn.answer.at for turn in self.turns if turn.answer is not None]
        start = min((turn.round.opened_at for turn in self.turns), default=None)
        if start is None or not moments:
            return timedelta(0)
        return max(max(moments) - start, timedelta(0))

    def is_awake(self, at: datetime) -> bool:
        """True for a day after the last question or answer; a quiz that never began is not awake."""
        signs = [turn.round.opened_at for turn in self.turns]
        signs += [turn.answer.at for turn in self.turns if turn.answer is not None]
        return bool(signs) and at - max(signs) < WAKES_FOR
