"""A question of a workspace's own: from what somebody wrote to an entry of its pack."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.ids import PersonId, QuestionId, TopicId, WorkspaceId
from bot.domain.question import Level, Question

OWN_TOPIC = TopicId("own-questions")
"""What a question is about whose author named no topic."""

MOST_WAITING = 20
"""Drafts and suggestions that one person may have waiting in a workspace."""


class State(StrEnum):
    DRAFT = "draft"
    """Cannot be read as it stands, and is kept so that its author can mend it."""
    SUGGESTED = "suggested"
    APPROVED = "approved"
    DECLINED = "declined"
    UNANSWERED = "unanswered"
    """Imported from a file that has no answer; listed for managers and never asked."""
    REMOVED = "removed"
    """Was approved once; no longer asked, but still known where it was asked before."""


WAITING = (State.DRAFT, State.SUGGESTED)
IN_PACK = (State.APPROVED, State.REMOVED)


def subject_of(workspace: WorkspaceId, id_: QuestionId) -> str:
    """Names a workspace's own question among those of all workspaces."""
    return f"{workspace}/{id_}"


def read_subject(subject: str) -> tuple[WorkspaceId, QuestionId]:
    workspace, _, id_ = subject.partition("/")
    return WorkspaceId(workspace), QuestionId(id_)


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A question as its author types it, each text as `bot.domain.suggestion_text` reads it."""

    topic: TopicId
    level: Level
    prompt: str = ""
    right: str = ""
    wrong: str = ""
    answer: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnQuestion:
    """`question` is what the text reads as; None where it cannot be read, but in a pack the last that could.

    `decided_by` approved, declined or removed it, for the reason `reason` where they gave one. `is_imported`
    is True for one that nobody has typed: no form holds all that its file had.
    """

    workspace: WorkspaceId
    id: QuestionId
    author: PersonId
    written: Written
    question: Question | None
    state: State
    written_at: datetime
    reason: str = ""
    decided_by: PersonId | None = None
    decided_at: datetime | None = None
    is_imported: bool = False


def is_typed(own: OwnQuestion) -> bool:
    """False for an imported question that is in the pack: a form would lose what it cannot hold."""
    return not own.is_imported or own.state is State.UNANSWERED
