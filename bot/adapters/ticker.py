"""Rings at a steady pace; what is due is worked out by whoever listens."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

log = structlog.get_logger()

Listener = Callable[[], Awaitable[object]]


@asynccontextmanager
async def ringing(listeners: Mapping[Listener, float]) -> AsyncIterator[None]:
    """Call each listener every so many seconds, never twice at once, until the block ends.

    A listener that raises is logged and called again at its next turn.
    """
    scheduler = AsyncIOScheduler(timezone="UTC")
    for listener, seconds in listeners.items():
        # without a grace time APScheduler drops a ring that comes a second late
        scheduler.add_job(
            _guarded, "interval", [listener], seconds=seconds, misfire_grace_time=None, coalesce=True
        )
    scheduler.start()
    try:
        yield
    finally:
        scheduler.shutdown(wait=False)


async def _guarded(listener: Listener) -> None:
    try:
        await listener()
    except asyncio.CancelledError:
        # the end of the block, which APScheduler would log as a failure
        log.info("a look at the clock was interrupted", listener=getattr(listener, "__name__", "listener"))
    except Exception:
        log.exception("a look at the clock failed", listener=getattr(listener, "__name__", "listener"))
