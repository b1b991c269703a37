"""Putting questions right after they were asked."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from bot.domain.ids import CaseId, ChannelId, PersonId, QuestionId, RoundId, WorkspaceId


class RulingKind(StrEnum):
    ACCEPT = "accept"
    """One more option counts as right, in every round of the question in the workspace."""
    VOID = "void"
    """A round counts for nobody."""


@dataclass(frozen=True, slots=True)
class Affected:
    """By how many points a person's total has moved, which may be none where only a right answer went."""

    person: PersonId
    points: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """`channels` are those in which posts show something else by now."""

    id: int
    kind: RulingKind
    question: QuestionId
    round: RoundId | None
    affected: Sequence[Affected]
    channels: Collection[ChannelId]


class AlreadyDecided(Exception):
    """Somebody else has decided the case meanwhile, so nothing was done."""


class Rulings(Protocol):
    """Each in one transaction: the ledger's new rows and every total and running contest that they move.

    With a case, that transaction decides it as well and has a notice for everybody affected. AlreadyDecided.
    """

    async def accept(
        self,
        workspace: WorkspaceId,
        question: QuestionId,
        option: str,
        by: PersonId,
        reason: str,
        at: datetime,
        case: CaseId | None = None,
    ) -> Ruling:
        """Let an option, named by its text, count as right; LookupError if the question never had it."""
        ...

    async def void(
        self, round_: RoundId, by: PersonId, reason: str, at: datetime, case: CaseId | None = None
    ) -> Ruling: ...

    async def accepted(self, workspace: WorkspaceId, question: QuestionId) -> Sequence[str]:
        """The texts of options that count as right beside the key."""
        ...
