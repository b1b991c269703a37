"""Who does something, and where."""

from dataclasses import dataclass

from bot.domain.ids import Account, ChannelId, WorkspaceId, workspace_of


@dataclass(frozen=True, slots=True)
class Actor:
    """A member acting in a channel; `manager` is what their platform says about them."""

    account: Account
    name: str
    channel: ChannelId
    manager: bool = False

    @property
    def workspace(self) -> WorkspaceId:
        return workspace_of(self.channel)
