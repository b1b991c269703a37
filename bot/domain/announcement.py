"""A message for a whole channel that asks nothing: a lobby, a podium, a report, news of a competition."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.ids import AnnouncementId, ChannelId, RoundId, WorkspaceId, workspace_of
from bot.domain.round import Round


class AnnouncementKind(StrEnum):
    LOBBY = "lobby"
    """Where a live quiz gathers its people; the subject is the quiz."""
    PODIUM = "podium"
    """How a live quiz ended; the subject is the quiz."""
    QUIZ_RESULT = "quiz-result"
    """How a solo quiz went, shared by whoever took it; the subject is the quiz."""
    REPORT = "report"
    """That a question was reported, for managers; the subject is the case."""
    SUGGESTION = "suggestion"
    """That somebody suggests a question, for managers; the subject is `own_questions.subject_of` it."""
    HINT = "hint"
    """Something that managers should look at; the subject is what `bot.domain.hints` makes of it."""
    CONTEST_START = "contest-start"
    """A competition begins; the subject is a `NewsSubject`, as in the next four."""
    CONTEST_HALF = "contest-half"
    """Half of a competition is over."""
    CONTEST_END = "contest-end"
    """How a competition ended."""
    CONTEST_CANCELLED = "contest-cancelled"
    """A competition that was announced will have no winner."""
    CONTEST_AMENDED = "contest-amended"
    """A final standing was counted again."""


COMES_HOWEVER_LATE = (AnnouncementKind.CONTEST_END, AnnouncementKind.CONTEST_AMENDED)
"""Announcements that nobody may miss, however long their channel cannot be reached."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement:
    """What it says follows from its kind and subject at the moment it is shown.

    There is one at most for each kind and subject.
    """

    id: AnnouncementId
    kind: AnnouncementKind
    channel: ChannelId
    subject: str
    opened_at: datetime
    mention: str = ""
    thread: bool = False

    @property
    def workspace(self) -> WorkspaceId:
        return workspace_of(self.channel)

    @property
    def comes_however_late(self) -> bool:
        return self.kind in COMES_HOWEVER_LATE


Post = Round | Announcement
"""Whatever leaves through the outbox."""

PostId = RoundId | AnnouncementId
