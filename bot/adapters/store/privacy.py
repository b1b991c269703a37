"""Tell a person all that is kept of them, hide their name, or forget them in the file, too."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any

import msgspec
from sqlalchemy import BigInteger, Boolean, Select, func, select, update

from bot.adapters.store.codec import to_micros, to_moment
from bot.adapters.store.database import Database
from bot.adapters.store.expiry import expire, silent
from bot.adapters.store.interview_tables import interviews
from bot.adapters.store.links import part
from bot.adapters.store.membership import Moving, out
from bot.adapters.store.personal_data import HOLDINGS, Holding
from bot.adapters.store.review_tables import reviews
from bot.adapters.store.scrubbing import scrub
from bot.adapters.store.tables import answers, members, rounds
from bot.adapters.store.team_tables import memberships
from bot.adapters.store.transaction import Row, Transaction, given
from bot.domain.ids import PersonId, WorkspaceId
from bot.domain.retention import Retention
from bot.ports.privacy import Holdings

_HIDE = (
    update(members)
    .values(is_hidden=given("hidden"))
    .where(
        members.c.person == given("who"),
        members.c.workspace == given("where"),
        members.c.is_hidden != given("hidden"),
    )
)
_TEAMS = select(memberships.c.workspace).where(memberships.c.person == given("who"))
_NOT_MOMENTS = ("left", "extended", "taken", "needed")
_JSON = ("question", "questions", "written", "parameters")


def _export(holding: Holding) -> Select[Any]:
    statement = select(*holding.table.columns, *holding.beside).where(holding.mine)
    if holding.beside:
        statement = statement.join(rounds, rounds.c.id == holding.table.c.round)
    return statement


_EXPORTS = [(holding.table, _export(holding)) for holding in HOLDINGS]
_COUNTED = (answers, interviews, reviews, memberships, members)
_COUNTS = select(
    *(
        select(func.count()).where(table.c.person == given("who")).scalar_subquery().label(table.name)
        for table in _COUNTED
    )
)


class SqlitePrivacy:
    """`forgetting` is called once a person is forgotten, so that nobody's memory holds them."""

    def __init__(self, database: Database, forgetting: Sequence[Callable[[], None]] = ()) -> None:
        self._database = database
        self._forgetting = forgetting
        self._is_clean = True
        self._after = PersonId(0)

    async def export(self, person: PersonId) -> Mapping[str, list[Mapping[str, object]]]:
        found: dict[str, list[Mapping[str, object]]] = {}
        for table, statement in _EXPORTS:  # one at a time, so that others are served in between
            rows = await self._database.read(partial(_read, statement, person))
            known = found.setdefault(table.name, [])
            known += [row for row in map(partial(_told, statement), rows) if row not in known]
        return found

    async def holdings(self, person: PersonId) -> Holdings:
        row = await self._database.read(lambda tx: tx.first(_COUNTS, {"who": person}))
        return Holdings(
            **dict(zip(("answers", "interviews", "reviews", "teams", "workspaces"), row, strict=True))
        )

    async def hide(self, person: PersonId, workspace: WorkspaceId, is_hidden: bool) -> bool:
        values = {"who": person, "where": workspace, "hidden": is_hidden}
        return await self._database.write(lambda tx: tx.run(_HIDE, values) == 1)

    async def forget(self, person: PersonId, now: datetime) -> bool:
        await self._database.write(partial(_forget, person, now), committed=lambda _: self._forgotten())
        return await self._scrub()

    async def expire(self, retention: Retention, now: datetime) -> int:
        gone = await self._database.write(
            lambda tx: expire(tx, retention, to_micros(now)),
            committed=lambda gone: self._forgotten() if gone else None,
        )
        if retention.people is not None:
            gone += await self._forget_silent(now, now - retention.people)
        if not self._is_clean:
            await self._scrub()
        return gone

    async def _forget_silent(self, now: datetime, until: datetime) -> int:
        people, self._after = await self._database.read(lambda tx: silent(tx, self._after, to_micros(until)))
        for person in people:
            await self._database.write(partial(_forget, person, now), committed=lambda _: self._forgotten())
        return len(people)

    def _forgotten(self) -> None:
        self._is_clean = False
        for forget_them in self._forgetting:
            forget_them()

    async def _scrub(self) -> bool:
        self._is_clean = await self._database.maintain(scrub)
        return self._is_clean


def _forget(person: PersonId, now: datetime, tx: Transaction) -> None:
    """What others need stays right: links and teams are left as somebody would leave them."""
    part(tx, person)
    for (workspace,) in tx.all(_TEAMS, {"who": person}):
        out(tx, Moving(workspace, person, to_micros(now)))
    for holding in HOLDINGS:
        if holding.forget is not None:
            tx.run(holding.forget, {"who": person})


def _read(statement: Select[Any], person: PersonId, tx: Transaction) -> list[Row]:
    return tx.all(statement, {"who": person})


def _told(statement: Select[Any], row: Row) -> Mapping[str, object]:
    columns = statement.selected_columns
    return {column.name: _value(column, value) for column, value in zip(columns, row, strict=True)}


def _value(column: Any, value: Any) -> object:
    if value is None:
        return None
    if isinstance(column.type, Boolean):
        return bool(value)
    if isinstance(column.type, BigInteger) and column.name not in _NOT_MOMENTS:
        return to_moment(value).isoformat()
    if column.name in _JSON and str(value).startswith(("{", "[")):
        return msgspec.json.decode(value)
    return value
