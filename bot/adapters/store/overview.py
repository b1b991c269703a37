"""How the outbox and the schedules stand."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import func, select

from bot.adapters.store.codec import to_moment
from bot.adapters.store.database import Database
from bot.adapters.store.schedule_tables import slots
from bot.adapters.store.tables import IS_PENDING, announcements, deliveries, rounds
from bot.adapters.store.transaction import Row, Transaction, given
from bot.domain.ids import ScheduleId, WorkspaceId
from bot.ports.overview import LatestSlot, Undelivered
from bot.ports.records import Action, DeliveryState

_COUNT = select(deliveries.c.state, func.count()).group_by(deliveries.c.state)
_CHANNEL: Any = func.coalesce(rounds.c.channel, announcements.c.channel)
_OURS = func.coalesce(rounds.c.workspace, announcements.c.workspace) == given("workspace")
_ENTRIES = (
    select(_CHANNEL, deliveries.c.created_at, deliveries.c.error)
    .select_from(deliveries)
    .outerjoin(rounds, rounds.c.id == deliveries.c.post)
    .outerjoin(announcements, announcements.c.id == deliveries.c.post)
)
_WAITING = _ENTRIES.where(IS_PENDING, _OURS).order_by(deliveries.c.created_at)
_FAILED = (
    _ENTRIES.where(deliveries.c.state == DeliveryState.FAILED.value, _OURS)
    .order_by(deliveries.c.created_at.desc())
    .limit(given("most"))
)
_LATEST_SLOT = (
    select(slots.c.decided_at, slots.c.state, slots.c.reason, func.coalesce(deliveries.c.error, ""))
    .outerjoin(deliveries, (deliveries.c.post == slots.c.round) & (deliveries.c.action == Action.POST.value))
    .where(slots.c.schedule == given("schedule"))
    .order_by(slots.c.day.desc(), slots.c.time.desc())
    .limit(1)
)


class SqliteOverview:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def outbox(self) -> Mapping[DeliveryState, int]:
        rows = await self._database.read(lambda tx: tx.all(_COUNT, {}))
        return {DeliveryState(state): count for state, count in rows}

    async def waiting(self, workspace: WorkspaceId) -> Sequence[Undelivered]:
        rows = await self._database.read(lambda tx: tx.all(_WAITING, {"workspace": workspace}))
        return [_undelivered(row) for row in rows]

    async def failed(self, workspace: WorkspaceId, most: int) -> Sequence[Undelivered]:
        values = {"workspace": workspace, "most": most}
        rows = await self._database.read(lambda tx: tx.all(_FAILED, values))
        return [_undelivered(row) for row in rows]

    async def latest_slots(self, ids: Collection[ScheduleId]) -> Mapping[ScheduleId, LatestSlot]:
        def work(tx: Transaction) -> dict[ScheduleId, LatestSlot]:
            rows = {id_: tx.one(_LATEST_SLOT, {"schedule": id_}) for id_ in ids}
            return {id_: _latest(row) for id_, row in rows.items() if row}

        return await self._database.read(work)


def _undelivered(row: Row) -> Undelivered:
    channel, since, error = row
    return Undelivered(channel, to_moment(since), error)


def _latest(row: Row) -> LatestSlot:
    decided_at, state, reason, error = row
    return LatestSlot(decided_at=to_moment(decided_at), asked=state == "asked", trouble=reason or error)
