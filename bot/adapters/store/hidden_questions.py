"""Questions that managers do not want to be asked in their workspace."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.dialects.sqlite import insert

from bot.adapters.store.codec import to_micros
from bot.adapters.store.database import Database
from bot.adapters.store.own_question_tables import hidden_questions
from bot.adapters.store.transaction import given
from bot.domain.ids import PersonId, QuestionId, WorkspaceId

_HIDE = insert(hidden_questions).on_conflict_do_nothing()
_UNHIDE = delete(hidden_questions).where(
    (hidden_questions.c.workspace == given("place")) & (hidden_questions.c.question == given("key"))
)
_ALL = select(hidden_questions.c.workspace, hidden_questions.c.question).where(
    given("place").is_(None) | (hidden_questions.c.workspace == given("place"))
)


class SqliteHiddenQuestions:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def hide(self, workspace: WorkspaceId, id_: QuestionId, by: PersonId, at: datetime) -> bool:
        values = {"workspace": workspace, "question": id_, "by": by, "at": to_micros(at)}
        return await self._database.write(lambda tx: tx.run(_HIDE, values)) > 0

    async def unhide(self, workspace: WorkspaceId, id_: QuestionId) -> bool:
        return await self._database.write(lambda tx: tx.run(_UNHIDE, {"place": workspace, "key": id_})) > 0

    async def all(self, workspace: WorkspaceId | None = None) -> Mapping[WorkspaceId, Sequence[QuestionId]]:
        found: dict[WorkspaceId, list[QuestionId]] = defaultdict(list)
        rows = await self._database.read(lambda tx: tx.all(_ALL, {"place": workspace}))
        for place, question in rows:
            found[place].append(question)
        return found
