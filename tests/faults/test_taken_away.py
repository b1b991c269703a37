"""Fault 15 on the real process: the bot is removed and invited again, and a moderator deletes its message."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

import pytest

from bot.adapters.clock import SystemClock
from tests.faults.lives import Lives
from tests.faults.places import OnDiscord, OnSlack
from tests.faults.test_exactly_once import is_there_once
from tests.faults.test_gone_process import (
    REFUSED,
    TITLE,
    Archived,
    Broken,
    WithoutPermission,
    until_told,
    write,
)

pytestmark = pytest.mark.long

CLOSED = """SELECT state FROM deliveries JOIN rounds ON id = post
    WHERE action = 'close' AND state IN ('failed', 'posted') AND channel = :channel"""
MOST_EDITS = 2
"""One that closes it, and one that may have wanted to bring it up to date."""


class Moderated(Broken, Protocol):
    async def delete(self, message: str) -> None: ...

    def edits(self, message: str) -> int:
        """How often the bot has tried to change it."""
        ...


@dataclass(frozen=True)
class Kicked(WithoutPermission):
    reason: str = "not on the server"

    async def close(self) -> None:
        await self.place.server.kick()

    async def open(self) -> None:
        await self.place.server.invite()

    async def delete(self, message: str) -> None:
        await self.place.server.delete_message(self.place.server.world.messages[message])

    def edits(self, message: str) -> int:
        return len(self.place.server.sent("PATCH", f"/channels/{self.place.room}/messages/{message}"))


@dataclass(frozen=True)
class Removed(Archived):
    reason: str = "not in the channel"

    async def close(self) -> None:
        self.place.server.world.channels[self.place.room].has_bot = False

    async def open(self) -> None:
        self.place.server.world.channels[self.place.room].has_bot = True

    async def delete(self, message: str) -> None:
        [deleted] = [one for one in self.place.server.messages(self.place.room) if one.ts == message]
        deleted.deleted = True

    def edits(self, message: str) -> int:
        calls = self.place.server.calls("chat.update")
        return len([call for call in calls if call.arguments["ts"] == message])


async def test_removed_and_invited_again_it_asks_once_and_a_deleted_message_is_let_go(
    bot: Lives, on_discord: tuple[OnDiscord, OnDiscord], on_slack: tuple[OnSlack, OnSlack]
) -> None:
    """The question of the first time is refused, and managers hear of it once; that of the second comes."""
    both: list[Moderated] = [Kicked(on_discord[0]), Removed(on_slack[0])]
    now = SystemClock().now()
    write(bot, [*both], [now + timedelta(seconds=8), now + timedelta(seconds=24)])
    await bot.start()
    for each in both:
        await each.seen()
        await each.close()
    for each in both:
        await bot.until(REFUSED, channel=each.place.channel)
        await each.open()
    for each in both:
        await is_there_once(bot, each.place)
        assert each.place.deeds() == ["post", "post"], each
        await until_told(bot, each, 1)
        [told] = each.told()
        assert TITLE in told
        assert each.reason in told

    for each in both:
        await each.place.ask()
        await is_there_once(bot, each.place, messages=2)
        last = each.place.shown()[-1].id
        await each.delete(last)
        await each.place.ask()  # which closes the one before
        assert await bot.until(CLOSED, channel=each.place.channel) == [("failed",)], each
        assert each.edits(last) <= MOST_EDITS, each
        assert len(each.place.shown()) == 2, each
        assert len(each.told()) == 1, "whoever deletes a message knows"
    await bot.end_well()
