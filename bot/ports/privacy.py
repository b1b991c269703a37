"""What people decide about what is kept of them, and how long anything is kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.domain.ids import PersonId, WorkspaceId
from bot.domain.retention import Retention


@dataclass(frozen=True, slots=True, kw_only=True)
class Holdings:
    """How much is kept of a person: what stays without their name, and what is deleted."""

    answers: int
    interviews: int
    reviews: int
    teams: int
    workspaces: int


class Privacy(Protocol):
    async def export(self, person: PersonId) -> Mapping[str, list[Mapping[str, object]]]:
        """Every row about a person, by table; values are those of JSON and moments ISO dates in UTC."""
        ...

    async def holdings(self, person: PersonId) -> Holdings: ...

    async def hide(self, person: PersonId, workspace: WorkspaceId, is_hidden: bool) -> bool:
        """Whether others see a name in a workspace; False if it was so before."""
        ...

    async def forget(self, person: PersonId, now: datetime) -> bool:
        """Make a person nobody: numbers stay, names and texts are gone from the file.

        False where another process holds the file up; then `expire` cleans it later.
        """
        ...

    async def expire(self, retention: Retention, now: datetime) -> int:
        """Remove what is older than it may be, a small batch of each kind, and tell how many rows went."""
        ...
