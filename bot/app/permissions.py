"""Which commands are for managers alone; `bot.presses` says the same of buttons."""

from bot.commands import (
    AddSchedule,
    AmendCompetition,
    Ask,
    CancelCompetition,
    EditSchedule,
    EndCompetition,
    ExportPack,
    HideQuestion,
    ListSuggestions,
    PauseSchedule,
    ReloadBank,
    RemoveSchedule,
    ResumeSchedule,
    ShowQuestion,
    SkipDate,
    StartCompetition,
    UnhideQuestion,
)
from bot.commands.leagues import CreateLeague, JoinLeague, LeaveLeague
from bot.commands.managing import ManagingCommand

FOR_MANAGERS = (
    Ask,
    AddSchedule,
    EditSchedule,
    PauseSchedule,
    ResumeSchedule,
    SkipDate,
    RemoveSchedule,
    ShowQuestion,
    ReloadBank,
    CreateLeague,
    JoinLeague,
    LeaveLeague,
    ManagingCommand,
    ListSuggestions,
    HideQuestion,
    UnhideQuestion,
    ExportPack,
    StartCompetition,
    EndCompetition,
    CancelCompetition,
    AmendCompetition,
)
