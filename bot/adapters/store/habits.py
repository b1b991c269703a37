"""How each person wants to repeat, and when they are reminded of it."""

from collections.abc import Sequence
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import msgspec
from sqlalchemy import Update, and_, null, or_, select, update
from sqlalchemy.dialects.sqlite import insert

from bot.adapters.store.codec import to_micros
from bot.adapters.store.database import Database
from bot.adapters.store.review_tables import HAS_REMINDER, review_settings
from bot.adapters.store.transaction import Row, Transaction, Values, given
from bot.domain.ids import PersonId
from bot.domain.review import Reminder, ReviewSettings
from bot.ports.records import DueReminder

_REMINDER = (
    review_settings.c.remind_at,
    review_settings.c.zone,
    review_settings.c.account,
    review_settings.c.workspace,
)
_MINE = review_settings.c.person == given("person")
_OF = select(
    review_settings.c.retention, review_settings.c.parameters, review_settings.c.stopped, *_REMINDER
).where(_MINE)
_THAT_ONE = and_(*(column == given(f"that_{column.name}") for column in _REMINDER))
_START = (
    insert(review_settings)
    .values(person=given("person"), retention=given("retention"), stopped="")
    .on_conflict_do_nothing()
)
_SET_RETENTION = update(review_settings).values(retention=given("share")).where(_MINE)
_SET_REMINDER = (
    update(review_settings)
    .values({column.name: given(f"that_{column.name}") for column in _REMINDER})
    .values(next_at=given("later"), stopped="")
    .where(_MINE)
)
_STOP = (
    update(review_settings)
    .values({column.name: null() for column in _REMINDER})
    .values(next_at=null(), stopped=given("why"))
    .where(_MINE, HAS_REMINDER)
)
_STOP_THAT_ONE = _STOP.where(_THAT_ONE)
_LAST_WORD = select(review_settings.c.stopped).where(_MINE, review_settings.c.stopped != "")
_FORGET_IT = update(review_settings).values(stopped="").where(_MINE)
_DUE = (
    select(review_settings.c.person, *_REMINDER)
    .where(review_settings.c.next_at <= given("now"), HAS_REMINDER)
    .order_by(review_settings.c.next_at)
    .limit(given("limit"))
)
_PUT_OFF = update(review_settings).values(next_at=given("later")).where(_MINE, _THAT_ONE)
_CLAIM = (
    update(review_settings)
    .values(reminded_on=given("day"))
    .where(
        _MINE,
        _THAT_ONE,
        # days as text sort as days do; an earlier one comes after a move to the west
        or_(review_settings.c.reminded_on.is_(None), review_settings.c.reminded_on < given("day")),
    )
)
_GIVE_BACK = (
    update(review_settings)
    .values(reminded_on=null())
    .where(_MINE, review_settings.c.reminded_on == given("day"))
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

    async def set_retention(self, person: PersonId, share: float) -> None:
        await self._set(person, _SET_RETENTION, {"share": share})

    async def set_reminder(self, person: PersonId, reminder: Reminder, next_at: datetime) -> None:
        await self._set(person, _SET_REMINDER, {**_that(reminder), "later": to_micros(next_at)})

    async def _set(self, person: PersonId, statement: Update, values: Values) -> None:
        def work(tx: Transaction) -> None:
            tx.run(_START, {"person": person, "retention": ReviewSettings().retention})
            tx.run(statement, {"person": person, **values})

        await self._database.write(work)

    async def stop_reminder(self, person: PersonId, why: str = "", only: Reminder | None = None) -> bool:
        values = {"person": person, "why": why, **(_that(only) if only else {})}
        statement = _STOP_THAT_ONE if only else _STOP
        return await self._database.write(lambda tx: tx.run(statement, values) == 1)

    async def take_last_word(self, person: PersonId) -> str:
        def work(tx: Transaction) -> str:
            row = tx.one(_LAST_WORD, {"person": person})
            if row is None:
                return ""
            tx.run(_FORGET_IT, {"person": person})
            return str(row[0])

        return await self._database.write(work)

    async def due(self, now: datetime, limit: int) -> Sequence[DueReminder]:
        values = {"now": to_micros(now), "limit": limit}
        found = []
        for person, *columns in await self._database.read(lambda tx: tx.all(_DUE, values)):
            reminder = _to_reminder(tuple(columns))
            assert reminder is not None  # it is why there is a time
            found.append(DueReminder(person=person, reminder=reminder))
        return found

    async def claim(self, due: DueReminder, day: date, next_at: datetime) -> bool:
        values = {"person": due.person, **_that(due.reminder)}

        def work(tx: Transaction) -> bool:
            tx.run(_PUT_OFF, {**values, "later": to_micros(next_at)})
            return tx.run(_CLAIM, {**values, "day": day.isoformat()}) == 1

        return await self._database.write(work)

    async def put_off(self, due: DueReminder, next_at: datetime, give_back: date | None = None) -> None:
        values = {"person": due.person, **_that(due.reminder), "later": to_micros(next_at)}

        def work(tx: Transaction) -> None:
            tx.run(_PUT_OFF, values)
            if give_back is not None:
                tx.run(_GIVE_BACK, {"person": due.person, "day": give_back.isoformat()})

        await self._database.write(work)


def _to_reminder(row: Row) -> Reminder | None:
    at, zone, account, workspace = row
    if at is None:
        return None
    return Reminder(at=time.fromisoformat(at), zone=ZoneInfo(zone), account=account, workspace=workspace)


def _that(reminder: Reminder) -> dict[str, str]:
    return {
        "that_remind_at": reminder.at.isoformat(),
        "that_zone": reminder.zone.key,
        "that_account": reminder.account,
        "that_workspace": reminder.workspace,
    }
