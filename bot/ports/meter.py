"""What is counted while the bot works; no count names a person, a channel or a question."""

from datetime import timedelta
from enum import StrEnum
from typing import Protocol

from bot.ports.records import Action


class Arrival(StrEnum):
    """How one try to bring something to a platform ended."""

    POSTED = "posted"
    PUT_OFF = "put-off"
    REFUSED = "refused"
    GIVEN_UP = "given-up"


class Meter(Protocol):
    """Somebody who counts; each call takes about a microsecond and never fails.

    `platform` is `discord`, `slack` or `web`.
    """

    def delivered(self, platform: str, action: Action, arrival: Arrival) -> None: ...

    def answered(self, verdict: str) -> None: ...

    def acknowledged(self, platform: str, seconds: float) -> None:
        """So long after a click, command or form reached us the platform had our answer."""
        ...

    def decided(self, late: timedelta, asked: bool) -> None:
        """A slot was asked or skipped so long after it was due."""
        ...


class Unmeasured:
    """Counts nothing."""

    def delivered(self, platform: str, action: Action, arrival: Arrival) -> None:
        pass

    def answered(self, verdict: str) -> None:
        pass

    def acknowledged(self, platform: str, seconds: float) -> None:
        pass

    def decided(self, late: timedelta, asked: bool) -> None:
        pass


UNMEASURED = Unmeasured()
