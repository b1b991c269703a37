import asyncio
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.adapters.store.database import Work, open_database
from bot.adapters.store.recent import Recent
from bot.adapters.store.rounds import SqliteRounds
from bot.adapters.store.schema import prepare
from tests.builders import after, round_


def test_only_the_values_used_last_are_kept() -> None:
    recent = Recent[str, int](2)
    recent.put("a", 1)
    recent.put("b", 2)
    assert recent.get("a") == 1
    recent.put("c", 3)
    assert (recent.get("a"), recent.get("b"), recent.get("c")) == (1, None, 3)


def test_nothing_is_kept_over_a_clear() -> None:
    recent = Recent[str, int](2)
    before = recent.generation
    recent.put("a", 1)
    recent.clear()
    assert recent.get("a") is None
    assert recent.generation != before


async def test_a_round_that_closes_while_it_is_read_is_not_remembered_as_open(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare(path)
    async with open_database(path) as database:
        rounds, first = SqliteRounds(database), round_("r1")
        await rounds.claim(first)
        has_read, go_on, read = asyncio.Event(), asyncio.Event(), database.read

        async def read_slowly(work: Work[Any]) -> Any:
            result = await read(work)
            has_read.set()
            await go_on.wait()
            return result

        monkeypatch.setattr(database, "read", read_slowly)
        early = asyncio.create_task(rounds.find(first.id))
        await has_read.wait()
        await rounds.claim(round_("r2", opened_at=after(hours=1)))
        go_on.set()
        assert await early == first
        assert await rounds.find(first.id) == replace(first, closes_at=after(hours=1))
