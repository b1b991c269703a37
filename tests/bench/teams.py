"""Boards of teams and of a topic: 500 teams of 10,000 people who gave 100,000 answers to one topic.

python -m tests.bench.teams
"""

import asyncio
import json
import tempfile
from collections.abc import Awaitable, Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from statistics import median
from typing import Any

from bot.adapters.store.connection import open_raw
from bot.adapters.store.opening import open_store
from bot.app import board_views
from bot.domain.boards import Of, Period
from bot.domain.ids import PersonId, TopicId, workspace_of
from bot.presses.boards import ShowBoard
from tests.bench.store import ANSWERS_EACH, CHANNEL, START, fill, timed
from tests.contexts import context
from tests.fakes import RecordingChannels, StoppedClock

TEAMS, PEOPLE = 500, 10_000
LOOKS, SLOW_LOOKS = 200, 20
HERE = workspace_of(CHANNEL)


def figures() -> dict[str, Any]:
    """Milliseconds for a whole view, own place, gap and movement included; each the median of many looks."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "study.db"
        fill(path, PEOPLE)
        _divide(path)
        return asyncio.run(_look(path))


def _divide(path: Path) -> None:
    """Everybody into a team, and what teams have earned out of what people have."""
    with closing(open_raw(path)) as connection:
        connection.execute("BEGIN")
        teams = [(f"team{n:04}", HERE, f"Team {n}", f"team{n}") for n in range(TEAMS)]
        connection.executemany(
            "INSERT INTO teams (id, workspace, name, key, is_open, created_at) VALUES (?, ?, ?, ?, 1, 0)",
            teams,
        )
        connection.execute(
            "INSERT INTO memberships SELECT ?, id, printf('team%04d', id % ?), 0 FROM persons", (HERE, TEAMS)
        )
        connection.execute(
            "INSERT INTO team_totals SELECT scope, period, team, sum(points), sum(right), sum(answered) "
            "FROM totals JOIN memberships USING (person) GROUP BY scope, period, team"
        )
        connection.execute("COMMIT")


async def _look(path: Path) -> dict[str, float]:
    clock = StoppedClock(START + timedelta(days=ANSWERS_EACH - 1))
    async with open_store(path) as store:
        ctx = context(store, RecordingChannels(), clock)
        reader = PersonId(PEOPLE // 2)
        people = ShowBoard(HERE, Period.WEEK)
        teams = ShowBoard(HERE, Period.WEEK, of=Of.TEAMS)
        topic = ShowBoard(HERE, Period.ALL, topic=TopicId("rope"))
        topic_teams = ShowBoard(HERE, Period.ALL, of=Of.TEAMS, topic=TopicId("rope"))
        looks: dict[str, tuple[int, Callable[[], Awaitable[object]]]] = {
            "people": (LOOKS, lambda: board_views.of_people(ctx, people, reader)),
            "teams": (LOOKS, lambda: board_views.of_teams(ctx, teams, reader)),
            "topic": (SLOW_LOOKS, lambda: board_views.of_topic(ctx, topic, reader)),
            "topic_teams": (SLOW_LOOKS, lambda: board_views.of_teams(ctx, topic_teams, reader)),
        }
        return {
            f"{name}_ms": median([await timed(look) for _ in range(times)]) * 1000
            for name, (times, look) in looks.items()
        }


if __name__ == "__main__":
    print(json.dumps(figures(), indent=2))
