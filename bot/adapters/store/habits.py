"""How each person wants to repeat, and when they are reminded of it."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
from sqlalchemy import delete, select, update
from sqlalchemy.dialects.sqlite import insert

from bot.adapters.store.codec import to_micros
from bot.adapters.store.database import Database
from bot.adapters.store.review_tables import HAS_REMINDER, reminders, review_settings
from bot.adapters.store.transaction import Row, Transaction, given
from bot.domain.ids import PersonId
from bot.domain.review import Reminder, ReviewSettings
from bot.ports.records import DueReminder

_REMINDER = (
    review_settings.c.remind_at,
    review_settings.c.zone,
    review_settings.c.account,
    review_settings.c.workspace,
)
_OF = select(
    review_settings.c.retention, review_settings.c.parameters, review_settings.c.stopped, *_REMINDER
).where(review_settings.c.person == given("person"))
_ADD = insert(review_settings)
_SAVE = _ADD.on_conflict_do_update(
    index_elements=[review_settings.c.person],
    set_={column.name: _ADD.excluded[column.name] for column in review_settings.c if not column.primary_key},
)
_DUE = (
    select(review_settings.c.person, *_REMINDER)
    .where(review_settings.c.next_at <= given("now"), HAS_REMINDER)
    .order_by(review_settings.c.next_at)
    .limit(given("limit"))
)
_CLAIM = insert(reminders).on_conflict_do_nothing()
_GIVE_BACK = delete(reminders).where(reminders.c.person == given("person"), reminders.c.day == given("day"))
_PUT_OFF = (
    update(review_settings)
    .values(next_at=given("later"))
    # a person who has stopped it meanwhile is not reminded again
    .where(review_settings.c.person == given("person"), HAS_REMINDER)
)


class SqliteHabits:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, person: PersonId) -> ReviewSettings:
        row = await self._database.read(lambda tx: tx.one(_OF, {"person": person}))
        if row is None:
            return ReviewSettings()
        retention, parameters, stopped, *reminder = row
        return ReviewSettings(
            retention=retention,
            parameters=msgspec.json.decode(parameters, type=tuple[float, ...]) if parameters else None,
            reminder=_to_reminder(tuple(reminder)),
            stopped=stopped,
        )

    async def save(self, person: PersonId, settings: ReviewSettings, next_at: datetime | None) -> None:
        parameters = settings.parameters
        values = {
            "person": person,
            "retention": settings.retention,
            "parameters": None if parameters is None else msgspec.json.encode(parameters).decode(),
            **_from_reminder(settings.reminder),
            "next_at": None if next_at is None else to_micros(next_at),
            "stopped": settings.stopped,
        }
        await self._database.write(lambda tx: tx.run(_SAVE, values))

    async def due(self, now: datetime, limit: int) -> Sequence[DueReminder]:
        values = {"now": to_micros(now), "limit": limit}
        found = []
        for person, *columns in await self._database.read(lambda tx: tx.all(_DUE, values)):
            reminder = _to_reminder(tuple(columns))
            assert reminder is not None  # it is why there is a time
            found.append(DueReminder(person=person, reminder=reminder))
        return found

    async def claim(self, person: PersonId, day: date, next_at: datetime) -> bool:
        def work(tx: Transaction) -> bool:
            if tx.run(_PUT_OFF, {"person": person, "later": to_micros(next_at)}) == 0:
                return False
            return tx.run(_CLAIM, {"person": person, "day": day.isoformat()}) == 1

        return await self._database.write(work)

    async def put_off(self, person: PersonId, next_at: datetime, give_back: date | None = None) -> None:
        def work(tx: Transaction) -> None:
            tx.run(_PUT_OFF, {"person": person, "later": to_micros(next_at)})
            if give_back is not None:
                tx.run(_GIVE_BACK, {"person": person, "day": give_back.isoformat()})

        await self._database.write(work)


def _to_reminder(row: Row) -> Reminder | None:
    at, zone, account, workspace = row
    if at is None:
        return None
    return Reminder(at=time.fromisoformat(at), zone=ZoneInfo(zone), account=account, workspace=workspace)


def _from_reminder(reminder: Reminder | None) -> dict[str, Any]:
    if reminder is None:
        return dict.fromkeys(("remind_at", "zone", "account", "workspace"))
    return {
        "remind_at": reminder.at.isoformat(),
        "zone": reminder.zone.key,
        "account": reminder.account,
        "workspace": reminder.workspace,
    }
