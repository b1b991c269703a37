"""Files that wait to be imported, and what becomes of their questions."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.dialects.sqlite import insert

from bot.adapters.store import audit, own_questions
from bot.adapters.store.codec import to_micros, to_moment
from bot.adapters.store.database import Database
from bot.adapters.store.transaction import Row, Transaction, given
from bot.adapters.store.upload_tables import uploads
from bot.domain.audit import AuditEntry
from bot.domain.ids import UploadId, WorkspaceId
from bot.domain.importing import Upload
from bot.domain.own_questions import OwnQuestion
from bot.domain.question import Level

_ADD = insert(uploads)
_HERE = (uploads.c.workspace == given("place")) & (uploads.c.id == given("key"))
_FIND = select(uploads).where(_HERE & (uploads.c.expires_at > given("now")))
_DROP = delete(uploads).where(_HERE)
_DROP_OTHERS = delete(uploads).where((uploads.c.workspace == given("place")) & (uploads.c.by == given("who")))
_DROP_EXPIRED = delete(uploads).where(uploads.c.expires_at <= given("now"))


class SqliteUploads:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def keep(self, upload: Upload) -> None:
        def work(tx: Transaction) -> None:
            tx.run(_DROP_OTHERS, {"place": upload.workspace, "who": upload.by})
            tx.run(_ADD, _row(upload))

        await self._database.write(work)

    async def find(self, workspace: WorkspaceId, id_: UploadId, now: datetime) -> Upload | None:
        values = {"place": workspace, "key": id_, "now": to_micros(now)}
        row = await self._database.read(lambda tx: tx.one(_FIND, values))
        return _upload(row) if row else None

    async def drop(self, workspace: WorkspaceId, id_: UploadId) -> None:
        await self._database.write(lambda tx: tx.run(_DROP, {"place": workspace, "key": id_}))

    async def drop_expired(self, now: datetime) -> None:
        await self._database.write(lambda tx: tx.run(_DROP_EXPIRED, {"now": to_micros(now)}))

    async def take_in(
        self, upload: Upload, questions: Sequence[OwnQuestion], entry: AuditEntry
    ) -> int | None:
        def work(tx: Transaction) -> int | None:
            if not tx.run(_DROP, {"place": upload.workspace, "key": upload.id}):
                return None
            kept = sum(tx.run(own_questions.ADD, own_questions.row_of(own)) for own in questions)
            tx.run(audit.ADD, audit.row_of(upload.workspace, entry))
            return kept

        return await self._database.write(work)


def _row(upload: Upload) -> Mapping[str, Any]:
    return {
        "id": upload.id,
        "workspace": upload.workspace,
        "by": upload.by,
        "name": upload.name,
        "topic": upload.topic or "",
        "level": upload.level or "",
        "content": upload.content,
        "expires_at": to_micros(upload.expires_at),
    }


def _upload(row: Row) -> Upload:
    id_, workspace, by, name, topic, level, content, expires_at = row
    return Upload(
        id=id_,
        workspace=workspace,
        by=by,
        name=name,
        topic=topic or None,
        level=Level(level) if level else None,
        content=content,
        expires_at=to_moment(expires_at),
    )
