"""A solo quiz: a row of questions put to one person in private."""

from dataclasses import dataclass

from bot.domain.ids import ChannelId, PersonId, QuestionId, QuizId

LONGEST = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Quiz:
    id: QuizId
    person: PersonId
    channel: ChannelId
    questions: tuple[QuestionId, ...]
