"""What managers did, for other managers to read."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.ids import PersonId


class Deed(StrEnum):
    REPORT_DISMISSED = "report-dismissed"
    QUESTION_HIDDEN = "question-hidden"
    QUESTION_UNHIDDEN = "question-unhidden"
    OPTION_ACCEPTED = "option-accepted"
    ROUND_VOIDED = "round-voided"
    INBOX_SET = "inbox-set"
    INBOX_CLEARED = "inbox-cleared"
    SCHEDULE_ADDED = "schedule-added"
    SCHEDULE_CHANGED = "schedule-changed"
    SCHEDULE_REMOVED = "schedule-removed"
    BANK_RELOADED = "bank-reloaded"
    MEMBER_EXCLUDED = "member-excluded"
    MEMBER_READMITTED = "member-readmitted"
    QUESTION_ASKED = "question-asked"
    COMPETITION_STARTED = "competition-started"
    COMPETITION_ENDED = "competition-ended"
    COMPETITION_CANCELLED = "competition-cancelled"
    COMPETITION_AMENDED = "competition-amended"
    SUGGESTION_APPROVED = "suggestion-approved"
    SUGGESTION_DECLINED = "suggestion-declined"
    SUGGESTION_EDITED = "suggestion-edited"
    OWN_QUESTION_REMOVED = "own-question-removed"
    PACK_EXPORTED = "pack-exported"
    LEAGUE_CREATED = "league-created"
    LEAGUE_JOINED = "league-joined"
    LEAGUE_LEFT = "league-left"
    QUESTIONS_IMPORTED = "questions-imported"


ABOUT_PEOPLE = (Deed.MEMBER_EXCLUDED, Deed.MEMBER_READMITTED)
"""Deeds whose subject is a person, by their number, so that no name is left behind in the log."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEntry:
    """`subject` names what was done something to; `by` is None once the person has been forgotten."""

    deed: Deed
    subject: str
    reason: str
    by: PersonId | None
    at: datetime
