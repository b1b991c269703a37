"""Boards of a competition with 500 teams, 50,000 people and 5 million answers, and of a hundredth of those.

python -m tests.bench.contests
"""

import asyncio
import json
import random
import sqlite3
import tempfile
import time
from collections.abc import Awaitable, Callable, Mapping
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

from bot.adapters.store.codec import to_micros
from bot.adapters.store.connection import open_raw
from bot.adapters.store.contest_ledger import sum_up
from bot.adapters.store.contests import add
from bot.adapters.store.opening import open_store
from bot.adapters.store.schema import prepare
from bot.adapters.store.transaction import Transaction
from bot.domain.boards import Period
from bot.domain.contest import Between, Contest, Rule
from bot.domain.ids import ChannelId, ContestId, PersonId, workspace_of
from bot.domain.team_scores import ranked
from bot.ports.contests import Cursor

CHANNEL = ChannelId("discord:123456789012345678/234567890123456789")
START = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
NOW = START + timedelta(days=90)
ID = ContestId("abcdefghijkl")
TEAMS = 500
SIZES = {"50,000 answers": (5_000, 12), "5,000,000 answers": (50_000, 125)}
"""People and questions; four of five people answer each."""
LOOKS, TEAM_LOOKS = 500, 50

CONTEST = Contest(
    id=ID,
    name="The great cup",
    workspace=workspace_of(CHANNEL),
    channel=CHANNEL,
    places=(workspace_of(CHANNEL),),
    starts_at=START,
    ends_at=START + timedelta(days=200),
    between=Between.TEAMS,
    rule=Rule.AVERAGE,
)

# How strong and how keen somebody is follows from their number, so that people differ as people do.
_ANSWERS = """
INSERT INTO contest_answers
WITH RECURSIVE q(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM q WHERE n < :questions - 1),
drawn(person, n, lot) AS (
    SELECT p.id, q.n, abs(p.id * 7919 + q.n * 104729 + p.id * q.n * 31) % 1000
    FROM persons AS p CROSS JOIN q
    WHERE abs(p.id * 6101 + q.n * 3571 + p.id * q.n * 17) % 1000 < 650 + p.id * 53 % 300
)
SELECT :contest, person, printf('question-%03d', n), 'r' || n, person, 't' || (person % :teams),
       date(:day, '+' || (n / 2) || ' days'), :start + n * 43200000000 + person * 1000,
       (10 + 5 * (n % 4)) * (lot < 300 + person * 37 % 600), lot < 300 + person * 37 % 600, 1
FROM drawn
"""


def figures(sizes: Mapping[str, tuple[int, int]] = SIZES) -> dict[str, Any]:
    by_size: dict[str, dict[str, float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for size, (people, questions) in sizes.items():
            path = Path(folder) / f"{people}.db"
            fill(path, people, questions)
            by_size[size] = asyncio.run(_look(path, people))
            path.unlink()
    small, large = by_size.values()
    return {**by_size, "growth": {name: large[name] / small[name] for name in small}}


def fill(path: Path, people: int, questions: int) -> None:
    """What a contest counted and every sum of it, as the ledger would have given them."""
    prepare(path)
    with closing(open_raw(path)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN")
        numbers = range(1, people + 1)
        connection.executemany("INSERT INTO persons VALUES (?)", ((n,) for n in numbers))
        home = workspace_of(CHANNEL)
        names = ((n, home, f"Member {n}") for n in numbers)
        connection.executemany("INSERT INTO members (person, workspace, name) VALUES (?, ?, ?)", names)
        _fill_teams(connection, people)
        tx = Transaction(connection)
        add(tx, CONTEST)
        _fill_answers(connection, questions)
        sum_up(tx, CONTEST)
        connection.execute("UPDATE contests SET state = 'running'")
        connection.execute("COMMIT")


def _fill_teams(connection: sqlite3.Connection, people: int) -> None:
    home = workspace_of(CHANNEL)
    rows = ((f"t{n}", home, f"Team {n}", f"team{n}") for n in range(TEAMS))
    connection.executemany("INSERT INTO teams VALUES (?, ?, ?, ?, NULL, NULL, 1, 0, NULL)", rows)
    members = ((home, n, f"t{n % TEAMS}") for n in range(1, people + 1))
    connection.executemany("INSERT INTO memberships VALUES (?, ?, ?, 0)", members)


def _fill_answers(connection: sqlite3.Connection, questions: int) -> None:
    """Each question is a round of the channel, two a day, which four of five people answer."""
    for n in range(questions):
        at = START + timedelta(hours=12 * n)
        connection.execute(
            "INSERT INTO rounds VALUES "
            "(NULL, ?, 'daily', ?, ?, ?, 'rope', '', ?, ?, 0, 'private', '', 0, NULL, 1, 1, '')",
            (f"r{n}", workspace_of(CHANNEL), CHANNEL, f"question-{n:03}", to_micros(at), f"{at:%Y-%m-%d}"),
        )
    values = {"contest": ID, "teams": TEAMS, "questions": questions}
    connection.execute(_ANSWERS, {**values, "day": f"{START:%Y-%m-%d}", "start": to_micros(START)})


async def _look(path: Path, people: int) -> dict[str, float]:
    """Milliseconds, each the median of many looks; a board of teams is read as a whole and ranked."""
    chance = random.Random(7)
    async with open_store(path) as store:
        boards, day = store.contest_boards, NOW.date()
        middle = await boards.standing(ID, Period.ALL, day, PersonId(people // 2))
        assert middle is not None
        one = middle.score
        cursor = Cursor(one.points, one.right, one.last_at, one.person)

        async def teams(rule: Rule) -> object:
            return ranked(await boards.tallies(replace(CONTEST, rule=rule), NOW), rule)

        async def page_and_place() -> object:
            person = PersonId(chance.randint(1, people))
            await boards.page(ID, Period.ALL, day, cursor)
            return await boards.standing(ID, Period.ALL, day, person)

        looks: dict[str, tuple[int, Callable[[], Awaitable[object]]]] = {
            "first page": (LOOKS, lambda: boards.page(ID, Period.ALL, day)),
            "page in the middle and anyone's place": (LOOKS, page_and_place),
            **{f"teams, {rule}": (TEAM_LOOKS, partial(teams, rule)) for rule in Rule},
        }
        return {
            name: median([await _timed(look) for _ in range(n)]) * 1000 for name, (n, look) in looks.items()
        }


async def _timed(call: Callable[[], Awaitable[object]]) -> float:
    start = time.perf_counter()
    await call()
    return time.perf_counter() - start


if __name__ == "__main__":
    print(json.dumps(figures(), indent=2))
