"""What managers see of fair play, and what answers say about questions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from bot.domain.ids import PersonId, QuestionId, RoundId, WorkspaceId
from bot.domain.item_statistics import Response


@dataclass(frozen=True, slots=True, kw_only=True)
class FastAnswer:
    """A right answer that came after `taken`, where reading takes `needed`."""

    round: RoundId
    person: PersonId
    question: QuestionId
    at: datetime
    taken: timedelta
    needed: timedelta


@dataclass(frozen=True, slots=True)
class Difficulty:
    """How a question went in rounds that are closed, over all who were scored on it."""

    question: QuestionId
    right: int
    answered: int


class FastAnswers(Protocol):
    async def note(self, answer: FastAnswer, workspace: WorkspaceId) -> int:
        """Keep it, and tell how many the person has in that week of the ISO calendar."""
        ...

    async def of_week(self, workspace: WorkspaceId, person: PersonId, week: str) -> Sequence[FastAnswer]:
        """Those of a person in a week such as `2026-W48`, oldest first."""
        ...

    async def latest(self, workspace: WorkspaceId, limit: int) -> Sequence[FastAnswer]:
        """Newest first."""
        ...


class Items(Protocol):
    async def responses(
        self, workspace: WorkspaceId, question: QuestionId, now: datetime
    ) -> Sequence[Response]:
        """The first choices of all who were scored on a question in closed rounds, rulings counted in.

        Without people who are off the boards; private rounds are closed once they are answered.
        """
        ...

    async def difficulties(self, workspace: WorkspaceId, now: datetime) -> Sequence[Difficulty]:
        """Of every question that was answered, none of which is open in the workspace now."""
        ...

    async def workspaces(self) -> Sequence[WorkspaceId]:
        """Where anything has been asked."""
        ...
