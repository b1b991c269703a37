"""What a slash command means, once a platform has taken it apart; a file for each family."""

from dataclasses import dataclass

from bot.commands.boards import BoardCommand, Leaderboard, Stats
from bot.commands.practice import InterviewHistory, PracticeCommand, StartInterview, StartLiveQuiz, StartQuiz
from bot.commands.questions import Ask, QuestionCommand, ReloadBank, ReportQuestion, ShowQuestion
from bot.commands.reviews import (
    AddToReview,
    ExportReview,
    RemindMe,
    Review,
    ReviewCommand,
    SetRetention,
    StopReminding,
)
from bot.commands.schedules import (
    AddSchedule,
    EditSchedule,
    ListSchedules,
    PauseSchedule,
    PreviewSchedule,
    RemoveSchedule,
    ResumeSchedule,
    ScheduleCommand,
    ScheduleFields,
    SkipDate,
)


@dataclass(frozen=True, slots=True)
class Help:
    pass


@dataclass(frozen=True, slots=True)
class Misunderstood:
    """Words that are no command of ours; `hint` says what would be."""

    text: str
    hint: str


Command = (
    BoardCommand | PracticeCommand | QuestionCommand | ReviewCommand | ScheduleCommand | Help | Misunderstood
)

__all__ = [
    "AddSchedule",
    "AddToReview",
    "Ask",
    "BoardCommand",
    "Command",
    "EditSchedule",
    "ExportReview",
    "Help",
    "InterviewHistory",
    "Leaderboard",
    "ListSchedules",
    "Misunderstood",
    "PauseSchedule",
    "PracticeCommand",
    "PreviewSchedule",
    "QuestionCommand",
    "ReloadBank",
    "RemindMe",
    "RemoveSchedule",
    "ReportQuestion",
    "ResumeSchedule",
    "Review",
    "ReviewCommand",
    "ScheduleCommand",
    "ScheduleFields",
    "SetRetention",
    "ShowQuestion",
    "SkipDate",
    "StartInterview",
    "StartLiveQuiz",
    "StartQuiz",
    "Stats",
    "StopReminding",
]
