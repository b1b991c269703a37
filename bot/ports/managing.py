"""What is kept for managers and about what they do, and private words that wait for their people."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.announcement import Announcement
from bot.domain.audit import AuditEntry
from bot.domain.ids import Account, CaseId, ChannelId, NoticeId, PersonId, QuestionId, WorkspaceId
from bot.domain.notice import Notice, NoticeKind
from bot.domain.reported import Case, Decided, Filed, Report


class Reports(Protocol):
    async def file(self, report: Report, post_to: ChannelId | None) -> Filed:
        """Keep a report in the question's open case, or in a new one that is announced in `post_to`."""
        ...

    async def find(self, id_: CaseId) -> Case | None: ...

    async def open(self, workspace: WorkspaceId, limit: int) -> Sequence[Case]:
        """The cases that wait for a decision, oldest first."""
        ...

    async def decide(self, id_: CaseId, decided: Decided) -> bool:
        """Keep a decision, and put the change of the case's post into the outbox; False if it has one."""
        ...

    async def untold(self) -> Sequence[tuple[WorkspaceId, CaseId]]:
        """Open cases of which no manager has been told, and that stand in no channel or could not."""
        ...

    async def posts_in(self, channel: ChannelId) -> Sequence[Announcement]:
        """The announcements of open cases in a channel, ten at most, newest first."""
        ...

    async def corrections(self, workspace: WorkspaceId, person: PersonId) -> int:
        """How many reports of a person have led to an accepted option or a void round."""
        ...

    async def chosen(self, workspace: WorkspaceId, question: QuestionId) -> Mapping[str, int]:
        """How often each option of a question was chosen in a workspace, by the option's text."""
        ...


class Inbox(Protocol):
    """Where the managers of a workspace hear of things, and who they are as far as we have seen."""

    async def channel_of(self, workspace: WorkspaceId) -> ChannelId | None: ...

    async def set_channel(self, workspace: WorkspaceId, channel: ChannelId | None) -> None: ...

    async def seen(self, workspace: WorkspaceId, account: Account) -> datetime | None:
        """When an account was noted last as a manager's, None if it is not."""
        ...

    async def note(
        self, workspace: WorkspaceId, account: Account, person: PersonId, at: datetime
    ) -> None: ...

    async def forget(self, workspace: WorkspaceId, account: Account) -> None: ...

    async def managers(self, workspace: WorkspaceId, limit: int) -> Sequence[PersonId]:
        """Those who were noted last come first."""
        ...


class Notices(Protocol):
    async def add(
        self,
        subjects: Mapping[PersonId, str],
        kind: NoticeKind,
        workspace: WorkspaceId,
        at: datetime,
    ) -> None:
        """A notice for each person about their subject, at their account on the workspace's platform.

        People who have been given it before, and those without an account, are left out.
        """
        ...

    async def due(self, now: datetime, limit: int) -> Sequence[Notice]:
        """Those whose time has come, oldest first, at most so many of each workspace."""
        ...

    async def claim(self, id_: NoticeId) -> bool:
        """True for the one who may send it now; nobody may twice, unless it is put off in between."""
        ...

    async def told(self, id_: NoticeId) -> None: ...

    async def interrupted(self) -> Sequence[NoticeId]:
        """Those that an earlier process was sending when it died; from now on they count as told."""
        ...

    async def put_off(self, id_: NoticeId, until: datetime) -> None:
        """It was certainly not sent, and is tried again; counts a try."""
        ...

    async def rest(self, workspace: WorkspaceId, until: datetime) -> None:
        """Nothing of a workspace is due before then."""
        ...

    async def keep(self, id_: NoticeId) -> None:
        """It could not be sent, and waits for the person to come by."""
        ...

    async def take_kept(self, account: Account, limit: int) -> Sequence[Notice]:
        """What waits for an account, once. Costs nothing where nothing waits."""
        ...


class Audit(Protocol):
    async def add(self, workspace: WorkspaceId, entry: AuditEntry) -> None: ...

    async def page(self, workspace: WorkspaceId, page: int) -> tuple[Sequence[AuditEntry], bool]:
        """Ten entries, newest first, of pages from 1 on; and whether there are older ones."""
        ...
