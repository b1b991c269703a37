"""The store by itself: answers a second, one answer alone, and boards of two sizes.

python -m tests.bench.store
"""

import asyncio
import json
import random
import sqlite3
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import product
from pathlib import Path
from statistics import median
from typing import Any

from sqlalchemy.dialects.sqlite import insert

from bot.adapters.store.connection import open_raw
from bot.adapters.store.opening import SqliteStore, open_store
from bot.adapters.store.recount import COUNTED, keys_of
from bot.adapters.store.schema import prepare
from bot.adapters.store.transaction import Transaction
from bot.domain.boards import Period
from bot.domain.ids import Account, ChannelId, PersonId, RoundId, workspace_of
from bot.domain.people import Actor
from bot.domain.round import Answer, Round
from tests.bench import plain
from tests.builders import question, round_
from tests.store.builders import answer, post

CHANNEL = ChannelId("discord:123456789012345678/234567890123456789")
START = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
PEOPLE, ROUNDS = 500, 12
ALONE = 500
AT_ONCE = 64
TURNS = 3
SIZES = {"10,000 answers": 1_000, "1,000,000 answers": 100_000}
ANSWERS_EACH = 10
LOOKS = 2_000


def figures(sizes: Mapping[str, int] = SIZES) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        return {"answers": answers(Path(folder)), "boards": boards(Path(folder), sizes)}


def answers(folder: Path) -> dict[str, Any]:
    """The better turn of each counts, since a busy machine only slows down."""
    turns = [asyncio.run(_turn(folder / f"{turn}.db")) for turn in range(TURNS)]
    best = min(turns, key=lambda turn: turn["seconds"])
    ledgers = [(folder / f"{turn}.db", folder / f"plain-{turn}.db") for turn in range(TURNS)]
    floor = min(plain.loop(path, copy, CHANNEL) for path, copy in ledgers) / (PEOPLE * ROUNDS + ALONE)
    ours = best["seconds"] / (PEOPLE * ROUNDS)
    return {
        "together_per_second": 1 / ours,
        "plain_loop_per_second": 1 / floor,
        "ratio": floor / ours,
        "same_rows": all(plain.rows(path) == plain.rows(copy) for path, copy in ledgers),
        "cpu_ms_together": best["cpu"] / (PEOPLE * ROUNDS) * 1000,
        "alone_ms": median(best["alone"]) * 1000,
        "plain_loop_ms": floor * 1000,
        "smallest_commit_ms": _smallest_commit(folder / "commit.db") * 1000,
    }


async def _turn(path: Path) -> dict[str, Any]:
    async with open_store(path) as store:
        rounds = [
            await post(
                store, round_(f"r{n}", channel=CHANNEL, question=question(f"question-{n}"), day=START.date())
            )
            for n in range(ROUNDS + 1)
        ]
        people = [
            await store.people.recognise(Actor(Account(f"discord:{n}"), f"Member {n}", CHANNEL))
            for n in range(PEOPLE)
        ]
        pairs = iter([_answer(*pair) for pair in product(rounds[1:], people)])
        clock, cpu = time.perf_counter(), time.process_time()
        await asyncio.gather(*(_one_after_the_other(store, pairs) for _ in range(AT_ONCE)))
        seconds, cpu = time.perf_counter() - clock, time.process_time() - cpu
        alone = [await timed(partial(store.answers.record, *_answer(rounds[0], p))) for p in people]
        return {"seconds": seconds, "cpu": cpu, "alone": alone}


def _answer(round_: Round, person: PersonId) -> tuple[Answer, Round]:
    at = START + timedelta(microseconds=person + PEOPLE * int(round_.id[1:]))
    return answer(round_, person, right=person % 4 > 0, at=at), round_


async def _one_after_the_other(store: SqliteStore, pairs: Iterator[tuple[Answer, Round]]) -> None:
    for pair in pairs:
        await store.answers.record(*pair)


async def timed(call: Callable[[], Awaitable[object]]) -> float:
    start = time.perf_counter()
    await call()
    return time.perf_counter() - start


def _smallest_commit(path: Path) -> float:
    """Seconds for a row of one number, which is what waiting for the disk costs."""
    with closing(open_raw(path)) as connection:
        connection.execute("CREATE TABLE numbers (number INTEGER)")
        times = []
        for number in range(ALONE):
            start = time.perf_counter()
            connection.execute("INSERT INTO numbers VALUES (?)", (number,))
            times.append(time.perf_counter() - start)
    return median(times)


def boards(folder: Path, sizes: Mapping[str, int]) -> dict[str, Any]:
    by_size: dict[str, dict[str, float]] = {}
    for size, people in sizes.items():
        path = folder / f"{people}.db"
        fill(path, people)
        by_size[size] = asyncio.run(_look(path, people))
        path.unlink()
    small, large = by_size.values()
    return {**by_size, "growth": {name: large[name] / small[name] for name in small}}


def fill(path: Path, people: int) -> None:
    """A ledger of ten days on which everybody answered, written at once."""
    prepare(path)
    chance = random.Random(7)
    with closing(open_raw(path)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN")
        numbers = range(1, people + 1)
        connection.executemany("INSERT INTO persons VALUES (?)", ((n,) for n in numbers))
        names = ((n, workspace_of(CHANNEL), f"Member {n}") for n in numbers)
        connection.executemany("INSERT INTO members (person, workspace, name) VALUES (?, ?, ?)", names)
        _fill_ledger(connection, numbers, chance)
        tx = Transaction(connection)
        keys = {"keys": keys_of(tx)}
        for table, counted in COUNTED.items():
            tx.run(insert(table).from_select(list(table.columns.keys()), counted), keys)
        connection.execute("COMMIT")


def _fill_ledger(connection: sqlite3.Connection, people: range, chance: random.Random) -> None:
    for number in range(ANSWERS_EACH):
        day, id_, worth = _day(number).isoformat(), RoundId(f"r{number}"), 10 + 5 * (number % 4)
        connection.execute(
            "INSERT INTO rounds "
            "VALUES (NULL, ?, 'daily', ?, ?, ?, 'rope', '', 0, ?, 0, 'private', '', 0, NULL, 1, 1, '')",
            (id_, workspace_of(CHANNEL), CHANNEL, f"question-{number}", day),
        )
        rights = ((person, chance.random() < 0.6) for person in people)
        rows = ((id_, n, f"question-{number}", 1, right, worth * right, True, n, day) for n, right in rights)
        connection.executemany("INSERT INTO answers VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)", rows)


def _day(number: int) -> date:
    return START.date() + timedelta(days=number)


async def _look(path: Path, people: int) -> dict[str, float]:
    """Milliseconds, each the median of many looks."""
    chance, today = random.Random(7), _day(ANSWERS_EACH - 1)
    async with open_store(path) as store:
        middle = await store.boards.standing(CHANNEL, Period.ALL, today, PersonId(people // 2))
        assert middle is not None
        cursor = (middle.score.points, middle.score.person)
        looks: dict[str, Callable[[], Awaitable[object]]] = {
            "first page": lambda: store.boards.page(CHANNEL, Period.ALL, today),
            "page in the middle": lambda: store.boards.page(CHANNEL, Period.ALL, today, cursor),
            "anyone's place": lambda: store.boards.standing(
                CHANNEL, Period.ALL, today, PersonId(chance.randint(1, people))
            ),
        }
        return {
            name: median([await timed(look) for _ in range(LOOKS)]) * 1000 for name, look in looks.items()
        }


if __name__ == "__main__":
    print(json.dumps(figures(), indent=2))
