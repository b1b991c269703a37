"""Connections to SQLite, each with a thread of its own that runs whole units of work."""

import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TypeVar

import aiosqlite

T = TypeVar("T")

BUSY_TIMEOUT = 5  # seconds to wait for another process, such as a backup
STATEMENTS_KEPT = 256  # more than we have, so that SQLite prepares each of them once


class Connection(aiosqlite.Connection):
    """aiosqlite's connection, which crosses into its thread once for a whole function."""

    async def run(self, function: Callable[[sqlite3.Connection], T]) -> T:
        # aiosqlite has no public way to run more than one statement at once
        result: T = await self._execute(function, self._conn)  # type: ignore[no-untyped-call]
        return result


@asynccontextmanager
async def connect(path: Path) -> AsyncIterator[Connection]:
    """A connection that is always closed: one left open keeps its thread, and so the process, alive."""
    connection = Connection(lambda: open_raw(path), iter_chunk_size=64)
    await connection
    try:
        yield connection
    finally:
        await connection.close()


def open_raw(path: Path) -> sqlite3.Connection:
    """A connection that commits durably and opens transactions only where it is told to."""
    connection = sqlite3.connect(
        path,
        isolation_level=None,
        timeout=BUSY_TIMEOUT,
        cached_statements=STATEMENTS_KEPT,
        check_same_thread=False,
    )
    # what is deleted is overwritten, whatever SQLite was built with: it costs an answer next to nothing
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "secure_delete = ON"):
        connection.execute(f"PRAGMA {pragma}")
    return connection
