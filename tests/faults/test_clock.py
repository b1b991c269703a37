"""Fault 11: the machine's clock jumps under the running looks, or the machine sleeps for a day."""

import asyncio
import time as steady
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta, tzinfo
from functools import partial
from pathlib import Path

import pytest
import structlog
from apscheduler.schedulers import base
from sqlalchemy import select

from bot.adapters import ticker
from bot.adapters.store.database import open_database
from bot.adapters.store.opening import open_store
from bot.adapters.store.schedule_tables import slots
from bot.adapters.ticker import ringing
from bot.app.postman import Postman
from bot.app.tick import tick
from tests.builders import bank, question, schedule
from tests.contexts import context
from tests.fakes import RecordingChannels

EIGHT = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
PACE = 0.02  # seconds between two looks


class JumpingClock:
    """Goes as fast as the machine's steady clock, and jumps when told to."""

    def __init__(self, start: datetime) -> None:
        self._offset = start - timedelta(seconds=steady.monotonic())

    def now(self) -> datetime:
        return self._offset + timedelta(seconds=steady.monotonic())

    def jump(self, **span: float) -> None:
        self._offset += timedelta(**span)


@dataclass
class Machine:
    clock: JumpingClock
    channels: RecordingChannels
    path: Path
    looks: int = 0

    async def looked(self) -> None:
        """After two more looks; TimeoutError where the clock has silenced them."""
        wanted = self.looks + 2
        async with asyncio.timeout(3):
            while self.looks < wanted:  # noqa: ASYNC110 - the looks themselves are what is waited for
                await asyncio.sleep(PACE / 2)

    async def slots(self) -> list[tuple[str, str, str]]:
        """Day, time and what became of it."""
        wanted = select(slots.c.day, slots.c.time, slots.c.state).order_by(slots.c.day, slots.c.time)
        async with open_database(self.path) as database:
            rows = await database.read(lambda tx: tx.all(wanted, {}))
        return [(day[-2:], at[:5], state) for day, at, state in rows]


Start = Callable[..., AbstractAsyncContextManager[Machine]]


@pytest.fixture
def started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Start:
    """The running looks on a real store and a clock that is APScheduler's as well."""

    @asynccontextmanager
    async def start(*times: time) -> AsyncIterator[Machine]:
        clock = JumpingClock(EIGHT)

        class Datetime(datetime):
            @classmethod
            def now(cls, tz: tzinfo | None = None) -> "Datetime":
                return cls.fromtimestamp(clock.now().timestamp(), tz)

        monkeypatch.setattr(base, "datetime", Datetime)
        monkeypatch.setattr(ticker, "WATCH_EVERY", PACE)
        machine = Machine(clock, RecordingChannels(), tmp_path / "study.db")
        async with open_store(machine.path) as store:
            questions = bank(*(question(f"q{n}") for n in range(9)))
            ctx = context(store, machine.channels, clock, questions)
            asked = schedule(times=times, zone=UTC, open_for=timedelta(days=3))
            ctx = replace(ctx, file_schedules=(asked,))
            postman = Postman(ctx)

            async def look() -> None:
                await tick(ctx, postman)
                machine.looks += 1

            async with ringing({look: PACE, partial(asyncio.sleep, 0): 3600}, clock):
                await machine.looked()
                yield machine
            await postman.settle()

    return start


async def test_two_hours_ahead_asks_what_was_jumped_over_once_and_two_hours_back_asks_nothing_again(
    started: Start,
) -> None:
    async with started(time(9), time(9, 30), time(11)) as machine:
        machine.clock.jump(hours=2)
        await machine.looked()
        late = [("24", "09:00", "skipped"), ("24", "09:30", "asked")]
        assert await machine.slots() == late
        machine.clock.jump(hours=-2)
        await machine.looked()
        machine.clock.jump(hours=1, minutes=30)
        await machine.looked()
        assert await machine.slots() == late
        machine.clock.jump(hours=1, minutes=30)
        await machine.looked()
        assert await machine.slots() == [*late, ("24", "11:00", "asked")]
    assert machine.channels.posts == 2


async def test_a_clock_put_back_two_hours_does_not_silence_the_looks(started: Start) -> None:
    async with started(time(6, 30)) as machine:
        machine.clock.jump(hours=-2)
        await machine.looked()
        machine.clock.jump(minutes=31)
        await machine.looked()
        assert await machine.slots() == [("24", "06:30", "asked")]
    assert machine.channels.posts == 1


async def test_after_a_day_asleep_what_is_fresh_is_asked_and_the_rest_is_skipped_with_a_reason(
    started: Start,
) -> None:
    with structlog.testing.capture_logs() as lines:
        async with started(time(9), time(16)) as machine:
            machine.clock.jump(days=1, hours=2)
            await machine.looked()
            assert await machine.slots() == [
                ("24", "09:00", "skipped"),
                ("24", "16:00", "skipped"),
                ("25", "09:00", "asked"),
            ]
    assert machine.channels.posts == 1
    reasons = [line["why"] for line in lines if line["event"] == "question skipped"]
    assert len(reasons) == 2
    assert all("late; only what is less than" in reason for reason in reasons)
