"""Who may give which command and press which button, as far as it can be told before anything is looked up.

`bot.presses` says of buttons which are for managers alone. `docs/permissions.md` has all of it in one table.
"""

from bot import presses
from bot.cards import Reply
from bot.commands import (
    AddSchedule,
    AmendCompetition,
    Ask,
    BalanceTeams,
    CancelCompetition,
    Command,
    EditSchedule,
    EndCompetition,
    ExportPack,
    Help,
    HideQuestion,
    ImportQuestions,
    ListSuggestions,
    Misunderstood,
    PauseSchedule,
    QuestionStats,
    ReloadBank,
    RemoveSchedule,
    ResumeSchedule,
    ShowQuestion,
    SkipDate,
    StartCompetition,
    SyncTeam,
    UnhideQuestion,
)
from bot.commands.leagues import CreateLeague, JoinLeague, LeaveLeague
from bot.commands.managing import ManagingCommand
from bot.domain.people import Actor
from bot.presses import Press
from bot.wording import replies

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
    StartCompetition,
    EndCompetition,
    CancelCompetition,
    AmendCompetition,
    QuestionStats,
    ImportQuestions,
)
FROM_NOWHERE = (Help, Misunderstood)
"""Commands that belong to no workspace, so that a direct message can give them."""


def refusal_of_command(command: Command, actor: Actor) -> Reply | None:
    if actor.is_nowhere and not isinstance(command, FROM_NOWHERE):
        return Reply(replies.nowhere_card())
    is_theirs = actor.manager or not isinstance(command, FOR_MANAGERS)
    return None if is_theirs else Reply(replies.managers_only_card())


def refusal_of_press(press: Press, actor: Actor) -> Reply | None:
    if actor.is_nowhere and not isinstance(press, presses.FROM_NOWHERE):
        return Reply(replies.nowhere_card())
    is_theirs = actor.manager or not isinstance(press, presses.FOR_MANAGERS)
    return None if is_theirs else Reply(replies.managers_only_card())
