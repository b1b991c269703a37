"""What the answers in closed rounds say about questions, read a question at a time."""

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache, partial
from itertools import groupby

import msgspec
from sqlalchemy import and_, case, exists, func, or_, select

from bot.adapters.store.codec import to_micros, to_ruling
from bot.adapters.store.database import Database
from bot.adapters.store.ledger import COUNTED
from bot.adapters.store.tables import IS_RUNNING, answers, rounds, totals
from bot.adapters.store.transaction import Row, Transaction, given
from bot.domain.boards import Period
from bot.domain.ids import QuestionId, WorkspaceId
from bot.domain.item_statistics import Response
from bot.domain.round import RoundKind
from bot.ports.fairness import Difficulty

MOST_READ = 20_000
"""Answers to one question that are looked at; more would say the same and keep others waiting."""

_points, _right, _answered = COUNTED
_IS_CLOSED = or_(rounds.c.kind == RoundKind.QUIZ.value, rounds.c.closes_at <= given("now"))
_OF_QUESTION = and_(
    rounds.c.workspace == given("workspace"),
    rounds.c.question_id == given("question"),
    answers.c.scored,
    _IS_CLOSED,
)
# whoever is off the boards has no totals
_CHOICES = (
    select(answers.c.person, rounds.c.question, rounds.c.ruling, answers.c.choice, _right, _answered)
    .add_columns(totals.c.right, totals.c.answered)
    .join(rounds, rounds.c.id == answers.c.round)
    .join(
        totals,
        and_(
            totals.c.person == answers.c.person,
            totals.c.scope == rounds.c.workspace,
            totals.c.period == Period.ALL.value,
        ),
    )
    .where(_OF_QUESTION)
    .order_by(answers.c.person, answers.c.at)
    .limit(given("limit"))
)
# sums over rulings are looked up only where there was one
_WAS_RULED = rounds.c.ruling != ""
_DIFFICULTY = (
    select(func.coalesce(func.sum(case((_WAS_RULED, _right), else_=answers.c.right)), 0))
    .add_columns(func.coalesce(func.sum(case((_WAS_RULED, _answered), else_=1)), 0))
    .join(rounds, rounds.c.id == answers.c.round)
    .where(_OF_QUESTION)
)
_NEXT_QUESTION = select(func.min(rounds.c.question_id)).where(
    rounds.c.workspace == given("workspace"), rounds.c.question_id > given("after")
)
_NEXT_WORKSPACE = select(func.min(rounds.c.workspace)).where(rounds.c.workspace > given("after"))
_IS_OPEN = select(
    exists().where(
        rounds.c.workspace == given("workspace"),
        rounds.c.question_id == given("question"),
        or_(rounds.c.closes_at.is_(None), rounds.c.closes_at > given("now")),
        IS_RUNNING,
    )
)


class SqliteItems:
    """Reads a question at a time, so that others are served in between."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def responses(
        self, workspace: WorkspaceId, question: QuestionId, now: datetime
    ) -> Sequence[Response]:
        values = {"workspace": workspace, "question": question, "now": to_micros(now), "limit": MOST_READ}
        rows = await self._database.read(lambda tx: tx.all(_CHOICES, values))
        people = (list(choices) for _, choices in groupby(rows, key=lambda row: row[0]))
        return [_to_response(choices) for choices in people if any(row[5] for row in choices)]

    async def difficulties(self, workspace: WorkspaceId, now: datetime) -> Sequence[Difficulty]:
        found, question = [], QuestionId("")
        while (following := await self._database.read(partial(_next, workspace, question))) is not None:
            question = following
            difficulty = await self._difficulty(workspace, question, now)
            found += [difficulty] if difficulty else []
        return found

    async def workspaces(self) -> Sequence[WorkspaceId]:
        def work(tx: Transaction) -> list[WorkspaceId]:
            found, last = [], ""
            while (last := tx.first(_NEXT_WORKSPACE, {"after": last})[0]) is not None:
                found.append(WorkspaceId(last))
            return found

        return await self._database.read(work)

    async def _difficulty(
        self, workspace: WorkspaceId, question: QuestionId, now: datetime
    ) -> Difficulty | None:
        values = {"workspace": workspace, "question": question, "now": to_micros(now)}

        def work(tx: Transaction) -> Row | None:
            return None if tx.first(_IS_OPEN, values)[0] else tx.first(_DIFFICULTY, values)

        row = await self._database.read(work)
        return Difficulty(question, *row) if row and row[1] else None


def _next(workspace: WorkspaceId, question: QuestionId, tx: Transaction) -> QuestionId | None:
    following: QuestionId | None = tx.first(_NEXT_QUESTION, {"workspace": workspace, "after": question})[0]
    return following


class _Option(msgspec.Struct):
    text: str
    right: bool = False


class _Asked(msgspec.Struct):
    options: list[_Option]


@lru_cache(maxsize=256)  # rounds differ in little but the order of the options
def _options(question: str) -> list[_Option]:
    return msgspec.json.decode(question, type=_Asked).options


def _to_response(choices: Sequence[Row]) -> Response:
    """From all that one person was scored on here: the first that still counts, and their share elsewhere."""
    here_right, here = sum(row[4] for row in choices), sum(row[5] for row in choices)
    _, question, ruling, choice, _, _, right, answered = next(row for row in choices if row[5])
    option = _options(question)[choice]
    elsewhere = answered - here
    return Response(
        option=option.text,
        right=option.right or choice in to_ruling(ruling).also_right,
        strength=(right - here_right) / elsewhere if elsewhere > 0 else None,
    )
