"""Right answers that came sooner than anybody reads."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.dialects.sqlite import insert

from bot.adapters.store.codec import to_micros, to_moment
from bot.adapters.store.database import Database
from bot.adapters.store.fairness_tables import fast_answers
from bot.adapters.store.tables import rounds
from bot.adapters.store.transaction import Row, Transaction, given
from bot.domain.ids import PersonId, WorkspaceId
from bot.domain.reading import week_of
from bot.ports.fairness import FastAnswer

_NOTE = insert(fast_answers).on_conflict_do_nothing()
_FAST = (
    select(fast_answers.c.round, fast_answers.c.person, rounds.c.question_id)
    .add_columns(fast_answers.c.at, fast_answers.c.taken, fast_answers.c.needed)
    .join(rounds, rounds.c.id == fast_answers.c.round)
    .where(fast_answers.c.workspace == given("workspace"))
)
_IN_WEEK = (fast_answers.c.person == given("person")) & (fast_answers.c.week == given("week"))
_OF_WEEK = _FAST.where(_IN_WEEK).order_by(fast_answers.c.at)
_LATEST = _FAST.order_by(fast_answers.c.at.desc()).limit(given("limit"))
_COUNT = select(func.count()).where(fast_answers.c.workspace == given("workspace"), _IN_WEEK)


class SqliteFastAnswers:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def note(self, answer: FastAnswer, workspace: WorkspaceId) -> int:
        row = {
            "round": answer.round,
            "person": answer.person,
            "workspace": workspace,
            "week": week_of(answer.at),
            "at": to_micros(answer.at),
            "taken": answer.taken // timedelta(microseconds=1),
            "needed": answer.needed // timedelta(microseconds=1),
        }

        def work(tx: Transaction) -> int:
            tx.run(_NOTE, row)
            return int(tx.first(_COUNT, row)[0])

        return await self._database.write(work)

    async def of_week(self, workspace: WorkspaceId, person: PersonId, week: str) -> Sequence[FastAnswer]:
        values = {"workspace": workspace, "person": person, "week": week}
        rows = await self._database.read(lambda tx: tx.all(_OF_WEEK, values))
        return [_to_fast(row) for row in rows]

    async def latest(self, workspace: WorkspaceId, limit: int) -> Sequence[FastAnswer]:
        values = {"workspace": workspace, "limit": limit}
        rows = await self._database.read(lambda tx: tx.all(_LATEST, values))
        return [_to_fast(row) for row in rows]


def _to_fast(row: Row) -> FastAnswer:
    round_, person, question, at, taken, needed = row
    return FastAnswer(
        round=round_,
        person=person,
        question=question,
        at=to_moment(at),
        taken=timedelta(microseconds=taken),
        needed=timedelta(microseconds=needed),
    )
