"""Schedules made in chat, and how far the ticker has looked at every schedule."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.dialects.sqlite import insert

from bot.adapters.store.codec import from_schedule, to_micros, to_moment, to_schedule
from bot.adapters.store.database import Database
from bot.adapters.store.schedule_tables import schedules, ticker
from bot.adapters.store.slots import skip_slot
from bot.adapters.store.transaction import Transaction, given
from bot.adapters.store.troubles import forget_schedule
from bot.domain.ids import ChannelId, ScheduleId
from bot.domain.schedule import Occurrence, Schedule

_ALL = select(schedules.c.body).order_by(schedules.c.id)
_ADD = insert(schedules)
_SAVE = _ADD.on_conflict_do_update(
    index_elements=[schedules.c.id], set_={"channel": _ADD.excluded.channel, "body": _ADD.excluded.body}
)
_REMOVE = delete(schedules).where(schedules.c.id == given("id"))
_FORGET = delete(ticker).where(ticker.c.schedule == given("id"))
_LOOKED = select(ticker.c.schedule, ticker.c.looked_until)
_LOOK = insert(ticker)
_SET_LOOKED = _LOOK.on_conflict_do_update(
    index_elements=[ticker.c.schedule], set_={"looked_until": _LOOK.excluded.looked_until}
)


class SqliteSchedules:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def all(self) -> Sequence[Schedule]:
        rows = await self._database.read(lambda tx: tx.all(_ALL, {}))
        return [to_schedule(body) for (body,) in rows]

    async def save(self, schedule: Schedule) -> None:
        values = {"id": schedule.id, "channel": schedule.channel, "body": from_schedule(schedule)}
        await self._database.write(lambda tx: tx.run(_SAVE, values))

    async def remove(self, id_: ScheduleId) -> None:
        def work(tx: Transaction) -> None:
            tx.run(_REMOVE, {"id": id_})
            # a later schedule of the same name starts anew
            tx.run(_FORGET, {"id": id_})
            forget_schedule(tx, id_)

        await self._database.write(work)

    async def looked_until(self, ids: Collection[ScheduleId]) -> Mapping[ScheduleId, datetime]:
        rows = await self._database.read(lambda tx: tx.all(_LOOKED, {}))
        return {schedule: to_moment(looked) for schedule, looked in rows if schedule in ids}

    async def set_looked_until(self, moments: Mapping[ScheduleId, datetime]) -> None:
        rows = [{"schedule": id_, "looked_until": to_micros(moment)} for id_, moment in moments.items()]
        await self._database.write(lambda tx: tx.run_all(_SET_LOOKED, rows))

    async def skip(self, occurrence: Occurrence, channel: ChannelId, reason: str, now: datetime) -> bool:
        return await self._database.write(lambda tx: skip_slot(tx, occurrence, channel, reason, now))
