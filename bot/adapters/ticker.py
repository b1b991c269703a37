"""Rings at a steady pace; what is due is worked out by whoever listens."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.base import BaseTrigger

from bot.app.underway import UnderWay
from bot.ports.outside import Clock
from bot.ports.trouble import NotKept

log = structlog.get_logger()

Listener = Callable[[], Awaitable[object]]

PATIENCE = 2.0
"""Seconds that the end waits for listeners at work."""

WATCH_EVERY = 1.0
JUMP = timedelta(seconds=2)
"""How far the machine's clock moves away from its steady one before we call it a jump."""


class Pace(BaseTrigger):  # type: ignore[misc] # the library has no types
    """So many seconds after the last ring; rings that a sleep or a jump left out are not made up for."""

    def __init__(self, seconds: float) -> None:
        self._pause = timedelta(seconds=seconds)

    def get_next_fire_time(self, previous: datetime | None, now: datetime) -> datetime:
        return max(previous or now, now) + self._pause


@asynccontextmanager
async def ringing(listeners: Mapping[Listener, float], clock: Clock) -> AsyncIterator[None]:
    """Call each listener every so many seconds, never twice at once, until the block ends.

    A listener that raises is logged and called again at its next turn; one at work at the end may finish.
    """
    scheduler, under_way = AsyncIOScheduler(timezone=UTC), UnderWay()
    for listener, seconds in listeners.items():
        # without a grace time APScheduler drops a ring that comes a second late
        scheduler.add_job(
            _guarded, Pace(seconds), [listener, under_way], misfire_grace_time=None, coalesce=True
        )
    scheduler.start()
    watching = asyncio.create_task(_watch(scheduler, clock), name="watch of the clock")
    try:
        yield
    finally:
        watching.cancel()
        scheduler.pause()
        await under_way.settle(PATIENCE)
        scheduler.shutdown(wait=False)


async def _watch(scheduler: AsyncIOScheduler, clock: Clock) -> None:
    """Ring at once after a jump: APScheduler would sleep until a clock put back shows the old time again."""
    steady = _steady(clock)
    while True:
        await asyncio.sleep(WATCH_EVERY)
        jump, steady = _steady(clock) - steady, _steady(clock)
        if abs(jump) >= JUMP:
            log.warning("the machine's clock has jumped", seconds=jump.total_seconds())
            for job in scheduler.get_jobs():
                job.modify(next_run_time=clock.now())


def _steady(clock: Clock) -> datetime:
    """Stays the same as long as both of the machine's clocks go at one pace."""
    return clock.now() - timedelta(seconds=time.monotonic())


async def _guarded(listener: Listener, under_way: UnderWay) -> None:
    name = getattr(listener, "__name__", "listener")
    with under_way.here():
        try:
            await listener()
        except NotKept as trouble:  # said by the store already, and over by the next turn or the one after
            log.warning("a look at the clock was in vain", why=str(trouble))
        except asyncio.CancelledError:
            # the end of the block, which APScheduler would log as a failure
            log.info("a look at the clock was interrupted", listener=name)
        except Exception:
            log.exception("a look at the clock failed", listener=name)
