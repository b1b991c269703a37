"""A soak: the process between loopback platforms, people who use it at a steady pace, and its memory."""

import asyncio
import json
import random
import statistics
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from bot.adapters.clock import SystemClock
from tests.e2e.process import environment, started
from tests.platforms.discord import LoopbackDiscord
from tests.platforms.slack import LoopbackSlack
from tests.soak.people import Crowd, OnDiscord, OnSlack, act, script

RATE = 50.0  # interactions a second, half of them on each platform
PEOPLE = 300  # on each platform
ASK_EVERY = timedelta(minutes=2)
OPEN_FOR = "90s"
SAMPLES_A_RUN = 120
SCRIPTED = 0.1  # seconds between two presses of the script that is turned away
SLOPE_FROM = timedelta(minutes=10)
"""Shorter runs are all warming up, so that nothing is concluded from their slope."""
STEEPEST = 0.3  # megabytes a minute


@dataclass
class Soak:
    seconds: list[float] = field(default_factory=list)
    megabytes: list[float] = field(default_factory=list)
    latencies: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    turned_away: int = 0

    def sample(self, at: float, pid: int) -> None:
        rows = dict(row.split(":", 1) for row in Path(f"/proc/{pid}/status").read_text().splitlines())
        self.seconds.append(at)
        self.megabytes.append(int(rows["VmRSS"].split()[0]) / 1024)

    @property
    def slope(self) -> float:
        """Megabytes a minute over the last two thirds of the run."""
        first = len(self.seconds) // 3
        fitted = statistics.linear_regression(self.seconds[first:], self.megabytes[first:])
        return 60 * fitted.slope

    def report(self) -> dict[str, Any]:
        hundredths = statistics.quantiles(self.latencies, n=100)
        thirds = [
            self.megabytes[n * len(self.megabytes) // 3 :][: len(self.megabytes) // 3] for n in range(3)
        ]
        return {
            "seconds": round(self.seconds[-1]),
            "interactions": len(self.latencies),
            "per_second": round(len(self.latencies) / self.seconds[-1], 1),
            "acknowledged_ms": {
                "p50": round(1000 * hundredths[49], 1),
                "p99": round(1000 * hundredths[98], 1),
                "max": round(1000 * max(self.latencies), 1),
            },
            "unacknowledged": self.failures,
            "turned_away": self.turned_away,
            "megabytes": {
                "first": round(self.megabytes[0], 1),
                "last": round(self.megabytes[-1], 1),
                "most": round(max(self.megabytes), 1),
                "thirds": [round(statistics.median(third), 1) for third in thirds],
                "a_minute": round(self.slope, 3),
            },
            "samples": [
                [round(at), round(size, 1)] for at, size in zip(self.seconds, self.megabytes, strict=True)
            ],
        }

    @property
    def verdict(self) -> str:
        """Empty if all is well."""
        if self.failures:
            return f"{len(self.failures)} interactions were not acknowledged"
        if self.seconds[-1] >= SLOPE_FROM.total_seconds() and self.slope > STEEPEST:
            return f"memory grows by {self.slope:.2f} MB a minute"
        return ""


async def soak(minutes: float, seed: int = 1) -> Soak:
    chance, done = random.Random(seed), Soak()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        async with LoopbackDiscord() as discord, LoopbackSlack() as slack:
            discord.interactions.impatient = False
            _configure(folder, discord, minutes)
            async with started(environment(folder, discord, slack), folder / "log") as bot:
                await discord.wait_for(lambda: discord.gateway.is_listened_to and discord.world.commands, 20)
                crowds = (OnDiscord(discord, chance), OnSlack(slack, chance))
                await _keep_busy(done, crowds, chance, 60 * minutes, bot.process.pid)
                await bot.stop()
            text = await asyncio.to_thread((folder / "log").read_text)
            done.failures += ["the log has a traceback"] if "Traceback" in text else []
    return done


async def _keep_busy(
    done: Soak, crowds: tuple[OnDiscord, OnSlack], chance: random.Random, seconds: float, pid: int
) -> None:
    loop = asyncio.get_running_loop()
    start, number, step = loop.time(), 0, max(1.0, seconds / SAMPLES_A_RUN)
    pushy = asyncio.create_task(script(crowds[0], "eve", SCRIPTED, start + seconds))
    running: set[asyncio.Task[None]] = set()
    done.sample(0.0, pid)
    while (at := loop.time() - start) < seconds:
        task = asyncio.create_task(_act(done, crowds[number % 2], f"p{chance.randrange(PEOPLE)}", chance))
        running.add(task)
        task.add_done_callback(running.discard)
        number += 1
        if at >= len(done.seconds) * step:
            done.sample(at, pid)
            for crowd in crowds:
                crowd.forget()
        await asyncio.sleep(max(0.0, start + number / RATE - loop.time()))
    await asyncio.gather(*running)
    done.turned_away = await pushy
    done.sample(loop.time() - start, pid)


async def _act(done: Soak, crowd: Crowd, who: str, chance: random.Random) -> None:
    try:
        done.latencies.append(await act(crowd, who, chance))
    except (TimeoutError, LookupError, ValueError) as problem:
        done.failures.append(f"{type(crowd).__name__}: {problem!r}"[:200])


def _configure(folder: Path, discord: LoopbackDiscord, minutes: float) -> None:
    """A question in a channel of each platform at once, and then every two minutes."""
    first = SystemClock().now() + timedelta(seconds=6)
    count = int(timedelta(minutes=minutes) / ASK_EVERY) + 1
    times = sorted({f"{first + n * ASK_EVERY:%H:%M:%S}" for n in range(count)})
    channels: Sequence[str] = (
        f"discord:{discord.world.guild}/{discord.first_channel}",
        "slack:T0STUDY/C0GENERAL",
    )
    schedules = [
        {"id": f"soak-{n}", "channel": channel, "times": times, "zone": "UTC", "open_for": OPEN_FOR}
        for n, channel in enumerate(channels)
    ]
    (folder / "study.yaml").write_text(json.dumps({"timezone": "UTC", "schedules": schedules}))
