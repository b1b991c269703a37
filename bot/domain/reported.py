"""What people say is wrong with a question, gathered until a manager decides."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.ids import CaseId, PersonId, RoundId, WorkspaceId
from bot.domain.question import Question

MOST_OPEN = 10
"""Reports of one person that may wait for a decision, of those made within `WITHIN`."""
WITHIN = timedelta(days=1)
LONGEST_REASON = 1000  # characters


class Decision(StrEnum):
    DISMISSED = "dismissed"
    HIDDEN = "hidden"
    """The question is no longer asked in this workspace."""
    ACCEPTED = "accepted"
    """Another option counts as right, too."""
    VOIDED = "voided"
    """The round counts for nobody."""


class Filed(StrEnum):
    """What became of a report."""

    KEPT = "kept"
    CHANGED = "changed"
    """The same person had reported the question before; the new reason takes the old one's place."""
    TOO_MANY = "too-many"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What one person says. `case` is taken as the id of a new case if the question has no open one."""

    case: CaseId
    workspace: WorkspaceId
    question: Question
    round: RoundId | None
    person: PersonId
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """`option` is the text of the option that was accepted, `reason` what the manager says about it."""

    decision: Decision
    by: PersonId
    at: datetime
    option: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """The reports of one question in one workspace; a question has one open case there at most.

    `question` is as it was asked in `round`, or as the bank had it. `reasons` are in the order of arrival.
    """

    id: CaseId
    workspace: WorkspaceId
    question: Question
    round: RoundId | None
    opened_at: datetime
    reporters: int
    reasons: tuple[str, ...]
    decided: Decided | None = None
