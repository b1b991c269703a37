"""Which commands are for managers alone; `bot.presses` says the same of buttons."""

from bot.commands import (
    AddSchedule,
    Ask,
    BalanceTeams,
    EditSchedule,
    ExportPack,
    HideQuestion,
    ListSuggestions,
    PauseSchedule,
    ReloadBank,
    RemoveSchedule,
    ResumeSchedule,
    ShowQuestion,
    SkipDate,
    SyncTeam,
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
    SyncTeam,
    BalanceTeams,
)
