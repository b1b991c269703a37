"""The daily copies: when one is due, how many are kept, what a failure does."""

import asyncio
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
import structlog

from bot.adapters.store import backups as module
from bot.adapters.store.backups import DailyBackups
from bot.adapters.store.files import copy
from bot.adapters.store.integrity import check_totals
from bot.adapters.store.opening import open_store
from bot.adapters.store.schema import prepare
from tests.builders import BERLIN
from tests.fakes import StoppedClock
from tests.store.builders import member

FOUR_IN_BERLIN = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def clock() -> StoppedClock:
    return StoppedClock(FOUR_IN_BERLIN - MINUTE)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "backups"


def daily(path: Path, folder: Path, clock: StoppedClock, keep: int = 3) -> DailyBackups:
    return DailyBackups(path, folder, keep, time(4), BERLIN, clock)


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir()) if folder.exists() else []


def write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


async def test_a_copy_is_made_once_a_day_from_its_hour_on(
    path: Path, folder: Path, clock: StoppedClock
) -> None:
    prepare(path)
    backups = daily(path, folder, clock)
    await backups.look()
    await backups.look()
    assert names(folder) == ["study-2026-11-22.db"]  # what yesterday missed
    clock.time = FOUR_IN_BERLIN
    await backups.look()
    assert names(folder) == ["study-2026-11-22.db", "study-2026-11-23.db"]
    assert check_totals(folder / "study-2026-11-23.db") == []


async def test_the_oldest_copies_go_and_nothing_else_does(
    path: Path, folder: Path, clock: StoppedClock
) -> None:
    prepare(path)
    write(folder / "study-by-hand.db", b"mine")
    write(folder / ".study-2026-11-01.db.77.part", b"of a process that was killed")
    for _ in range(5):
        await daily(path, folder, clock).look()
        clock.advance(days=1)
    kept = [f"study-{date(2026, 11, day)}.db" for day in (24, 25, 26)]
    assert names(folder) == [*kept, "study-by-hand.db"]


async def test_no_copy_is_made_where_none_is_to_be_kept(
    path: Path, folder: Path, clock: StoppedClock
) -> None:
    prepare(path)
    await daily(path, folder, clock, keep=0).look()
    assert names(folder) == []


async def test_a_copy_that_fails_is_said_leaves_nothing_and_is_tried_again_in_an_hour(
    path: Path, folder: Path, clock: StoppedClock
) -> None:
    write(path, b"no database" * 500)
    backups = daily(path, folder, clock)
    with structlog.testing.capture_logs() as lines:
        for _ in range(90):
            await backups.look()
            clock.advance(minutes=1)
    assert [line["event"] for line in lines] == ["backup.failed"] * 2
    assert names(folder) == []


async def test_answers_are_kept_while_a_copy_is_made(
    path: Path, folder: Path, clock: StoppedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    started, go_on = threading.Event(), threading.Event()

    def slow(source: Path, target: Path, stop: Callable[[], bool]) -> None:
        with closing(sqlite3.connect(source, isolation_level=None)) as reader:
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM persons").fetchone()  # reads, as a copy does
            started.set()
            assert go_on.wait(10)
        copy(source, target, stop)

    monkeypatch.setattr(module, "copy", slow)
    async with open_store(path) as store:
        looking = asyncio.create_task(daily(path, folder, clock).look())
        assert await asyncio.to_thread(started.wait, 10)
        async with asyncio.timeout(2):
            assert await member(store, "ada") == 1
        go_on.set()
        await looking
    async with open_store(folder / "study-2026-11-22.db") as copied:
        assert await member(copied, "ada") == 1


async def test_a_copy_that_is_being_made_is_given_up_at_the_end(
    path: Path, folder: Path, clock: StoppedClock
) -> None:
    prepare(path)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE bulk AS SELECT 1 AS n")
        for _ in range(16):
            connection.execute("INSERT INTO bulk SELECT n + 1 FROM bulk")
    backups = daily(path, folder, clock)
    backups.close()
    await backups.look()
    assert names(folder) == []
