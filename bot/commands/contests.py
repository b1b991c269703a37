"""Competitions between people or teams."""

from dataclasses import dataclass

from bot.domain.ids import ChannelId


@dataclass(frozen=True, slots=True)
class StartCompetition:
    """As somebody typed it; the core reads the values. None is what is usual.

    No `channels` means the whole workspace. It is announced where the command is given.
    """

    name: str
    start: str | None = None
    end: str | None = None
    between: str | None = None
    rule: str | None = None
    best: str | None = None
    share: str | None = None
    channels: tuple[ChannelId, ...] = ()
    topics: str | None = None
    league: str | None = None
    freeze: str | None = None
    season: str | None = None
    divisions: str | None = None


@dataclass(frozen=True, slots=True)
class CompetitionStatus:
    """Of one by its name, or of the only one there is."""

    name: str | None = None


@dataclass(frozen=True, slots=True)
class ListCompetitions:
    pass


@dataclass(frozen=True, slots=True)
class EndCompetition:
    name: str


@dataclass(frozen=True, slots=True)
class CancelCompetition:
    name: str


@dataclass(frozen=True, slots=True)
class AmendCompetition:
    """Count the final standing again; everybody will read why."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class CompetitionHistory:
    """What is over, or how one competition ended with every count of it."""

    name: str | None = None


CompetitionCommand = (
    StartCompetition
    | CompetitionStatus
    | ListCompetitions
    | EndCompetition
    | CancelCompetition
    | AmendCompetition
    | CompetitionHistory
)
