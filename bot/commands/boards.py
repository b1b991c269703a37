"""Boards and one's own numbers."""

from dataclasses import dataclass

from bot.domain.boards import Of, Period
from bot.domain.ids import ChannelId, TopicId


@dataclass(frozen=True, slots=True)
class Leaderboard:
    """Of the workspace, or of one of its channels or topics; as a picture or as text.

    With `season` it is the board of the season that runs.
    """

    period: Period = Period.WEEK
    channel: ChannelId | None = None
    picture: bool = False
    of: Of = Of.PEOPLE
    topic: TopicId | None = None
    season: bool = False


@dataclass(frozen=True, slots=True)
class Stats:
    """One's own numbers, or those of the member with this platform id (the user part of an Account)."""

    member: str | None = None
    picture: bool = False


BoardCommand = Leaderboard | Stats
