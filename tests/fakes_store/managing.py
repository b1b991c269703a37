"""As much of what is kept for managers as the other use cases touch; the real store has tests of its own."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.domain.announcement import Announcement
from bot.domain.audit import AuditEntry
from bot.domain.ids import Account, CaseId, ChannelId, NoticeId, PersonId, QuestionId, WorkspaceId
from bot.domain.notice import Notice, NoticeKind
from bot.domain.reported import Case, Decided, Filed, Report
from tests.fakes_store.kept import Group


class MemoryReports(Group):
    """Nobody ever reports anything."""

    async def file(self, report: Report, post_to: ChannelId | None) -> Filed:
        raise NotImplementedError

    async def find(self, id_: CaseId) -> Case | None:
        return None

    async def open(self, workspace: WorkspaceId, limit: int) -> Sequence[Case]:
        return ()

    async def decide(self, id_: CaseId, decided: Decided) -> bool:
        return False

    async def untold(self) -> Sequence[tuple[WorkspaceId, CaseId]]:
        return ()

    async def posts_in(self, channel: ChannelId) -> Sequence[Announcement]:
        return ()

    async def corrections(self, workspace: WorkspaceId, person: PersonId) -> int:
        return 0

    async def chosen(self, workspace: WorkspaceId, question: QuestionId) -> Mapping[str, int]:
        return {}


class MemoryInbox(Group):
    """No manager is ever noted."""

    async def channel_of(self, workspace: WorkspaceId) -> ChannelId | None:
        return None

    async def set_channel(self, workspace: WorkspaceId, channel: ChannelId | None) -> None:
        raise NotImplementedError

    async def seen(self, workspace: WorkspaceId, account: Account) -> datetime | None:
        return None

    async def note(self, workspace: WorkspaceId, account: Account, person: PersonId, at: datetime) -> None:
        pass

    async def forget(self, workspace: WorkspaceId, account: Account) -> None:
        raise NotImplementedError

    async def managers(self, workspace: WorkspaceId, limit: int) -> Sequence[PersonId]:
        return ()


class MemoryNotices(Group):
    """Nobody ever has to be told anything."""

    async def add(
        self, subjects: Mapping[PersonId, str], kind: NoticeKind, workspace: WorkspaceId, at: datetime
    ) -> None:
        raise NotImplementedError

    async def due(self, now: datetime, limit: int) -> Sequence[Notice]:
        return ()

    async def claim(self, id_: NoticeId) -> bool:
        return False

    async def told(self, id_: NoticeId) -> None:
        raise NotImplementedError

    async def interrupted(self) -> Sequence[NoticeId]:
        return ()

    async def put_off(self, id_: NoticeId, until: datetime) -> None:
        raise NotImplementedError

    async def rest(self, workspace: WorkspaceId, until: datetime) -> None:
        raise NotImplementedError

    async def keep(self, id_: NoticeId) -> None:
        raise NotImplementedError

    async def take_kept(self, account: Account, limit: int) -> Sequence[Notice]:
        return ()


class MemoryAudit(Group):
    async def add(self, workspace: WorkspaceId, entry: AuditEntry) -> None:
        self.kept.audit.append((workspace, entry))

    async def page(self, workspace: WorkspaceId, page: int) -> tuple[Sequence[AuditEntry], bool]:
        return [entry for where, entry in reversed(self.kept.audit) if where == workspace], False
