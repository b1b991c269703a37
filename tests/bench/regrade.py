"""Voiding a round that 5,000 people of 500 teams have answered, and telling them, while others go on.

python -m tests.bench.regrade
"""

import asyncio
import json
import tempfile
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec

from bot.adapters.store.connection import open_raw
from bot.adapters.store.contest_ledger import sum_up
from bot.adapters.store.contests import add
from bot.adapters.store.opening import SqliteStore, open_store
from bot.adapters.store.transaction import Transaction
from bot.domain.contest import Between, Contest, Rule
from bot.domain.ids import Account, CaseId, ContestId, PersonId, RoundId, workspace_of
from bot.domain.people import Actor
from bot.domain.question import Level
from bot.domain.reported import Report
from bot.domain.round import Round
from tests.bench.store import CHANNEL, START, fill
from tests.builders import question, round_
from tests.store.builders import answer, post

PEOPLE, TEAMS, AT_ONCE = 5_000, 500, 200
VOIDED = RoundId("r7")
CONTEST = Contest(
    id=ContestId("abcdefghijkl"),
    name="The great cup",
    workspace=workspace_of(CHANNEL),
    channel=CHANNEL,
    places=(workspace_of(CHANNEL),),
    starts_at=START,
    ends_at=START.replace(year=START.year + 1),
    between=Between.TEAMS,
    rule=Rule.BEST,
)
REPORT = Report(
    case=CaseId("abcdefgh2345"),
    workspace=workspace_of(CHANNEL),
    question=question("question-7"),
    round=VOIDED,
    person=PersonId(1),
    reason="Nobody could know.",
    at=START,
)


def figures() -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "study.db"
        fill(path, PEOPLE)
        _compete(path)
        return asyncio.run(_regrade(path))


def _compete(path: Path) -> None:
    """Put everybody into a team, and let a competition have counted every answer so far."""
    home = workspace_of(CHANNEL)
    with closing(open_raw(path)) as connection:
        connection.execute("BEGIN")
        teams = ((f"t{n}", home, f"Team {n}", f"team{n}") for n in range(TEAMS))
        connection.executemany("INSERT INTO teams VALUES (?, ?, ?, ?, NULL, NULL, 1, 0, NULL)", teams)
        members = ((home, n, f"t{n % TEAMS}") for n in range(1, PEOPLE + 1))
        connection.executemany("INSERT INTO memberships VALUES (?, ?, ?, 0)", members)
        connection.execute(f"UPDATE answers SET team = 't' || (person % {TEAMS})")
        connection.execute(
            "INSERT INTO team_totals SELECT scope, period, 't' || (person % ?), sum(points), sum(right), "
            "sum(answered) FROM totals GROUP BY 1, 2, 3",
            (TEAMS,),
        )
        tx = Transaction(connection)
        add(tx, CONTEST)
        connection.execute(
            "INSERT INTO contest_answers SELECT ?, person, question, round, person, team, day, at, points, "
            "right, 1 FROM answers",
            (CONTEST.id,),
        )
        sum_up(tx, CONTEST)
        asked = msgspec.json.encode(replace(question("question-7"), level=Level.EXPERT)).decode()
        connection.execute("UPDATE rounds SET question = ?", (asked,))
        connection.execute("INSERT INTO accounts SELECT 'discord:1' || id, id FROM persons")
        connection.execute("UPDATE contests SET state = 'running'")
        connection.execute("COMMIT")


async def _regrade(path: Path) -> dict[str, float]:
    async with open_store(path) as store:
        asked = await post(store, round_("new", channel=CHANNEL, question=question("new"), opened_at=START))
        newcomers = [await store.people.recognise(_actor(n)) for n in range(AT_ONCE)]
        await store.reports.file(REPORT, None)
        start = time.monotonic()
        void = store.rulings.void(VOIDED, PersonId(1), "nobody could know", START, REPORT.case)
        ruling = asyncio.create_task(void)
        waits = await asyncio.gather(*(_answer(store, asked, person) for person in newcomers))
        affected = (await ruling).affected
        seconds = time.monotonic() - start
    return {"answers": len(affected), "seconds": seconds, "longest_wait_of_an_answer": max(waits)}


def _actor(number: int) -> Actor:
    return Actor(Account(f"discord:{number}"), f"New {number}", CHANNEL)


async def _answer(store: SqliteStore, asked: Round, person: PersonId) -> float:
    """Seconds."""
    start = time.monotonic()
    await store.answers.record(answer(asked, person, at=START), asked)
    return time.monotonic() - start


if __name__ == "__main__":
    print(json.dumps(figures(), indent=2))
