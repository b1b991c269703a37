"""Fault 15 on the real process: a deleted channel, an archived thread, and a person who has left."""

import json
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from bot.adapters.clock import SystemClock
from bot.domain.trouble import HALT_AFTER
from tests.faults.clocks import OwnClock
from tests.faults.lives import Lives
from tests.faults.places import BOSS, OnDiscord, OnSlack
from tests.faults.test_exactly_once import is_there_once
from tests.faults.test_gone_process import (
    APART,
    LOOKED,
    TITLE,
    Archived,
    Broken,
    WithoutPermission,
    assert_halted,
    mark,
    micros,
    until_told,
    write,
)

pytestmark = pytest.mark.long

THREAD = "300000000000000001"
REFUSED = "SELECT error FROM deliveries WHERE action = 'post' AND state = 'failed'"
SET = "SELECT 1 FROM review_settings WHERE next_at IS NOT NULL GROUP BY 1 HAVING count(*) = 2"
STOPPED = """SELECT 1 FROM review_settings WHERE next_at IS NULL AND stopped != ''
    GROUP BY 1 HAVING count(*) = 2"""


@dataclass(frozen=True)
class Deleted(WithoutPermission):
    reason: str = "not on Discord"

    async def close(self) -> None:
        await self.place.server.delete_channel(self.place.room)


@dataclass(frozen=True)
class Lost(Archived):
    reason: str = "sees no channel"

    async def close(self) -> None:
        channels = self.place.server.world.channels
        channels["C0GONE"] = channels.pop(self.place.room)


async def test_a_deleted_channel_is_told_of_once_and_stops_its_schedule(
    bot: Lives, on_discord: tuple[OnDiscord, OnDiscord], on_slack: tuple[OnSlack, OnSlack]
) -> None:
    """Three refusals in a row, and nothing at the fourth time."""
    both: list[Broken] = [Deleted(on_discord[0]), Lost(on_slack[0])]
    write(bot, both, [SystemClock().now() + timedelta(hours=12)])
    await bot.start()
    for broken in both:
        await broken.seen()
    first = await mark(bot)
    for broken in both:
        await broken.close()
    await bot.kill()

    due = [first + timedelta(seconds=second) for second in range(1, HALT_AFTER + 1)]
    fourth = due[-1] + APART
    write(bot, both, [*due, fourth])
    await bot.start()
    for broken in both:
        await until_told(bot, broken, 2)
        assert TITLE in broken.told()[0], broken
        assert broken.reason in broken.told()[0], broken
        assert f"Schedule {broken.schedule} has stopped asking" in broken.told()[1]
    await bot.until(LOOKED, moment=micros(fourth))
    for broken in both:
        assert_halted(bot, broken)
        assert len(broken.told()) == 2, broken
    await bot.end_well()


async def test_an_archived_thread_is_opened_again_and_a_locked_one_is_told_of(
    bot: Lives, on_discord: tuple[OnDiscord, OnDiscord]
) -> None:
    server, room = on_discord[0].server, on_discord[0].room
    server.world.add_thread(THREAD, room, "daily questions")
    place = OnDiscord(server, THREAD)
    due = {"times": [f"{SystemClock().now() + timedelta(seconds=8):%H:%M:%S}"], "open_for": "10s"}
    daily = {"id": "daily", "channel": place.channel, "zone": "UTC", **due}
    (bot.folder / "study.yaml").write_text(json.dumps({"timezone": "UTC", "schedules": [daily]}))
    await bot.start()
    await WithoutPermission(on_discord[0]).seen()
    await is_there_once(bot, place)
    await server.archive(THREAD)
    await server.wait_for(lambda: "A" not in place.shown()[0].buttons, within=30)
    await server.archive(THREAD)
    await place.ask()
    await is_there_once(bot, place, messages=2)

    await server.archive(THREAD, locked=True)
    await place.ask()
    await bot.until(REFUSED)
    await server.wait_for(lambda: server.direct(BOSS), within=20)
    [told] = server.direct(BOSS)
    assert "archived and locked" in told.text
    assert len(place.shown()) == 2
    await bot.end_well()


async def test_reminders_of_somebody_who_has_left_end_after_one_try(
    bot: Lives, tmp_path: Path, on_discord: tuple[OnDiscord, OnDiscord], on_slack: tuple[OnSlack, OnSlack]
) -> None:
    discord, slack, clock = on_discord[0].server, on_slack[0].server, OwnClock(tmp_path)
    bot.settings.update(clock.settings)
    bob = discord.person("bob")["id"]
    at = f"{clock.now() + timedelta(minutes=30):%H:%M}"
    await bot.start()
    await discord.wait_for(lambda: discord.gateway.is_listened_to and discord.world.commands, 20)
    await (await discord.slash("review", {"add": "attention-scaling-factor"}, "bob")).answered()
    await (await discord.slash("review", {"remind": at, "zone": "UTC"}, "bob")).answered()
    await slack.command("review add attention-scaling-factor", "grace")
    await slack.command(f"review remind {at} UTC", "grace")
    await bot.until(SET)

    discord.world.closed.add(bob)
    slack.world.user("grace").deleted = True
    clock.jump(minutes=31)
    await bot.until(STOPPED)
    [room] = [id_ for id_, who in discord.world.dms.items() if who == bob]
    assert len(discord.sent("POST", f"/channels/{room}/messages")) == 1
    assert len(slack.calls("chat.postMessage")) == 1
    assert discord.direct("bob") == []
    await bot.end_well()
