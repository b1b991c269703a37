"""Solo quizzes and their rounds so far."""

from collections.abc import Sequence
from datetime import datetime

import msgspec
from sqlalchemy import exists, func, literal_column, select
from sqlalchemy.dialects.sqlite import insert

from bot.adapters.store.answers import ANSWER_COLUMNS, to_answer
from bot.adapters.store.codec import ROUND_COLUMNS, to_micros, to_round
from bot.adapters.store.database import Database
from bot.adapters.store.live_tables import live_quizzes
from bot.adapters.store.tables import answers, quizzes, rounds
from bot.adapters.store.transaction import Row, given
from bot.domain.ids import PersonId, QuestionId, QuizId, WorkspaceId
from bot.domain.quiz import Quiz
from bot.domain.round import Answer, Round

_ADD = insert(quizzes)
_QUIZ_COLUMNS = (quizzes.c.id, quizzes.c.person, quizzes.c.channel, quizzes.c.questions)
_IS_SOLO = ~exists().where(live_quizzes.c.quiz == quizzes.c.id)  # a live quiz has a row in `quizzes` as well
_FIND = select(*_QUIZ_COLUMNS).where(quizzes.c.id == given("id"), _IS_SOLO)
_LATEST = (
    select(*_QUIZ_COLUMNS)
    .where(
        quizzes.c.person == given("person"),
        func.instr(quizzes.c.channel, given("prefix")) == 1,
        _IS_SOLO,
    )
    .order_by(quizzes.c.started_at.desc(), literal_column("quizzes.rowid").desc())
    .limit(1)
)
_ROUNDS = (
    select(*ROUND_COLUMNS, *ANSWER_COLUMNS)
    .join(quizzes, quizzes.c.id == rounds.c.quiz)
    .outerjoin(answers, (answers.c.round == rounds.c.id) & (answers.c.person == quizzes.c.person))
    .where(rounds.c.quiz == given("id"))
    .order_by(rounds.c.seq)
)


class SqliteQuizzes:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def start(self, quiz: Quiz, at: datetime) -> None:
        values = {
            "id": quiz.id,
            "person": quiz.person,
            "channel": quiz.channel,
            "questions": msgspec.json.encode(quiz.questions).decode(),
            "started_at": to_micros(at),
        }
        await self._database.write(lambda tx: tx.run(_ADD, values))

    async def find(self, id_: QuizId) -> Quiz | None:
        row = await self._database.read(lambda tx: tx.one(_FIND, {"id": id_}))
        return _to_quiz(row) if row else None

    async def latest(self, person: PersonId, workspace: WorkspaceId) -> Quiz | None:
        values = {"person": person, "prefix": f"{workspace}/"}
        row = await self._database.read(lambda tx: tx.one(_LATEST, values))
        return _to_quiz(row) if row else None

    async def rounds(self, id_: QuizId) -> Sequence[tuple[Round, Answer | None]]:
        rows = await self._database.read(lambda tx: tx.all(_ROUNDS, {"id": id_}))
        split = len(ROUND_COLUMNS)
        return [(to_round(row[:split]), to_answer(row[split:]) if row[split] else None) for row in rows]


def _to_quiz(row: Row) -> Quiz:
    id_, person, channel, questions = row
    ids = msgspec.json.decode(questions, type=tuple[QuestionId, ...])
    return Quiz(id=id_, person=person, channel=channel, questions=ids)
