"""Something that one person has to be told in private, once."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.ids import Account, NoticeId, PersonId, TeamId, WorkspaceId


class NoticeKind(StrEnum):
    REPORT = "report"
    """For a manager: a question was reported; the subject is the case."""
    SUGGESTION = "suggestion"
    """For a manager: somebody suggests a question; the subject is `own_questions.subject_of` it."""
    OUTCOME = "outcome"
    """For an author: their suggestion was taken or declined; the same subject."""
    HINT = "hint"
    """For a manager: something to look at; the subject is what `bot.domain.hints` makes of it."""
    RULING = "ruling"
    """A question that one has answered was put right; the subject is `ruling_subject`."""
    INVITATION = "invitation"
    """Somebody wants one in their team; the subject is `invitation_subject`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What it says follows from its kind and subject at the moment it is told.

    There is one at most for each person, kind and subject. `tries` have failed so far.
    """

    id: NoticeId
    person: PersonId
    account: Account
    workspace: WorkspaceId
    kind: NoticeKind
    subject: str
    made_at: datetime
    tries: int = 0


def ruling_subject(case: str, points: int) -> str:
    """A case, and how many points its decision gives to or takes from a person."""
    return f"{case}/{points}"


def read_ruling_subject(subject: str) -> tuple[str, int]:
    case, _, points = subject.partition("/")
    return case, int(points)


def invitation_subject(team: TeamId, by: PersonId, at: datetime) -> str:
    """Each invitation is one of its own, so that whoever left can be invited again."""
    return f"{team}/{by}/{at.isoformat()}"


def read_invitation_subject(subject: str) -> tuple[TeamId, PersonId]:
    team, by, _ = subject.split("/", 2)
    return TeamId(team), PersonId(int(by))
