"""Nobody is off the boards and nobody reads too fast; the real store is tried by its own tests."""

from bot.domain.ids import PersonId, WorkspaceId
from bot.ports.fairness import FastAnswer


class NobodyIsOff:
    async def reason(self, workspace: WorkspaceId, person: PersonId) -> str | None:
        return None


class NothingIsFast:
    async def note(self, answer: FastAnswer, workspace: WorkspaceId) -> int:
        return 0
