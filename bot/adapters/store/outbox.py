"""The outbox: what has to reach a platform, and how far it got."""

from datetime import datetime
from typing import Any

from sqlalchemy import exists, func, literal_column, or_, select, update
from sqlalchemy.dialects.sqlite import insert

from bot.adapters.store.codec import (
    ANNOUNCEMENT_COLUMNS,
    ROUND_COLUMNS,
    to_announcement,
    to_micros,
    to_round,
)
from bot.adapters.store.database import Database
from bot.adapters.store.streaks import note_posted
from bot.adapters.store.tables import IS_PENDING, announcements, deliveries, rounds
from bot.adapters.store.transaction import Row, Transaction, given
from bot.adapters.store.troubles import begin_trouble, end_troubles
from bot.domain.announcement import PostId
from bot.domain.ids import MessageId
from bot.ports.records import Action, Delivery, DeliveryState

_ADD = insert(deliveries).on_conflict_do_nothing()
_END = update(rounds).values(ended=True).where(rounds.c.id == given("id"))
_THIS = (deliveries.c.post == given("id")) & (deliveries.c.action == given("what"))
_SENDING = (
    update(deliveries)
    .values(state=DeliveryState.SENDING.value, attempts=deliveries.c.attempts + 1, changed_at=given("now"))
    .where(_THIS)
)
_DONE = (
    update(deliveries)
    .values(state=DeliveryState.DONE.value, message=given("the_message"), error="", changed_at=given("now"))
    .where(_THIS)
)
_RETRY = (
    update(deliveries)
    .values(state=given("the_state"), due_at=given("due"), error=given("what_failed"))
    .where(_THIS)
)
_FAILED = update(deliveries).values(state=DeliveryState.FAILED.value, error=given("what_failed")).where(_THIS)
_REVIVE = (
    update(deliveries)
    .values(state=DeliveryState.CLAIMED.value, error="", due_at=given("now"), changed_at=given("now"))
    .where(_THIS, deliveries.c.state == DeliveryState.FAILED.value)
)
_MESSAGE = select(deliveries.c.message).where(_THIS)
_TROUBLE = select(deliveries.c.error).where(_THIS)
_entry = deliveries.alias("entry")
# a closing is about the message that was posted
_ABOUT = (
    select(_entry.c.message)
    .where(_entry.c.post == deliveries.c.post, _entry.c.action == Action.POST.value)
    .scalar_subquery()
)
# and waits for it: as long as nobody knows whether the message is there, nothing can be changed in it
_POSTING = exists().where(
    _entry.c.post == deliveries.c.post,
    _entry.c.action == Action.POST.value,
    _entry.c.state.in_([literal_column("'claimed'"), literal_column("'sending'")]),
)
_DUE = (
    select(deliveries.c.action, deliveries.c.state, deliveries.c.attempts)
    .add_columns(func.coalesce(deliveries.c.message, _ABOUT), *ROUND_COLUMNS, *ANNOUNCEMENT_COLUMNS)
    .outerjoin(rounds, rounds.c.id == deliveries.c.post)
    .outerjoin(announcements, announcements.c.id == deliveries.c.post)
    .where(
        deliveries.c.due_at <= given("now"),
        or_(deliveries.c.action == Action.POST.value, ~_POSTING),
        IS_PENDING,
    )
    .order_by(deliveries.c.created_at, rounds.c.seq)
)


class SqliteOutbox:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def enqueue_close(self, id_: PostId, now: datetime) -> None:
        await self._database.write(lambda tx: enqueue_close(tx, id_, now))

    async def due(self, now: datetime) -> list[Delivery]:
        rows = await self._database.read(lambda tx: tx.all(_DUE, {"now": to_micros(now)}))
        return [_to_delivery(row) for row in rows]

    async def sending(self, id_: PostId, action: Action, now: datetime) -> None:
        await self._change(_SENDING, id_, action, now=to_micros(now))

    async def done(self, id_: PostId, action: Action, message: MessageId, now: datetime) -> None:
        def work(tx: Transaction) -> None:
            tx.run(_DONE, {"id": id_, "what": action, "the_message": message, "now": to_micros(now)})
            if action is Action.POST:
                note_posted(tx, id_)
                end_troubles(tx, id_, now)

        await self._database.write(work)

    async def retry(self, id_: PostId, action: Action, due_at: datetime, error: str, sent: bool) -> None:
        state = DeliveryState.SENDING if sent else DeliveryState.CLAIMED
        due = to_micros(due_at)
        await self._change(_RETRY, id_, action, the_state=state, due=due, what_failed=error)

    async def failed(self, id_: PostId, action: Action, error: str) -> None:
        await self._change(_FAILED, id_, action, what_failed=error)

    async def refused(self, id_: PostId, reason: str, at: datetime) -> None:
        def work(tx: Transaction) -> None:
            tx.run(_FAILED, {"id": id_, "what": Action.POST, "what_failed": reason})
            begin_trouble(tx, id_, reason, at)

        await self._database.write(work)

    async def revive(self, id_: PostId, action: Action, now: datetime) -> bool:
        values = {"id": id_, "what": action, "now": to_micros(now)}
        return await self._database.write(lambda tx: tx.run(_REVIVE, values) == 1)

    async def message_of(self, id_: PostId) -> MessageId | None:
        values = {"id": id_, "what": Action.POST}
        row = await self._database.read(lambda tx: tx.one(_MESSAGE, values))
        return row[0] if row else None

    async def trouble_of(self, id_: PostId) -> str:
        values = {"id": id_, "what": Action.POST}
        row = await self._database.read(lambda tx: tx.one(_TROUBLE, values))
        return row[0] if row else ""

    async def _change(self, statement: Any, id_: PostId, action: Action, **values: Any) -> None:
        await self._database.write(lambda tx: tx.run(statement, {"id": id_, "what": action, **values}))


def add_delivery(tx: Transaction, id_: PostId, action: Action, now: datetime) -> None:
    """Put something into the outbox, unless it is there already."""
    values = {
        "post": id_,
        "action": action,
        "state": DeliveryState.CLAIMED,
        "attempts": 0,
        "message": None,
        "error": "",
    }
    moments = dict.fromkeys(("created_at", "due_at", "changed_at"), to_micros(now))
    tx.run(_ADD, {**values, **moments})


def enqueue_close(tx: Transaction, id_: PostId, now: datetime) -> None:
    """Put the last change of a post into the outbox; a round is ended by it."""
    add_delivery(tx, id_, Action.CLOSE, now)
    tx.run(_END, {"id": id_})


def _to_delivery(row: Row) -> Delivery:
    action, state, attempts, message, *post = row
    round_, announcement = tuple(post[: len(ROUND_COLUMNS)]), tuple(post[len(ROUND_COLUMNS) :])
    return Delivery(
        post=to_round(round_) if round_[0] else to_announcement(announcement),
        action=Action(action),
        state=DeliveryState(state),
        attempts=attempts,
        message=message,
    )
