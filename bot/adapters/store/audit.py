"""The audit log: what managers did; rows are only ever added."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert

from bot.adapters.store.codec import to_micros, to_moment
from bot.adapters.store.database import Database
from bot.adapters.store.ruling_tables import audit
from bot.adapters.store.transaction import Values, given
from bot.domain.audit import AuditEntry, Deed
from bot.domain.ids import WorkspaceId

PAGE = 10

ADD = insert(audit)
_PAGE = (
    select(audit.c.action, audit.c.subject, audit.c.reason, audit.c.by, audit.c.at)
    .where(audit.c.workspace == given("workspace"))
    .order_by(audit.c.seq.desc())
    .limit(PAGE + 1)
    .offset(given("skipped"))
)


class SqliteAudit:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, workspace: WorkspaceId, entry: AuditEntry) -> None:
        await self._database.write(lambda tx: tx.run(ADD, row_of(workspace, entry)))

    async def page(self, workspace: WorkspaceId, page: int) -> tuple[Sequence[AuditEntry], bool]:
        values = {"workspace": workspace, "skipped": PAGE * (page - 1)}
        rows = await self._database.read(lambda tx: tx.all(_PAGE, values))
        entries = [
            AuditEntry(deed=Deed(action), subject=subject, reason=reason, by=by, at=to_moment(at))
            for action, subject, reason, by, at in rows
        ]
        return entries[:PAGE], len(entries) > PAGE


def row_of(workspace: WorkspaceId, entry: AuditEntry) -> Values:
    return {
        "seq": None,
        "workspace": workspace,
        "by": entry.by,
        "action": entry.deed,
        "subject": entry.subject,
        "reason": entry.reason,
        "at": to_micros(entry.at),
    }
