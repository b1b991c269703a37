"""Mock interviews, turn by turn."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import select, update
from sqlalchemy.dialects.sqlite import insert

from bot.adapters.store.codec import to_micros, to_moment
from bot.adapters.store.database import Database
from bot.adapters.store.interview_tables import interview_answers as answers
from bot.adapters.store.interview_tables import interviews
from bot.adapters.store.transaction import Row, given
from bot.domain.ids import InterviewId, PersonId, QuestionId, TopicId
from bot.domain.interview import Interview, Reading, Turn
from bot.domain.question import Level, Question
from bot.domain.round import Rating

_ADD = insert(interviews)
_FIND = select(interviews).where(interviews.c.id == given("id"))
_LATEST = (
    select(interviews)
    .where(interviews.c.person == given("person"))
    .order_by(interviews.c.started_at.desc())
    .limit(given("most"))
)
_FINISH = (
    update(interviews)
    .where((interviews.c.id == given("key")) & interviews.c.finished_at.is_(None))
    .values(finished_at=given("at"))
)
_ASKED = (
    select(answers.c.question_id, answers.c.topic)
    .join(interviews, interviews.c.id == answers.c.interview)
    .where((interviews.c.person == given("person")) & (answers.c.part == 0))
    .order_by(interviews.c.started_at, answers.c.position)
)
_ASK = insert(answers).on_conflict_do_nothing()
_TURNS = (
    select(
        answers.c.position,
        answers.c.part,
        answers.c.question,
        answers.c.asked_at,
        answers.c.text,
        answers.c.answered_at,
        answers.c.suggested,
        answers.c.flags,
        answers.c.covered,
        answers.c.rating,
    )
    .where(answers.c.interview == given("id"))
    .order_by(answers.c.position)
)
_HERE = (answers.c.interview == given("id")) & (answers.c.position == given("at"))
_ANSWER = (
    update(answers)
    .where(_HERE & answers.c.text.is_(None))
    .values(
        text=given("said"),
        answered_at=given("moment"),
        suggested=given("seen"),
        covered=given("seen"),
        flags=given("flagged"),
    )
)
_REREAD = update(answers).where(_HERE).values(suggested=given("seen"), flags=given("flagged"))
_FOLLOW = (
    update(answers).where(_HERE & (answers.c.covered == answers.c.suggested)).values(covered=given("seen"))
)
_TICK = (
    update(answers)
    .where(_HERE)
    .values(covered=answers.c.covered.bitwise_and(given("kept")).bitwise_or(given("added")))
)
_RATE = update(answers).where(_HERE).values(rating=given("judged"))


class SqliteInterviews:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def start(self, interview: Interview) -> None:
        values = {
            "id": interview.id,
            "person": interview.person,
            "topic": interview.topic,
            "level": interview.level,
            "minutes": interview.minutes,
            "started_at": to_micros(interview.started_at),
            "finished_at": None,
        }
        await self._database.write(lambda tx: tx.run(_ADD, values))

    async def find(self, id_: InterviewId) -> Interview | None:
        row = await self._database.read(lambda tx: tx.one(_FIND, {"id": id_}))
        return _interview(row) if row else None

    async def finish(self, id_: InterviewId, at: datetime) -> None:
        await self._database.write(lambda tx: tx.run(_FINISH, {"key": id_, "at": to_micros(at)}))

    async def latest(self, person: PersonId, limit: int) -> Sequence[Interview]:
        rows = await self._database.read(lambda tx: tx.all(_LATEST, {"person": person, "most": limit}))
        return list(map(_interview, rows))

    async def asked(self, person: PersonId) -> Sequence[tuple[QuestionId, TopicId]]:
        rows = await self._database.read(lambda tx: tx.all(_ASKED, {"person": person}))
        return [(question, topic) for question, topic in rows]

    async def ask(self, id_: InterviewId, turn: Turn) -> bool:
        return await self._database.write(lambda tx: tx.run(_ASK, _from_turn(id_, turn))) > 0

    async def turns(self, id_: InterviewId) -> Sequence[Turn]:
        rows = await self._database.read(lambda tx: tx.all(_TURNS, {"id": id_}))
        return list(map(_turn, rows))

    async def answer(
        self, id_: InterviewId, position: int, text: str, reading: Reading, at: datetime
    ) -> bool:
        values = {"id": id_, "at": position, "said": text, "moment": to_micros(at), **_from_reading(reading)}
        return await self._database.write(lambda tx: tx.run(_ANSWER, values)) > 0

    async def reread(self, id_: InterviewId, position: int, reading: Reading) -> None:
        values = {"id": id_, "at": position, **_from_reading(reading)}
        seen = {name: value for name, value in values.items() if name != "flagged"}
        await self._database.write(lambda tx: (tx.run(_FOLLOW, seen), tx.run(_REREAD, values)))

    async def tick(self, id_: InterviewId, position: int, point: int, covered: bool) -> None:
        bit = 1 << point
        values = {"id": id_, "at": position, "kept": ~bit, "added": bit if covered else 0}
        await self._database.write(lambda tx: tx.run(_TICK, values))

    async def rate(self, id_: InterviewId, position: int, rating: Rating) -> None:
        values = {"id": id_, "at": position, "judged": rating}
        await self._database.write(lambda tx: tx.run(_RATE, values))


def _interview(row: Row) -> Interview:
    id_, person, topic, level, minutes, started_at, finished_at = row
    return Interview(
        id=id_,
        person=person,
        topic=topic,
        level=None if level is None else Level(level),
        minutes=minutes,
        started_at=to_moment(started_at),
        finished_at=None if finished_at is None else to_moment(finished_at),
    )


def _turn(row: Row) -> Turn:
    position, part, question, asked_at, text, answered_at, suggested, flags, covered, rating = row
    return Turn(
        position=position,
        part=part,
        question=msgspec.json.decode(question, type=Question),
        asked_at=to_moment(asked_at),
        text=text,
        answered_at=None if answered_at is None else to_moment(answered_at),
        reading=Reading(_positions(suggested), _positions(flags)),
        covered=_positions(covered),
        rating=None if rating is None else Rating(rating),
    )


def _from_turn(id_: InterviewId, turn: Turn) -> Mapping[str, Any]:
    """A row of `interview_answers` for what has just been asked."""
    return {
        "interview": id_,
        "position": turn.position,
        "part": turn.part,
        "question_id": turn.question.id,
        "topic": turn.question.topic,
        "question": msgspec.json.encode(turn.question).decode(),
        "asked_at": to_micros(turn.asked_at),
        "text": None,
        "answered_at": None,
        "suggested": 0,
        "flags": 0,
        "covered": 0,
        "rating": None,
    }


def _from_reading(reading: Reading) -> Mapping[str, int]:
    return {"seen": _bits(reading.covered), "flagged": _bits(reading.flags)}


def _bits(positions: Iterable[int]) -> int:
    return sum(1 << position for position in positions)


def _positions(bits: int) -> frozenset[int]:
    return frozenset(position for position in range(bits.bit_length()) if bits >> position & 1)
