"""What a plain program does with an answer: a transaction for each, no thread, no queue, the same rows."""

import sqlite3
import time
from collections.abc import Sequence
from contextlib import closing
from datetime import date
from itertools import product
from pathlib import Path
from statistics import median
from typing import Any

from bot.adapters.store.connection import open_raw
from bot.domain.boards import Period
from bot.domain.ids import ChannelId, workspace_of

Row = tuple[Any, ...]
COMMITS = 300
TABLES = ("answers", "totals", "histogram", "asked_days", "runs")

INSERT_ANSWER = "INSERT INTO answers VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"
READ_POINTS = "SELECT points FROM totals WHERE scope = ? AND period = ? AND person = ?"
ADD_TOTAL = """INSERT INTO totals VALUES (?, ?, ?, ?, ?, 1) ON CONFLICT DO UPDATE SET
points = points + excluded.points, right = right + excluded.right, answered = answered + 1"""
LEAVE = "UPDATE histogram SET people = people - 1 WHERE scope = ? AND period = ? AND points = ?"
PRUNE = "DELETE FROM histogram WHERE scope = ? AND period = ? AND points = ? AND people = 0"
ENTER = "INSERT INTO histogram VALUES (?, ?, ?, 1) ON CONFLICT DO UPDATE SET people = people + 1"
ASK_DAY = "INSERT INTO asked_days VALUES (?, ?) ON CONFLICT DO NOTHING"
ADD_RUN = "INSERT INTO runs VALUES (?, ?, ?, ?, 1) ON CONFLICT DO NOTHING"


def loop(finished: Path, path: Path, channel: ChannelId) -> float:
    """Seconds to write the answers of a `finished` database, all of one channel and one day, anew."""
    with closing(open_raw(finished)) as source, closing(open_raw(path)) as target:
        for (definition,) in source.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall():
            if "sqlite_sequence" not in definition:
                target.execute(definition)
        ledger = source.execute("SELECT * FROM answers ORDER BY at").fetchall()
        target.execute("PRAGMA foreign_keys = OFF")
        start = time.perf_counter()
        for answer in ledger:
            target.execute("BEGIN")
            _write(target, answer, channel)
            target.execute("COMMIT")
        return time.perf_counter() - start


def _write(target: sqlite3.Connection, answer: Sequence[Any], channel: ChannelId) -> None:
    person, right, points, day = answer[1], answer[4], answer[5], answer[8]
    target.execute(INSERT_ANSWER, answer)
    keys = [period.key(date.fromisoformat(day)) for period in Period]
    scopes = (workspace_of(channel), channel)
    for scope, period in product(scopes, keys):
        before = target.execute(READ_POINTS, (scope, period, person)).fetchone()
        target.execute(ADD_TOTAL, (scope, period, person, points, right))
        if before is not None and points:
            target.execute(LEAVE, (scope, period, before[0]))
            target.execute(PRUNE, (scope, period, before[0]))
        if before is None or points:
            target.execute(ENTER, (scope, period, points + (before[0] if before else 0)))
    for scope in scopes:
        target.execute(ASK_DAY, (scope, day))
        target.execute(ADD_RUN, (scope, person, day, day))


def smallest_commit(path: Path) -> float:
    """Seconds until a row of one number is on the disk; the median of many."""
    with closing(open_raw(path)) as connection:
        connection.execute("CREATE TABLE numbers (number INTEGER)")
        return median(_seconds(connection, number) for number in range(COMMITS))


def _seconds(connection: sqlite3.Connection, number: int) -> float:
    start = time.perf_counter()
    connection.execute("INSERT INTO numbers VALUES (?)", (number,))
    return time.perf_counter() - start


def rows(path: Path) -> dict[str, list[Row]]:
    """All that answers move."""
    with closing(open_raw(path)) as connection:
        return {name: sorted(connection.execute(f"SELECT * FROM {name}").fetchall()) for name in TABLES}
