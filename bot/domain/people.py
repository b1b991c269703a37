"""Who does something, and where."""

from dataclasses import dataclass

from bot.domain.ids import Account, ChannelId, WorkspaceId, workspace_of


@dataclass(frozen=True, slots=True)
class Actor:
    """A member acting in a channel; `manager` is what their platform says about them.

    `is_login` is True where all that is known is the name with which they sign in, which takes the place of
    no better one. `groups` are the roles they are in, by id; None where the platform does not say it along.
    """

    account: Account
    name: str
    channel: ChannelId
    manager: bool = False
    groups: frozenset[str] | None = None
    is_login: bool = False

    @property
    def workspace(self) -> WorkspaceId:
        return workspace_of(self.channel)
