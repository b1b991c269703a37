"""Announcements in memory."""

from collections.abc import Sequence

from bot.domain.announcement import Announcement
from bot.domain.ids import ChannelId
from bot.ports.records import Action, DeliveryState
from tests.fakes_store.kept import Group
from tests.fakes_store.rounds import enqueue


class MemoryAnnouncements(Group):
    async def claim(self, announcement: Announcement) -> bool:
        known = {(other.kind, other.subject) for other in self.kept.announcements.values()}
        if (announcement.kind, announcement.subject) in known:
            return False
        self.kept.announcements[announcement.id] = announcement
        enqueue(self.kept, announcement, Action.POST, announcement.opened_at)
        return True

    async def latest(self, channel: ChannelId, limit: int) -> Sequence[Announcement]:
        here = [
            one
            for one in self.kept.announcements.values()
            if one.channel == channel
            and self.kept.outbox[one.id, Action.POST].delivery.state is not DeliveryState.FAILED
        ]
        return sorted(here, key=lambda one: one.opened_at, reverse=True)[:limit]
