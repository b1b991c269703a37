"""Quizzes and mock interviews."""

from dataclasses import dataclass

from bot.domain import interview, live_quiz
from bot.domain.ids import TopicId
from bot.domain.question import Level


@dataclass(frozen=True, slots=True)
class StartQuiz:
    topic: TopicId | None = None
    level: Level | None = None
    count: int = 5


@dataclass(frozen=True, slots=True)
class StartLiveQuiz:
    """`seconds` are for each question; with `changes` people may change a choice until time is up."""

    topic: TopicId | None = None
    level: Level | None = None
    count: int = 5
    seconds: int = live_quiz.USUAL
    changes: bool = False


@dataclass(frozen=True, slots=True)
class StartInterview:
    topic: TopicId | None = None
    level: Level | None = None
    minutes: int = interview.USUAL


@dataclass(frozen=True, slots=True)
class InterviewHistory:
    pass


PracticeCommand = StartQuiz | StartLiveQuiz | StartInterview | InterviewHistory
