"""What people report about questions."""

from datetime import datetime

from sqlalchemy.dialects.sqlite import insert

from bot.adapters.store.codec import to_micros
from bot.adapters.store.database import Database
from bot.adapters.store.tables import reports
from bot.domain.ids import PersonId, QuestionId, WorkspaceId

_ADD = insert(reports)


class SqliteReports:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(
        self, question: QuestionId, person: PersonId, workspace: WorkspaceId, reason: str, at: datetime
    ) -> None:
        values = {
            "seq": None,
            "question": question,
            "person": person,
            "workspace": workspace,
            "reason": reason,
        }
        await self._database.write(lambda tx: tx.run(_ADD, {**values, "at": to_micros(at)}))
