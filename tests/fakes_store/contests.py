"""A place where no competition was ever begun, which is all that the older tests need."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.contest import Contest
from bot.domain.ids import PersonId, WorkspaceId
from bot.ports.contests import Underway


class NoFinals:
    async def wins(self, workspace: WorkspaceId, person: PersonId) -> int:
        return 0


class NoContests:
    async def of_workspace(self, workspace: WorkspaceId) -> Sequence[Contest]:
        return []

    async def underway(self, now: datetime) -> Sequence[Underway]:
        return []
