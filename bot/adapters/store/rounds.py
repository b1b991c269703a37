"""Rounds: claimed with their slot and outbox entry, read often, changed only by closing."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import exists, func, or_, select, update
from sqlalchemy.dialects.sqlite import insert

from bot.adapters.store.accepted_options import with_accepted
from bot.adapters.store.codec import ROUND_COLUMNS, from_round, to_micros, to_round
from bot.adapters.store.database import Database
from bot.adapters.store.names import SHOWN_NAME
from bot.adapters.store.outbox import add_delivery
from bot.adapters.store.recent import Recent
from bot.adapters.store.slots import name_round, take_slot
from bot.adapters.store.tables import IS_PUBLIC, IS_RUNNING, answers, deliveries, members, ratings, rounds
from bot.adapters.store.transaction import Transaction, given
from bot.domain.ids import ChannelId, PersonId, QuestionId, RoundId, TopicId
from bot.domain.round import Rating, Round, RoundKind
from bot.domain.schedule import Slot
from bot.ports.records import Action, DeliveryState, RoundResult

_ROUNDS_KEPT = 128

_ADD = insert(rounds)
_IS_LIVE = rounds.c.kind == RoundKind.LIVE.value
_IS_DAILY_OR_ASKED = rounds.c.kind != RoundKind.LIVE.value  # beside a condition that leaves out solo quizzes
_FIND = select(*ROUND_COLUMNS).where(rounds.c.id == given("id"))
_IN_QUIZ = select(*ROUND_COLUMNS).where(
    rounds.c.quiz == given("quiz"), rounds.c.question_id == given("question")
)
_END_OTHERS = (
    update(rounds)
    .values(closes_at=given("now"))
    .where(
        rounds.c.workspace == given("workspace"),
        rounds.c.channel == given("channel"),
        rounds.c.closes_at.is_(None),
        rounds.c.id != given("id"),
        IS_RUNNING,
        _IS_DAILY_OR_ASKED,
    )
)
_NEVER_POSTED = exists().where(
    deliveries.c.post == rounds.c.id,
    deliveries.c.action == Action.POST.value,
    deliveries.c.state == DeliveryState.FAILED.value,
)
_SEEN = (rounds.c.channel == given("channel"), IS_PUBLIC, ~_NEVER_POSTED)
_NEWEST_FIRST = select(*ROUND_COLUMNS).where(*_SEEN).order_by(rounds.c.opened_at.desc(), rounds.c.seq.desc())
_LATEST = _NEWEST_FIRST.where(_IS_DAILY_OR_ASKED).limit(given("limit"))
_LATEST_LIVE = _NEWEST_FIRST.where(_IS_LIVE).limit(given("limit"))
_HISTORY = (
    select(rounds.c.question_id, rounds.c.topic).where(*_SEEN).order_by(rounds.c.opened_at, rounds.c.seq)
)
_DUE_TO_CLOSE = (
    select(*ROUND_COLUMNS)
    .join(deliveries, (deliveries.c.post == rounds.c.id) & (deliveries.c.action == Action.POST.value))
    .where(
        rounds.c.closes_at <= given("now"),
        deliveries.c.state == DeliveryState.DONE.value,
        IS_RUNNING,
        _IS_DAILY_OR_ASKED,
    )
    .order_by(rounds.c.closes_at, rounds.c.seq)
)
_BEING_ASKED = select(rounds.c.question_id).where(
    rounds.c.workspace.in_(select(members.c.workspace).where(members.c.person == given("person"))),
    or_(rounds.c.closes_at.is_(None), rounds.c.closes_at > given("now")),
    IS_RUNNING,
)
_CHOSEN = (
    select(answers.c.choice, func.count()).where(answers.c.round == given("id")).group_by(answers.c.choice)
)
_FIRST_RIGHT = (
    select(SHOWN_NAME)
    .join(answers, answers.c.person == members.c.person)
    .where(
        answers.c.round == given("id"),
        answers.c.choice.in_(select(func.json_each(given("rights")).table_valued("value").c.value)),
        members.c.workspace == given("workspace"),
    )
    .order_by(answers.c.at, answers.c.person)
    .limit(1)
)
_RATINGS = (
    select(ratings.c.rating, func.count()).where(ratings.c.round == given("id")).group_by(ratings.c.rating)
)


class SqliteRounds:
    def __init__(self, database: Database) -> None:
        self._database = database
        self._recent = Recent[RoundId, Round](_ROUNDS_KEPT)

    async def claim(self, round_: Round, slot: Slot | None = None, due_at: datetime | None = None) -> bool:
        return await self._database.write(
            lambda tx: _claim(tx, round_, slot, due_at),
            committed=lambda _: self._recent.clear(),  # it may have closed what was read before
        )

    async def open_private(self, round_: Round) -> Round:
        return await self._database.write(lambda tx: _open_private(tx, round_))

    def forget(self) -> None:
        """Rounds were changed by somebody else."""
        self._recent.clear()

    async def find(self, id_: RoundId) -> Round | None:
        round_ = self._recent.get(id_)
        if round_ is None:
            generation = self._recent.generation
            row = await self._database.read(lambda tx: tx.one(_FIND, {"id": id_}))
            if row is None:
                return None
            round_ = to_round(row)
            if generation == self._recent.generation:  # nothing was closed while we read
                self._recent.put(id_, round_)
        return round_

    async def latest(self, channel: ChannelId, limit: int) -> Sequence[Round]:
        return await self._read_rounds(_LATEST, {"channel": channel, "limit": limit})

    async def latest_live(self, channel: ChannelId, limit: int) -> Sequence[Round]:
        return await self._read_rounds(_LATEST_LIVE, {"channel": channel, "limit": limit})

    async def history(self, channel: ChannelId) -> Sequence[tuple[QuestionId, TopicId]]:
        rows = await self._database.read(lambda tx: tx.all(_HISTORY, {"channel": channel}))
        return [(question, topic) for question, topic in rows]

    async def being_asked(self, person: PersonId, now: datetime) -> Collection[QuestionId]:
        values = {"person": person, "now": to_micros(now)}
        rows = await self._database.read(lambda tx: tx.all(_BEING_ASKED, values))
        return {question for (question,) in rows}

    async def due_to_close(self, now: datetime) -> Sequence[Round]:
        return await self._read_rounds(_DUE_TO_CLOSE, {"now": to_micros(now)})

    async def result(self, id_: RoundId) -> RoundResult:
        """LookupError for a round that does not exist."""
        round_ = await self.find(id_)
        if round_ is None:
            raise LookupError(f"there is no round {id_}")
        return await self._database.read(partial(_result, round_))

    async def _read_rounds(self, statement: Any, values: Mapping[str, Any]) -> Sequence[Round]:
        rows = await self._database.read(lambda tx: tx.all(statement, values))
        return [to_round(row) for row in rows]


def _claim(tx: Transaction, round_: Round, slot: Slot | None, due_at: datetime | None) -> bool:
    if slot is not None and not take_slot(tx, slot, round_, due_at):
        return False
    values = from_round(with_accepted(tx, round_))
    tx.run(_ADD, values)
    if slot is not None:
        name_round(tx, slot, round_.id)
    add_delivery(tx, round_.id, Action.POST, round_.opened_at)
    now = {"now": values["opened_at"]}
    tx.run(_END_OTHERS, {**now, "id": round_.id, "workspace": round_.workspace, "channel": round_.channel})
    return True


def _open_private(tx: Transaction, round_: Round) -> Round:
    earlier = tx.one(_IN_QUIZ, {"quiz": round_.quiz, "question": round_.question.id})
    if earlier is not None:
        return to_round(earlier)
    opened = with_accepted(tx, round_)
    tx.run(_ADD, from_round(opened))
    return opened


def _result(round_: Round, tx: Transaction) -> RoundResult:
    values = {"id": round_.id, "workspace": round_.workspace}
    chosen: dict[int | None, int] = dict(tx.all(_CHOSEN, values))
    rights = [choice for choice in chosen if choice is not None and round_.is_right(choice)]
    first = tx.one(_FIRST_RIGHT, {**values, "rights": str(rights)})
    rated = tx.all(_RATINGS, values)
    return RoundResult(
        chosen=tuple(chosen.get(choice, 0) for choice in range(len(round_.question.options))),
        peeked=chosen.get(None, 0),
        first_right=first[0] if first else None,
        ratings={Rating(rating): people for rating, people in rated},
    )
