"""What arrives together is committed together, and what fails fails alone."""

import asyncio
import sqlite3
import threading
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest
import structlog
from sqlalchemy import Column, Integer, MetaData, Table, func, select
from sqlalchemy.dialects.sqlite import insert

from bot.adapters.store.connection import open_raw
from bot.adapters.store.database import Database, Work, open_database
from bot.adapters.store.transaction import Transaction, given
from bot.ports.trouble import StoreBusy, StoreFull

NUMBERS = Table("numbers", MetaData(), Column("number", Integer, primary_key=True))
ADD = insert(NUMBERS)
ALL = select(NUMBERS.c.number).order_by(NUMBERS.c.number)
COUNT = select(func.count()).select_from(NUMBERS).where(NUMBERS.c.number < given("below"))


@pytest.fixture
async def database(path: Path) -> AsyncIterator[Database]:
    with closing(open_raw(path)) as connection:
        connection.execute("CREATE TABLE numbers (number INTEGER PRIMARY KEY CHECK (number < 1000))")
    async with open_database(path) as opened:
        yield opened


def add(number: int) -> Work[int]:
    def work(tx: Transaction) -> int:
        tx.run(ADD, {"number": number})
        return number

    return work


def add_and_fail(number: int) -> Work[int]:
    def work(tx: Transaction) -> int:
        tx.run(ADD, {"number": number})
        raise ValueError(number)

    return work


async def numbers(database: Database) -> list[int]:
    return [number for (number,) in await database.read(lambda tx: tx.all(ALL, {}))]


async def test_what_was_written_can_be_read(database: Database) -> None:
    assert await database.write(add(1)) == 1
    assert await numbers(database) == [1]
    assert await database.read(lambda tx: tx.one(COUNT, {"below": 5})) == (1,)


async def test_writes_that_arrive_together_share_a_commit(database: Database, path: Path) -> None:
    commits: list[str] = []
    await database.write(lambda tx: _trace(tx, commits))
    await asyncio.gather(*(database.write(add(number)) for number in range(30)))
    assert commits.count("COMMIT") == 2  # its own, and one for all of them
    assert await numbers(database) == list(range(30))


def _trace(tx: Transaction, statements: list[str]) -> None:
    tx._connection.set_trace_callback(statements.append)


async def test_a_failing_item_leaves_no_trace_and_its_neighbours_are_kept(database: Database) -> None:
    works = [add(1), add_and_fail(2), add(3), add(1), add(4)]
    told = await asyncio.gather(*map(database.write, works), return_exceptions=True)
    assert [type(outcome) for outcome in told] == [int, ValueError, int, sqlite3.IntegrityError, int]
    assert await numbers(database) == [1, 3, 4]


async def test_the_writer_outlives_a_commit_that_fails(
    database: Database, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.adapters.store.database.WAIT_FOR_OTHERS", 0.05)
    await database.write(lambda tx: tx._connection.execute("PRAGMA busy_timeout = 1") and None)
    with closing(open_raw(path)) as other:
        other.execute("BEGIN IMMEDIATE")
        told = await asyncio.gather(*(database.write(add(n)) for n in range(3)), return_exceptions=True)
        other.execute("ROLLBACK")
    assert {type(outcome) for outcome in told} == {StoreBusy}
    assert await database.write(add(7)) == 7
    assert await numbers(database) == [7]


async def test_what_another_process_holds_up_is_kept_once_it_lets_go(database: Database, path: Path) -> None:
    await database.write(lambda tx: tx._connection.execute("PRAGMA busy_timeout = 1") and None)
    with closing(open_raw(path)) as other:
        other.execute("BEGIN IMMEDIATE")
        waiting = [asyncio.create_task(database.write(add(n))) for n in range(3)]
        with structlog.testing.capture_logs() as lines:
            while len(lines) < 3:  # noqa: ASYNC110 - three tries in vain
                await asyncio.sleep(0.01)
        other.execute("ROLLBACK")
    assert await asyncio.gather(*waiting) == [0, 1, 2]
    assert await numbers(database) == [0, 1, 2]


async def test_a_full_database_says_so_and_goes_on_once_there_is_room(database: Database) -> None:
    def most(pages: int) -> Work[object]:
        return lambda tx: tx._connection.execute(f"PRAGMA max_page_count = {pages}").fetchone()

    def fill(tx: Transaction) -> None:
        tx.run_all(ADD, ({"number": -number} for number in range(1, 5000)))

    await database.write(most(3))
    told = await asyncio.gather(database.write(fill), database.write(add(1)), return_exceptions=True)
    assert type(told[0]) is StoreFull
    await database.write(most(1000))
    await database.write(fill)
    assert len(await numbers(database)) >= 4999


async def test_a_transaction_that_sqlite_gives_up_takes_its_whole_batch_along(database: Database) -> None:
    def give_up(tx: Transaction) -> None:
        tx._connection.execute("ROLLBACK")
        raise sqlite3.OperationalError("database or disk is full")

    works: list[Work[object]] = [add(1), give_up, add(2)]
    told = await asyncio.gather(*map(database.write, works), return_exceptions=True)
    assert [str(outcome) for outcome in told] == ["database or disk is full"] * 3
    assert await numbers(database) == []
    assert await database.write(add(3)) == 3


async def test_whoever_is_cancelled_before_the_batch_starts_writes_nothing(database: Database) -> None:
    waiting = asyncio.create_task(database.write(add(1)))
    await asyncio.sleep(0)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert await database.write(add(2)) == 2
    assert await numbers(database) == [2]


async def test_whoever_is_cancelled_during_the_batch_disturbs_nobody(database: Database) -> None:
    started, go_on = threading.Event(), threading.Event()
    committed: list[int] = []

    def slow(tx: Transaction) -> int:
        started.set()
        assert go_on.wait(5)
        return add(1)(tx)

    waiting = asyncio.create_task(database.write(slow, committed.append))
    neighbour = asyncio.create_task(database.write(add(2)))
    await asyncio.to_thread(started.wait, 5)
    waiting.cancel()
    go_on.set()
    assert await neighbour == 2
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert committed == [1]
    assert await numbers(database) == [1, 2]


async def test_closing_finishes_what_was_accepted(path: Path) -> None:
    with closing(open_raw(path)) as connection:
        connection.execute("CREATE TABLE numbers (number INTEGER PRIMARY KEY)")
    async with open_database(path) as database:
        waiting = [asyncio.create_task(database.write(add(number))) for number in range(600)]
        await asyncio.sleep(0)
    assert await asyncio.gather(*waiting) == list(range(600))
    with pytest.raises(RuntimeError, match="closed"):
        await database.write(add(601))
    with closing(open_raw(path)) as connection:
        assert connection.execute("SELECT count(*) FROM numbers").fetchone() == (600,)


async def test_no_thread_is_left_behind(path: Path) -> None:
    before = set(threading.enumerate())
    with pytest.raises(KeyError):
        async with open_database(path):
            raise KeyError
    for thread in set(threading.enumerate()) - before:
        thread.join(5)  # it ends a moment after it says so
        assert not thread.is_alive()
