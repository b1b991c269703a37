"""Boards and one's own numbers."""

from dataclasses import dataclass

from bot.domain.boards import Period
from bot.domain.ids import ChannelId


@dataclass(frozen=True, slots=True)
class Leaderboard:
    """Of the workspace, or of one of its channels."""

    period: Period = Period.WEEK
    channel: ChannelId | None = None


@dataclass(frozen=True, slots=True)
class Stats:
    """One's own numbers, or those of the member with this platform id (the user part of an Account)."""

    member: str | None = None


BoardCommand = Leaderboard | Stats
