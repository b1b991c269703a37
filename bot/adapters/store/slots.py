"""Slots: each is taken once, by a round or by a reason to skip it."""

from datetime import datetime
from typing import Any

from sqlalchemy import update
from sqlalchemy.dialects.sqlite import insert

from bot.adapters.store.codec import to_micros
from bot.adapters.store.schedule_tables import slots
from bot.adapters.store.transaction import Transaction, given
from bot.domain.ids import ChannelId, RoundId
from bot.domain.round import Round
from bot.domain.schedule import Occurrence, Slot

_TAKE = insert(slots).on_conflict_do_nothing()
_NAME_ROUND = (
    update(slots)
    .values(round=given("id"))
    .where(slots.c.schedule == given("schedule"), slots.c.day == given("day"), slots.c.time == given("time"))
)


def take_slot(tx: Transaction, slot: Slot, round_: Round, due_at: datetime | None) -> bool:
    """Take a slot for a round that is about to be kept; False if it was taken before."""
    due = None if due_at is None else to_micros(due_at)
    decided = to_micros(round_.opened_at)
    values = {"channel": round_.channel, "state": "asked", "reason": "", "due_at": due, "decided_at": decided}
    return tx.run(_TAKE, {**_key(slot), **values, "round": None}) == 1


def name_round(tx: Transaction, slot: Slot, id_: RoundId) -> None:
    """Say by which round, now that it is kept, the slot was taken."""
    tx.run(_NAME_ROUND, {**_key(slot), "id": id_})


def skip_slot(
    tx: Transaction, occurrence: Occurrence, channel: ChannelId, reason: str, now: datetime
) -> bool:
    """Take a slot without asking; False if it was taken before."""
    due, decided = to_micros(occurrence.at), to_micros(now)
    values = {"channel": channel, "state": "skipped", "reason": reason, "due_at": due, "decided_at": decided}
    return tx.run(_TAKE, {**_key(occurrence.slot), **values, "round": None}) == 1


def _key(slot: Slot) -> dict[str, Any]:
    return {"schedule": slot.schedule, "day": slot.day.isoformat(), "time": slot.time.isoformat()}
