"""The ledger: every first answer and every self-rating, with all that they move."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.dialects.sqlite import insert

from bot.adapters.store.codec import put_right, to_micros, to_moment
from bot.adapters.store.counting import count
from bot.adapters.store.database import Database
from bot.adapters.store.ruling_tables import exclusions
from bot.adapters.store.streaks import note_answered, streak_of
from bot.adapters.store.tables import answers, ratings, rounds
from bot.adapters.store.team_tables import memberships
from bot.adapters.store.team_totals import move_team_totals
from bot.adapters.store.totals import move_totals, points_of
from bot.adapters.store.transaction import Row, Transaction, given
from bot.domain.ids import PersonId, RoundId
from bot.domain.round import Answer, Rating, Round, RoundKind
from bot.domain.streaks import counts
from bot.ports.records import Recorded

_APPEND = insert(answers).on_conflict_do_nothing()
_RATE = insert(ratings).on_conflict_do_nothing()
ANSWER_COLUMNS = (
    answers.c.round,
    answers.c.person,
    answers.c.question,
    rounds.c.channel,
    answers.c.choice,
    answers.c.right,
    answers.c.points,
    answers.c.scored,
    answers.c.at,
    answers.c.day,
)
_FIND = (
    select(*ANSWER_COLUMNS)
    .join(rounds, rounds.c.id == answers.c.round)
    .where(answers.c.round == given("round"), answers.c.person == given("person"))
)
_SCORED_BEFORE = (
    select(answers.c.round)
    .join(rounds, rounds.c.id == answers.c.round)
    .where(
        answers.c.person == given("person"),
        answers.c.question == given("question"),
        answers.c.scored,
        rounds.c.workspace == given("workspace"),
    )
    .limit(1)
)
# What else decides how an answer counts: the person's team, whether they are off the boards, and rulings.
_AROUND = select(
    select(memberships.c.team)
    .where(memberships.c.workspace == given("workspace"), memberships.c.person == given("person"))
    .scalar_subquery(),
    exists().where(exclusions.c.workspace == given("workspace"), exclusions.c.person == given("person")),
    select(rounds.c.ruling).where(rounds.c.id == given("round")).scalar_subquery(),
)


class SqliteAnswers:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def record(self, answer: Answer, round_: Round) -> Recorded:
        return await self._database.write(lambda tx: record(tx, answer, round_))

    async def find(self, id_: RoundId, person: PersonId) -> Answer | None:
        return await self._database.read(lambda tx: _find(tx, id_, person))

    async def rate(self, id_: RoundId, person: PersonId, rating: Rating, at: datetime) -> bool:
        values = {"round": id_, "person": person, "rating": rating, "at": to_micros(at)}
        return await self._database.write(lambda tx: tx.run(_RATE, values) == 1)


def record(tx: Transaction, answer: Answer, round_: Round) -> Recorded:
    """Append to the ledger and move every total that it moves."""
    if round_.kind in (RoundKind.QUIZ, RoundKind.LIVE) and _scored_before(tx, answer, round_):
        answer = replace(answer, scored=False, points=0)
    team, is_excluded, ruling = tx.first(
        _AROUND, {"workspace": round_.workspace, "person": answer.person, "round": answer.round}
    )
    if ruling and answer.scored:
        answer = put_right(answer, round_, ruling)
    is_new = tx.run(_APPEND, {**_from_answer(answer), "team": team}) == 1
    counts_now = is_new and answer.scored
    moves = counts_now and not is_excluded
    if counts_now and counts(round_):
        note_answered(tx, round_, answer.person)
    if moves:
        count(tx, answer, round_, team)
        if team is not None:
            move_team_totals(tx, answer, team)
    first = answer if is_new else _find(tx, answer.round, answer.person)
    assert first is not None  # it is why nothing was appended
    return Recorded(
        is_new=is_new,
        answer=first,
        points=move_totals(tx, answer) if moves else points_of(tx, round_.workspace, answer.person),
        streak=streak_of(tx, round_.workspace, answer.person, answer.day),
    )


def _scored_before(tx: Transaction, answer: Answer, round_: Round) -> bool:
    whose = {"person": answer.person, "question": answer.question, "workspace": round_.workspace}
    return tx.one(_SCORED_BEFORE, whose) is not None


def _find(tx: Transaction, id_: RoundId, person: PersonId) -> Answer | None:
    row = tx.one(_FIND, {"round": id_, "person": person})
    return to_answer(row) if row else None


def _from_answer(answer: Answer) -> dict[str, Any]:
    return {
        "round": answer.round,
        "person": answer.person,
        "question": answer.question,
        "choice": answer.choice,
        "right": answer.right,
        "points": answer.points,
        "scored": answer.scored,
        "at": to_micros(answer.at),
        "day": answer.day.isoformat(),
    }


def to_answer(row: Row) -> Answer:
    """An answer from the values of ANSWER_COLUMNS."""
    round_, person, question, channel, choice, right, points, scored, at, day = row
    return Answer(
        round=round_,
        person=person,
        question=question,
        channel=channel,
        choice=choice,
        right=bool(right),
        points=points,
        scored=bool(scored),
        at=to_moment(at),
        day=date.fromisoformat(day),
    )
