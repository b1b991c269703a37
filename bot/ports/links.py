"""What is kept of people who are one on two platforms, and of people who are off the boards."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from bot.domain.ids import Account, PersonId, WorkspaceId


class LinkOutcome(StrEnum):
    LINKED = "linked"
    UNKNOWN_CODE = "unknown-code"
    """There is no such code, or it has been used, or its time is up."""
    ALREADY_ONE = "already-one"
    TOO_MANY_TRIES = "too-many-tries"
    TOO_MANY_SELVES = "too-many-selves"


class Links(Protocol):
    """Two who are linked count as one in contests; each keeps what they have in their own workspace."""

    async def offer(self, person: PersonId, code: str, now: datetime, lasts: timedelta) -> None:
        """Keep a code that joins somebody else's account to this person, in place of an earlier one."""
        ...

    async def accept(self, code: str, person: PersonId, now: datetime) -> LinkOutcome:
        """Use a code up; five tries an hour, so that nobody finds one by guessing."""
        ...

    async def part(self, person: PersonId) -> bool:
        """False if the person was not linked."""
        ...

    async def accounts_of(self, person: PersonId) -> Sequence[Account]:
        """Every account of all that count as this person."""
        ...


class Exclusions(Protocol):
    """Who is off the boards of a workspace; their answers stay in the ledger."""

    async def exclude(self, workspace: WorkspaceId, person: PersonId, at: datetime, reason: str = "") -> bool:
        """False if they were off before."""
        ...

    async def reason(self, workspace: WorkspaceId, person: PersonId) -> str | None:
        """Why somebody is off the boards, perhaps an empty text; None for whoever is on them."""
        ...

    async def readmit(self, workspace: WorkspaceId, person: PersonId) -> bool: ...

    async def of_workspace(self, workspace: WorkspaceId) -> Collection[PersonId]: ...
