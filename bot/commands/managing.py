"""What managers hear of, and what they did."""

from dataclasses import dataclass

from bot.domain.ids import ChannelId


@dataclass(frozen=True, slots=True)
class ShowInbox:
    """Where reports go."""


@dataclass(frozen=True, slots=True)
class SetInbox:
    channel: ChannelId


@dataclass(frozen=True, slots=True)
class ClearInbox:
    """Reports go to the managers' direct messages."""


@dataclass(frozen=True, slots=True)
class ListReports:
    pass


@dataclass(frozen=True, slots=True)
class ShowAudit:
    """A page of the audit log, from page 1."""

    page: int = 1


@dataclass(frozen=True, slots=True)
class ShowFastAnswers:
    """Right answers that came sooner than anybody reads."""


@dataclass(frozen=True, slots=True)
class ShowStatus:
    """How the bot itself is."""


@dataclass(frozen=True, slots=True)
class Exclude:
    """Take the member with this platform id off the boards."""

    member: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Readmit:
    member: str


ManagingCommand = (
    ShowInbox
    | SetInbox
    | ClearInbox
    | ListReports
    | ShowAudit
    | ShowFastAnswers
    | ShowStatus
    | Exclude
    | Readmit
)
