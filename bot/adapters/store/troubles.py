"""Channels that refuse our posts, and schedules that are halted because of it."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.sqlite import insert

from bot.adapters.store.codec import to_micros, to_moment
from bot.adapters.store.database import Database
from bot.adapters.store.schedule_tables import slots
from bot.adapters.store.tables import announcements, rounds
from bot.adapters.store.transaction import Row, Transaction, given
from bot.adapters.store.trouble_tables import IS_LASTING, setbacks, troubles
from bot.domain.announcement import PostId
from bot.domain.ids import ChannelId, HaltId, ScheduleId, TroubleId
from bot.domain.trouble import HALT_AFTER, Halt, Trouble

_TROUBLE = (
    troubles.c.id,
    troubles.c.channel,
    troubles.c.reason,
    troubles.c.since,
    troubles.c.ended_at,
    troubles.c.of_threads,
)
_HALT = (setbacks.c.id, setbacks.c.schedule, setbacks.c.channel, setbacks.c.reason, setbacks.c.halted_at)
_IS_HALTED = setbacks.c.halted_at.is_not(None)

_BEGIN = (
    insert(troubles)
    .values(
        channel=given("where"),
        reason=given("why"),
        since=given("now"),
        is_told=False,
        of_threads=given("of_threads"),
    )
    .on_conflict_do_nothing()
)
_END = (
    update(troubles)
    .values(ended_at=given("now"))
    .where(troubles.c.channel == given("where"), troubles.c.of_threads == given("of_threads"), IS_LASTING)
)
_ASKED_BY = select(slots.c.schedule).where(slots.c.round == given("post"))
_FIRST = insert(setbacks).values(
    schedule=given("which"), channel=given("where"), reason=given("why"), failures=1, is_told=False
)
_COUNT = _FIRST.on_conflict_do_update(
    index_elements=[setbacks.c.schedule],
    set_={"failures": setbacks.c.failures + 1, "reason": _FIRST.excluded.reason},
)
_HALT_IT = (
    update(setbacks)
    .values(halted_at=given("now"))
    .where(setbacks.c.schedule == given("which"), setbacks.c.failures >= HALT_AFTER, ~_IS_HALTED)
)
_CHANNEL_OF = (
    select(rounds.c.channel)
    .where(rounds.c.id == given("post"))
    .union_all(select(announcements.c.channel).where(announcements.c.id == given("post")))
)
_CLEAR = delete(setbacks).where(
    setbacks.c.schedule.in_(select(slots.c.schedule).where(slots.c.round == given("post"))), ~_IS_HALTED
)
_FIND = select(*_TROUBLE).where(troubles.c.id == given("this"))
_CLOSED = (
    select(troubles.c.id)
    .where(troubles.c.channel == given("where"), ~troubles.c.of_threads, IS_LASTING)
    .limit(1)
)
_HALTS = select(*_HALT).where(_IS_HALTED)
_RESUME = delete(setbacks).where(setbacks.c.id == given("this"), _IS_HALTED)
_FORGET = delete(setbacks).where(setbacks.c.schedule == given("which"))
_UNTOLD_TROUBLES = select(*_TROUBLE).where(~troubles.c.is_told, IS_LASTING).order_by(troubles.c.id)
_UNTOLD_HALTS = _HALTS.where(~setbacks.c.is_told).order_by(setbacks.c.halted_at)
_TOLD_OF_TROUBLE = update(troubles).values(is_told=True).where(troubles.c.id == given("this"))
_TOLD_OF_HALT = update(setbacks).values(is_told=True).where(setbacks.c.id == given("this"))


class SqliteTroubles:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def threads_refused(self, channel: ChannelId, reason: str, at: datetime) -> None:
        values = {"where": channel, "why": reason, "now": to_micros(at), "of_threads": True}
        await self._database.write(lambda tx: tx.run(_BEGIN, values))

    async def thread_opened(self, channel: ChannelId, at: datetime) -> None:
        await self._database.write(lambda tx: _end(tx, channel, at, of_threads=True))

    async def find(self, id_: TroubleId) -> Trouble | None:
        row = await self._database.read(lambda tx: tx.one(_FIND, {"this": id_}))
        return _to_trouble(row) if row else None

    async def is_closed(self, channel: ChannelId) -> bool:
        return await self._database.read(lambda tx: tx.one(_CLOSED, {"where": channel}) is not None)

    async def halts(self) -> Mapping[ScheduleId, Halt]:
        rows = await self._database.read(lambda tx: tx.all(_HALTS, {}))
        return {halt.schedule: halt for halt in map(_to_halt, rows)}

    async def resume(self, halt: Halt, at: datetime) -> bool:
        def work(tx: Transaction) -> bool:
            if tx.run(_RESUME, {"this": halt.id}) == 0:
                return False
            _end(tx, halt.channel, at)
            return True

        return await self._database.write(work)

    async def untold(self) -> tuple[Sequence[Trouble], Sequence[Halt]]:
        def work(tx: Transaction) -> tuple[list[Row], list[Row]]:
            return tx.all(_UNTOLD_TROUBLES, {}), tx.all(_UNTOLD_HALTS, {})

        closed, halted = await self._database.read(work)
        return [*map(_to_trouble, closed)], [*map(_to_halt, halted)]

    async def told_of_trouble(self, id_: TroubleId) -> None:
        await self._database.write(lambda tx: tx.run(_TOLD_OF_TROUBLE, {"this": id_}))

    async def told_of_halt(self, id_: HaltId) -> None:
        await self._database.write(lambda tx: tx.run(_TOLD_OF_HALT, {"this": id_}))


def begin_trouble(tx: Transaction, post: PostId, reason: str, now: datetime) -> None:
    """A post was refused: its channel is in trouble, and its schedule may be halted."""
    row = tx.one(_CHANNEL_OF, {"post": post})
    if row is None:
        return
    about = {"where": row[0], "why": reason}
    tx.run(_BEGIN, {**about, "now": to_micros(now), "of_threads": False})
    for (schedule,) in tx.all(_ASKED_BY, {"post": post}):
        tx.run(_COUNT, {**about, "which": schedule})
        tx.run(_HALT_IT, {"which": schedule, "now": to_micros(now)})


def end_troubles(tx: Transaction, post: PostId, now: datetime) -> None:
    """A post has arrived: its channel takes posts, and its schedule counts anew unless it is halted."""
    row = tx.one(_CHANNEL_OF, {"post": post})
    if row is not None:
        _end(tx, row[0], now)
        tx.run(_CLEAR, {"post": post})


def _end(tx: Transaction, channel: ChannelId, at: datetime, of_threads: bool = False) -> None:
    tx.run(_END, {"where": channel, "now": to_micros(at), "of_threads": of_threads})


def forget_schedule(tx: Transaction, schedule: ScheduleId) -> None:
    tx.run(_FORGET, {"which": schedule})


def _to_trouble(row: Row) -> Trouble:
    id_, channel, reason, since, ended_at, of_threads = row
    return Trouble(
        id=id_,
        channel=channel,
        reason=reason,
        since=to_moment(since),
        is_over=ended_at is not None,
        of_threads=bool(of_threads),
    )


def _to_halt(row: Row) -> Halt:
    id_, schedule, channel, reason, halted_at = row
    return Halt(id=id_, schedule=schedule, channel=channel, reason=reason, since=to_moment(halted_at))
