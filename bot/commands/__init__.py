"""What a slash command means, once a platform has taken it apart; a file for each family."""

from dataclasses import dataclass

from bot.commands.boards import BoardCommand, Leaderboard, Stats
from bot.commands.contests import (
    AmendCompetition,
    CancelCompetition,
    CompetitionCommand,
    CompetitionHistory,
    CompetitionStatus,
    EndCompetition,
    ListCompetitions,
    StartCompetition,
)
from bot.commands.leagues import LeagueCommand, LinkCommand
from bot.commands.managing import ManagingCommand
from bot.commands.practice import InterviewHistory, PracticeCommand, StartInterview, StartLiveQuiz, StartQuiz
from bot.commands.privacy import PrivacyCommand
from bot.commands.questions import (
    Ask,
    ExportPack,
    HardQuestions,
    HideQuestion,
    ImportQuestions,
    ListSuggestions,
    PackCommand,
    QuestionCommand,
    QuestionStats,
    ReloadBank,
    ReportQuestion,
    ShowQuestion,
    SuggestQuestion,
    UnhideQuestion,
)
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
from bot.commands.teams import (
    BalanceTeams,
    CreateTeam,
    DisbandTeam,
    HandOverTeam,
    InviteToTeam,
    JoinTeam,
    LeaveTeam,
    ListTeams,
    RenameTeam,
    SyncTeam,
    TeamCommand,
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
    BoardCommand
    | LeagueCommand
    | LinkCommand
    | ManagingCommand
    | CompetitionCommand
    | PracticeCommand
    | PrivacyCommand
    | QuestionCommand
    | ReviewCommand
    | ScheduleCommand
    | TeamCommand
    | Help
    | Misunderstood
)

OPENS_FORM = (SuggestQuestion, ImportQuestions)
"""Commands that are answered with a form, where the platform opens one."""

__all__ = [
    "OPENS_FORM",
    "AddSchedule",
    "AddToReview",
    "AmendCompetition",
    "Ask",
    "BalanceTeams",
    "BoardCommand",
    "CancelCompetition",
    "Command",
    "CompetitionCommand",
    "CompetitionHistory",
    "CompetitionStatus",
    "CreateTeam",
    "DisbandTeam",
    "EditSchedule",
    "EndCompetition",
    "ExportPack",
    "ExportReview",
    "HandOverTeam",
    "HardQuestions",
    "Help",
    "HideQuestion",
    "ImportQuestions",
    "InterviewHistory",
    "InviteToTeam",
    "JoinTeam",
    "Leaderboard",
    "LeagueCommand",
    "LeaveTeam",
    "LinkCommand",
    "ListCompetitions",
    "ListSchedules",
    "ListSuggestions",
    "ListTeams",
    "ManagingCommand",
    "Misunderstood",
    "PackCommand",
    "PauseSchedule",
    "PracticeCommand",
    "PreviewSchedule",
    "QuestionCommand",
    "QuestionStats",
    "ReloadBank",
    "RemindMe",
    "RemoveSchedule",
    "RenameTeam",
    "ReportQuestion",
    "ResumeSchedule",
    "Review",
    "ReviewCommand",
    "ScheduleCommand",
    "ScheduleFields",
    "SetRetention",
    "ShowQuestion",
    "SkipDate",
    "StartCompetition",
    "StartInterview",
    "StartLiveQuiz",
    "StartQuiz",
    "Stats",
    "StopReminding",
    "SuggestQuestion",
    "SyncTeam",
    "TeamCommand",
    "UnhideQuestion",
]
