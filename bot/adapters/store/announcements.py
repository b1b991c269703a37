"""Announcements: claimed with their outbox entry, one for each kind and subject."""

from collections.abc import Sequence

from sqlalchemy import exists, select
from sqlalchemy.dialects.sqlite import insert

from bot.adapters.store.codec import ANNOUNCEMENT_COLUMNS, from_announcement, to_announcement
from bot.adapters.store.database import Database
from bot.adapters.store.outbox import add_delivery
from bot.adapters.store.tables import announcements, deliveries
from bot.adapters.store.transaction import Transaction, given
from bot.domain.announcement import Announcement
from bot.domain.ids import ChannelId
from bot.ports.records import Action, DeliveryState

_ADD = insert(announcements).on_conflict_do_nothing()
_NEVER_POSTED = exists().where(
    deliveries.c.post == announcements.c.id,
    deliveries.c.action == Action.POST.value,
    deliveries.c.state == DeliveryState.FAILED.value,
)
_LATEST = (
    select(*ANNOUNCEMENT_COLUMNS)
    .where(announcements.c.channel == given("channel"), ~_NEVER_POSTED)
    .order_by(announcements.c.opened_at.desc())
    .limit(given("limit"))
)


class SqliteAnnouncements:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def claim(self, announcement: Announcement) -> bool:
        return await self._database.write(lambda tx: announce(tx, announcement))

    async def latest(self, channel: ChannelId, limit: int) -> Sequence[Announcement]:
        values = {"channel": channel, "limit": limit}
        rows = await self._database.read(lambda tx: tx.all(_LATEST, values))
        return [to_announcement(row) for row in rows]


def announce(tx: Transaction, announcement: Announcement) -> bool:
    """Keep an announcement with its outbox entry; False if there is one of its kind and subject."""
    if tx.run(_ADD, from_announcement(announcement)) != 1:
        return False
    add_delivery(tx, announcement.id, Action.POST, announcement.opened_at)
    return True


def announce_all(tx: Transaction, news: Sequence[Announcement]) -> bool:
    """The same in several channels; False if any of them has heard before."""
    return all([announce(tx, one) for one in news])
