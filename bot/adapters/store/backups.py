"""A copy of the database every day, and no more of them than are wanted."""

import asyncio
import re
import sqlite3
import threading
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from pathlib import Path

import structlog

from bot.adapters.store.files import copy
from bot.domain.occurrences import instant
from bot.ports.outside import Clock

AFTER_A_FAILURE = timedelta(hours=1)
_DAILY = re.compile(r"study-\d{4}-\d\d-\d\d\.db")

log = structlog.get_logger()


class DailyBackups:
    """Keeps the newest `keep` copies of `path` in `folder`, a new one from `at` o'clock of each day on.

    What is due is told by the names that are there, so that a start makes up for what was missed.
    """

    def __init__(self, path: Path, folder: Path, keep: int, at: time, zone: tzinfo, clock: Clock) -> None:
        self._path = path
        self._folder = folder
        self._keep = keep
        self._at = at
        self._zone = zone
        self._clock = clock
        self._rests_until: datetime | None = None
        self._closing = threading.Event()

    async def look(self) -> None:
        """Make the copy that is due, in a thread and on a connection of its own: nobody waits for it."""
        now = self._clock.now()
        if not self._keep or (self._rests_until is not None and now < self._rests_until):
            return
        target = self._folder / f"study-{self._day(now).isoformat()}.db"
        if target.exists():
            return
        try:
            await asyncio.to_thread(self._back_up, target)
        except (OSError, sqlite3.Error) as error:
            if not self._closing.is_set():
                self._rests_until = now + AFTER_A_FAILURE
                log.error("backup.failed", file=str(target), error=str(error))
        else:
            log.info("backup.made", file=str(target))

    def latest(self) -> datetime | None:
        """When the newest copy that is there was made."""
        times = [each.stat().st_mtime for each in copies_in(self._folder)]
        return datetime.fromtimestamp(max(times), UTC) if times else None

    def close(self) -> None:
        """Give up a copy that is being made."""
        self._closing.set()

    def _day(self, now: datetime) -> date:
        """The last date whose hour for copies has come."""
        today = now.astimezone(self._zone).date()
        return today if instant(today, self._at, self._zone) <= now else today - timedelta(days=1)

    def _back_up(self, target: Path) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        for cut_off in self._folder.glob(".study-*.part*"):
            cut_off.unlink(missing_ok=True)
        copy(self._path, target, self._closing.is_set)
        for old in copies_in(self._folder)[: -self._keep]:
            old.unlink()


def copies_in(folder: Path) -> list[Path]:
    """The daily copies that lie in a folder, oldest first."""
    return sorted(each for each in folder.glob("*.db") if _DAILY.fullmatch(each.name))
