"""Who does something, and where."""

from dataclasses import dataclass

from bot.domain.ids import DIRECT, Account, ChannelId, WorkspaceId, workspace_of
from bot.domain.names import shown


@dataclass(frozen=True, slots=True)
class Actor:
    """A member acting in a channel; `manager` is what their platform says about them.

    Of their name what is kept is what can be shown.

    `is_login` is True where all that is known is the name with which they sign in, which takes the place of
    no better one. `groups` are the roles they are in, by id; None where the platform does not say it along.
    """

    account: Account
    name: str
    channel: ChannelId
    manager: bool = False
    groups: frozenset[str] | None = None
    is_login: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", shown(self.name))

    @property
    def workspace(self) -> WorkspaceId:
        return workspace_of(self.channel)

    @property
    def is_nowhere(self) -> bool:
        """True in a direct message that belongs to no workspace."""
        return self.workspace.partition(":")[2] == DIRECT

    def may_open(self, workspace: WorkspaceId) -> bool:
        """Whether what belongs to a workspace can be reached from here: from itself and direct messages."""
        return self.workspace == workspace or self.is_nowhere
