"""Leagues over several workspaces, and being one person on two platforms."""

from dataclasses import dataclass

from bot.domain.ids import ChannelId


@dataclass(frozen=True, slots=True)
class CreateLeague:
    """Begins with the channel it is given in."""

    name: str


@dataclass(frozen=True, slots=True)
class JoinLeague:
    """Brings a channel in, the one it is given in unless another is named."""

    code: str
    channel: ChannelId | None = None


@dataclass(frozen=True, slots=True)
class LeaveLeague:
    channel: ChannelId | None = None


@dataclass(frozen=True, slots=True)
class ListLeagues:
    pass


@dataclass(frozen=True, slots=True)
class Link:
    """Get a code, or use the one that another self has got."""

    code: str | None = None


@dataclass(frozen=True, slots=True)
class Unlink:
    pass


LeagueCommand = CreateLeague | JoinLeague | LeaveLeague | ListLeagues
LinkCommand = Link | Unlink
