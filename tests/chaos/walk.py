"""A random walk: people at work on both platforms, and a bot that is killed again and again.

Everything is drawn from the seed. Real time and real processes do the rest, so that the same seed gives the
same plan and nearly the same walk.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from datetime import timedelta
from pathlib import Path
from random import Random

from bot.adapters.clock import SystemClock
from tests.chaos import plan
from tests.chaos.life import Lives
from tests.chaos.moments import Moments
from tests.chaos.people import LIVE_ROOM, Person
from tests.chaos.record import Record
from tests.chaos.seats import OnDiscord, OnSlack, Seat
from tests.chaos.trouble import Trouble
from tests.e2e.process import environment
from tests.faults import places
from tests.platforms.discord import LoopbackDiscord
from tests.platforms.discord.loopback import MANAGER
from tests.platforms.slack import LoopbackSlack
from tests.platforms.slack.world import Channel

LIVE = "C0RACE"
OUTAGE = 140.0  # seconds, more than a question may be late; once in a long walk
LONG = 60  # crashes
FIRST_VERDICT_WITHIN = 30.0  # seconds
PLANNED = timedelta(hours=12)
SETTLES_WITHIN = 420.0  # seconds; the longest pause between two tries is 300
LOOKS_WITHIN = 30.0  # seconds; a look comes every few
LOOKED = "SELECT looked_until FROM ticker"
PENDING = "SELECT post FROM deliveries WHERE state IN ('claimed', 'sending')"
RACING = "SELECT channel FROM live_quizzes WHERE phase <> 'ended'"
TO_CLOSE = """SELECT id FROM rounds JOIN deliveries ON post = id AND action = 'post' AND state = 'posted'
    WHERE NOT ended AND kind <> 'live'"""


class Walk:
    """Once it has been played, `due` are the slots that fell due within it, and `seconds` is its length.

    `failing` platforms fail now and then beside the crashes, which takes some time to settle in the end.
    """

    def __init__(
        self,
        folder: Path,
        seed: int,
        people: int,
        discord: LoopbackDiscord,
        slack: LoopbackSlack,
        failing: bool = True,
    ) -> None:
        self.discord, self.slack, self.record = discord, slack, Record()
        self.random, self.seed, self._failing = Random(seed), seed, failing
        self.trouble = Trouble(discord, slack, Random(f"{seed} trouble"), self.record)
        self.lives = Lives(folder, environment(folder, discord, slack), discord, slack)
        self._moments = Moments(self.random, self.trouble, self.lives)
        self.rooms = self._rooms()
        guild, team = discord.world.guild, slack.world.team
        self.channels = {f"discord:{guild}/{room}": room for room in self.rooms[0]}
        self.channels |= {f"slack:{team}/{room}": room for room in self.rooms[1]}
        names = list(self.channels)
        self.rows = plan.rows([(names[0], names[1]), (names[3], names[4])])
        self.people = [self._person(number) for number in range(people)]
        self.due: list[plan.Due] = []
        self.crashes = 0
        self.seconds = 0.0
        self.ended_at = SystemClock().now()

    def _rooms(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Two channels with schedules and one for races, on Discord and on Slack."""
        self.discord.world.add_channel("race")
        self.slack.world.channels[LIVE] = Channel(LIVE, "race")
        return tuple(self.discord.world.channels), tuple(self.slack.world.channels)

    def _person(self, number: int) -> Person:
        """Every other one is on Discord."""
        name = f"ann{number}"
        on_discord = OnDiscord(self.discord, name, self.rooms[0])
        self.discord.world.join(self.discord.person(name))
        seat: Seat = OnSlack(self.slack, name, self.rooms[1]) if number % 2 else on_discord
        return Person(seat, self.record, Random(f"{self.seed} {name}"), self.lives.heard)

    async def play(
        self, crashes: int, minutes: float = 0.0, told: Callable[["Walk"], None] = lambda _: None
    ) -> None:
        """So many crashes, or as many as come in so many minutes; then calm, until all has settled.

        `told` hears of every crash.
        """
        await self._begin()
        loop = asyncio.get_running_loop()
        ends = loop.time() + 60 * minutes if minutes else float("inf")
        began = loop.time()
        outage = self.random.randrange(crashes // 4, crashes) if crashes >= LONG else -1
        async with self._crowd():
            await self._verdict()
            while self.crashes < crashes and loop.time() < ends:
                await self._live_and_die()
                await self._pause(is_outage=self.crashes == outage)
                self.crashes += 1
                told(self)
        self.seconds = loop.time() - began
        await self._settle()

    async def _begin(self) -> None:
        """The first look at every schedule, from which on its slots fall due."""
        self.discord.world.join(self.discord.person(places.BOSS), self.discord.world.admin_role)
        now = SystemClock().now()
        far = plan.slots(self.rows, now, now + PLANNED)
        plan.write(self.lives.folder / "study.yaml", self.rows, far)
        await self.lives.spawn()
        await self.lives.listens()
        while len(looks := self.lives.rows(LOOKED)) < len(self.rows):  # noqa: ASYNC110 - a database tells nobody
            await asyncio.sleep(0.02)
        looked = min(micros for (micros,) in looks)
        self.due = [each for each in far if each.at.timestamp() * 1e6 > looked]
        for place in (
            places.OnDiscord(self.discord, self.rooms[0][0]),
            places.OnSlack(self.slack, self.rooms[1][0]),
        ):
            await place.compete()

    async def _verdict(self) -> None:
        """Nothing is killed before anybody has read of anything that could be lost."""
        async with asyncio.timeout(FIRST_VERDICT_WITHIN):
            while not self.record.told:  # noqa: ASYNC110 - many could be the one who reads it
                await asyncio.sleep(0.02)

    @asynccontextmanager
    async def _crowd(self) -> AsyncIterator[None]:
        tasks = [asyncio.create_task(self._acts(person)) for person in self.people]
        if self._failing:
            tasks.append(asyncio.create_task(self._troubles()))
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            for result in await asyncio.gather(*tasks, return_exceptions=True):
                if isinstance(result, Exception):
                    raise result

    async def _acts(self, person: Person) -> None:
        while True:
            await self.lives.up.wait()
            await person.act()

    async def _troubles(self) -> None:
        while True:
            await self.lives.up.wait()
            await asyncio.sleep(self.trouble.pause())
            self.trouble.order()

    async def _live_and_die(self) -> None:
        if self.crashes:
            await self.lives.spawn()
        async with AsyncExitStack() as held:
            how = await self._moments.come(held, is_first=not self.crashes)
            await self.lives.kill()
        self.record.note("crash", how)

    async def _pause(self, is_outage: bool) -> None:
        """Dead for a while; sometimes long enough for Discord to forget which nonces it has seen."""
        self.trouble.calm()
        if self.random.random() < 0.5:
            self.discord.world.nonces.clear()
        short = self.random.random() < 0.7
        await asyncio.sleep(
            OUTAGE if is_outage else self.random.uniform(0, 0.4) if short else self.random.uniform(0.5, 4)
        )

    async def _settle(self) -> None:
        """Nothing fails any more, no slot falls due any more, and the last races are stopped."""
        self.trouble.calm()
        self.ended_at = SystemClock().now()
        self.due = [each for each in self.due if each.at <= self.ended_at]
        plan.write(self.lives.folder / "study.yaml", self.rows, self.due)
        await self.lives.spawn()
        await self.lives.listens()
        await self._calms(self._has_to_look, LOOKS_WITHIN)
        await self._calms(self._is_busy, SETTLES_WITHIN)
        await self.lives.stop()

    async def _calms(self, busy: Callable[[], bool], within: float) -> None:
        """Wait until it is no longer so; if it stays so, the judge says what is missing."""
        with suppress(TimeoutError):
            async with asyncio.timeout(within):
                while busy():
                    await self._stop_races()
                    await asyncio.sleep(0.3)

    def _has_to_look(self) -> bool:
        return len(self.lives.rows("SELECT 1 FROM slots")) < len(self.due)

    def _is_busy(self) -> bool:
        rows, end = self.lives.rows, self.ended_at.timestamp()
        return any(map(rows, (PENDING, RACING, f"{TO_CLOSE} AND closes_at <= {end * 1e6:.0f}")))

    def _boss(self, place: int) -> Seat:
        if place == 0:
            return OnDiscord(self.discord, places.BOSS, self.rooms[0], MANAGER)
        return OnSlack(self.slack, places.BOSS, self.rooms[1])

    async def _stop_races(self) -> None:
        """A manager may end any race: who asks for one where one runs is led to it."""
        for (channel,) in self.lives.rows(RACING):
            boss = self._boss(list(self.channels).index(channel) // len(self.rooms[0]))
            with suppress(TimeoutError, LookupError):
                said = await boss.type("quiz live 2 5s", LIVE_ROOM)
                panel = await boss.press(said, "Host") if "Host" in said.buttons else said
                await boss.press(panel, "Stop")
