"""One writer that commits what arrives together at once, and one reader beside it.

A commit waits for the disk, so it is what an answer costs. While one commit is on its way the next
units of work gather in a queue; the writer then runs all of them in one transaction and confirms each
of them only after the commit.
"""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import structlog

from bot.adapters.store.connection import Connection, connect
from bot.adapters.store.transaction import Transaction
from bot.adapters.store.trouble import is_busy, translated

T = TypeVar("T")
Work = Callable[[Transaction], T]

LARGEST_BATCH = 32
"""Units of work in one transaction; while a batch waits for the disk, those of the last one go on."""

WAIT_FOR_OTHERS = 30.0
"""Seconds that work waits while another process, such as somebody's sqlite3, writes to the database."""

log = structlog.get_logger()


@dataclass(slots=True, eq=False)
class _Item:
    work: Work[Any]
    done: asyncio.Future[Any]
    committed: Callable[[Any], None]


def _nothing(_: object) -> None:
    pass


class Database:
    """Runs units of work: functions that take a transaction and do not know of asyncio."""

    def __init__(self, writer: Connection, reader: Connection) -> None:
        self._writer = writer
        self._reader = reader
        self._queue: asyncio.Queue[_Item | None] = asyncio.Queue()
        self._closed = False

    async def read(self, work: Work[T]) -> T:
        """The result of a work that changes nothing; all it reads is of one moment."""
        return await self._reader.run(partial(_read, work))

    async def write(self, work: Work[T], committed: Callable[[T], None] = _nothing) -> T:
        """The result of a work, after its commit.

        A work that raises leaves no trace, and its exception is raised here. A work may be run twice, the
        first time in vain, so it changes nothing but the database. Whoever is cancelled while waiting cannot
        know whether the work was done; if it was, `committed` is called with its result in any case.
        NotKept: the disk or another process did not let it be kept.
        """
        if self._closed:
            raise RuntimeError("the store is closed")
        item = _Item(work, asyncio.get_running_loop().create_future(), committed)
        self._queue.put_nowait(item)
        result: T = await item.done
        return result

    async def maintain(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """The result of a work on the writing connection, between two batches, in no transaction."""
        return await self._writer.run(work)

    async def serve(self) -> None:
        """Commit what is written until `close`."""
        while (first := await self._queue.get()) is not None:
            batch = [first]
            while len(batch) < LARGEST_BATCH and not self._queue.empty():
                item = self._queue.get_nowait()
                if item is None:
                    self._queue.put_nowait(None)
                    break
                batch.append(item)
            await self._commit([item for item in batch if not item.done.cancelled()])

    def close(self) -> None:
        """Take no more work; `serve` returns once the work taken so far is done."""
        self._closed = True
        self._queue.put_nowait(None)

    async def _commit(self, batch: Sequence[_Item]) -> None:
        outcomes = await self._outcomes([item.work for item in batch])
        for item, outcome in zip(batch, outcomes, strict=True):
            _settle(item, outcome)

    async def _outcomes(self, works: Sequence[Work[Any]]) -> "Sequence[_Outcome]":
        clock = asyncio.get_running_loop().time
        until = clock() + WAIT_FOR_OTHERS
        while True:
            try:
                return await self._writer.run(partial(_commit, works))
            except Exception as error:  # noqa: BLE001 - the writer outlives whatever a commit may raise
                if not is_busy(error) or clock() >= until:
                    log.error("store.commit_failed", items=len(works), error=repr(error))
                    return [_Outcome(error=translated(error)) for _ in works]
                log.warning("store.waits_for_another_process", items=len(works))


@dataclass(frozen=True, slots=True)
class _Outcome:
    result: Any = None
    error: Exception | None = None


def _settle(item: _Item, outcome: _Outcome) -> None:
    if outcome.error is None:
        item.committed(outcome.result)
    if item.done.done():  # whoever waited has been cancelled
        return
    if outcome.error is None:
        item.done.set_result(outcome.result)
    else:
        item.done.set_exception(outcome.error)


def _commit(batch: Sequence[Work[Any]], connection: sqlite3.Connection) -> list[_Outcome]:
    # A savepoint makes SQLite copy every page before it changes, so only a batch that failed gets them.
    try:
        return _transact(batch, _trust, connection)
    except Exception as error:
        if is_busy(error):
            raise
        # which item it was, and whether it raises again, the second run tells
        return _transact(batch, _attempt, connection)


def _transact(
    batch: Sequence[Work[Any]],
    run: Callable[[Work[Any], sqlite3.Connection], _Outcome],
    connection: sqlite3.Connection,
) -> list[_Outcome]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        outcomes = [run(work, connection) for work in batch]
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return outcomes


def _trust(work: Work[Any], connection: sqlite3.Connection) -> _Outcome:
    return _Outcome(result=work(Transaction(connection)))


def _attempt(work: Work[Any], connection: sqlite3.Connection) -> _Outcome:
    connection.execute("SAVEPOINT item")
    try:
        outcome = _trust(work, connection)
    except Exception as error:  # one failing item fails alone
        if not connection.in_transaction:
            raise  # SQLite gave up the whole transaction, as it does when the disk is full
        connection.execute("ROLLBACK TO item")
        outcome = _Outcome(error=translated(error))
    connection.execute("RELEASE item")
    return outcome


def _read(work: Work[T], connection: sqlite3.Connection) -> T:
    connection.execute("BEGIN")
    try:
        return work(Transaction(connection))
    finally:
        connection.execute("COMMIT")


@asynccontextmanager
async def open_database(path: Path) -> AsyncIterator[Database]:
    """Work taken before the end of the block is done before it is left."""
    async with connect(path) as writer, connect(path) as reader:
        database = Database(writer, reader)
        serving = asyncio.create_task(database.serve(), name="store writer")
        try:
            yield database
        finally:
            database.close()
            await serving
