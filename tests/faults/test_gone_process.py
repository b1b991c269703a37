"""Fault 15 on the real process: a channel that takes no post any more, and the schedule that asks there.

What else people take away from the bot is in tests/faults/gone, where days pass by a stopped clock.
"""

import asyncio
import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol

import pytest

from bot.adapters.clock import SystemClock
from bot.domain.trouble import HALT_AFTER
from tests.faults.lives import Lives
from tests.faults.places import BOSS, OnDiscord, OnSlack, Place
from tests.faults.test_exactly_once import is_there_once
from tests.platforms.discord.loopback import MANAGER

pytestmark = pytest.mark.long

APART = timedelta(seconds=6)  # more than between two looks, so that each meets one due time at most
REFUSED = (
    "SELECT error FROM deliveries JOIN rounds ON id = post WHERE state = 'failed' AND channel = :channel"
)
HALTED = "SELECT 1 FROM setbacks WHERE halted_at IS NOT NULL AND channel = :channel"
MARK = "SELECT max(looked_until) FROM ticker"
LOOKED = "SELECT 1 FROM ticker GROUP BY 1 HAVING count(*) = 2 AND min(looked_until) >= :moment"
UNTOLD = (
    "SELECT reason FROM troubles WHERE NOT is_told UNION ALL SELECT reason FROM setbacks WHERE NOT is_told"
)
TITLE = "A channel takes no post of mine"


class Broken(Protocol):
    """A channel that the bot has lost, with a schedule."""

    @property
    def place(self) -> Place: ...

    @property
    def schedule(self) -> str: ...

    @property
    def reason(self) -> str:
        """What managers read of it."""
        ...

    async def close(self) -> None: ...

    async def open(self) -> None: ...

    async def seen(self) -> None:
        """The boss acts as a manager, so that there is somebody to tell."""
        ...

    def told(self) -> list[str]:
        """What the boss got in direct messages."""
        ...

    async def resume(self) -> None:
        """Comes back when the boss has read that it asks again."""
        ...


@dataclass(frozen=True)
class WithoutPermission:
    """Send Messages is withdrawn; the boss resumes by the button."""

    place: OnDiscord
    schedule: str = "of-discord"
    reason: str = "lacks Send Messages in #general"

    async def close(self) -> None:
        await self.place.server.deny(self.place.room, "send_messages")

    async def open(self) -> None:
        await self.place.server.deny(self.place.room)

    async def seen(self) -> None:
        server = self.place.server
        server.world.join(server.person(BOSS), server.world.admin_role)
        await (await server.slash("managers", {}, BOSS, MANAGER)).answered()

    def told(self) -> list[str]:
        return [message.text for message in self.place.server.direct(BOSS)]

    async def resume(self) -> None:
        server = self.place.server
        click = await server.click(server.direct(BOSS)[-1], f"Resume {self.schedule}", BOSS)
        assert f"Schedule {self.schedule} resumed" in (await click.answered()).reply.text


@dataclass(frozen=True)
class Archived:
    """The boss resumes by the command."""

    place: OnSlack
    schedule: str = "of-slack"
    reason: str = "The channel <#C0GENERAL> is archived"

    async def close(self) -> None:
        self.place.server.world.channels[self.place.room].is_archived = True

    async def open(self) -> None:
        self.place.server.world.channels[self.place.room].is_archived = False

    async def seen(self) -> None:
        self.place.server.world.user(BOSS, admin=True)
        await self._typed("managers", "direct messages")

    def told(self) -> list[str]:
        return [message.words for message in self.place.server.direct(BOSS)]

    async def resume(self) -> None:
        await self._typed(f"schedule resume {self.schedule}", f"Schedule {self.schedule} resumed")

    async def _typed(self, command: str, answer: str) -> None:
        server = self.place.server
        await server.command(command, BOSS)
        await server.wait_for(lambda: any(answer in one.words for one in server.ephemerals(BOSS)))


async def test_a_lost_channel_stops_its_schedule_and_managers_hear_of_it_once_whatever_is_killed(
    bot: Lives, on_discord: tuple[OnDiscord, OnDiscord], on_slack: tuple[OnSlack, OnSlack]
) -> None:
    """Three refusals in a row, and nothing at the fourth time; resumed, it asks one question again."""
    both: list[Broken] = [WithoutPermission(on_discord[0]), Archived(on_slack[0])]
    now = SystemClock().now()
    write(bot, both, [now + timedelta(hours=12)])
    await bot.start()
    for broken in both:
        await broken.seen()
        await broken.close()
    first = await mark(bot)
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
    await bot.kill()

    now = SystemClock().now()
    write(bot, both, [now, *(now + APART * step for step in range(1, 5))])
    await bot.start()
    await bot.until(LOOKED, moment=micros(now))
    assert bot.rows(UNTOLD) == [], "the next look at notices would tell of it again"
    for broken in both:
        assert_halted(bot, broken)
        assert len(broken.told()) == 2, broken
        await broken.open()
        await broken.resume()
    for broken in both:
        await is_there_once(bot, broken.place)
        assert len(broken.told()) == 2, broken
    await bot.end_well()


def assert_halted(bot: Lives, broken: Broken) -> None:
    """By the database, and by what the platform has seen."""
    channel = broken.place.channel
    assert bot.rows(HALTED, channel=channel), broken
    assert len(bot.rows(REFUSED, channel=channel)) == HALT_AFTER, broken
    assert broken.place.deeds() == ["post"] * HALT_AFTER
    assert broken.place.shown() == []


async def until_told(bot: Lives, broken: Broken, times: int) -> None:
    try:
        async with asyncio.timeout(20):
            while len(broken.told()) < times:  # noqa: ASYNC110 - two platforms, one way to wait
                await asyncio.sleep(0.02)
    except TimeoutError:
        raise TimeoutError(f"{broken.told()}\n{bot.logged()}") from None


async def mark(bot: Lives) -> datetime:
    """The whole second before which the schedules have been looked at."""
    await bot.until(LOOKED, moment=0)
    [(looked,)] = bot.rows(MARK)
    return datetime.fromtimestamp(looked // 1_000_000, UTC)


def micros(moment: datetime) -> int:
    return round(moment.replace(microsecond=0).timestamp() * 1_000_000)


def write(bot: Lives, both: list[Broken], due: list[datetime]) -> None:
    """A schedule in each of the channels."""
    common = {"times": [f"{each:%H:%M:%S}" for each in due], "zone": "UTC", "open_for": "1h"}
    schedules = [{"id": each.schedule, "channel": each.place.channel, **common} for each in both]
    (bot.folder / "study.yaml").write_text(json.dumps({"timezone": "UTC", "schedules": schedules}))
