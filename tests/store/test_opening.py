import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.adapters.store.connection import open_raw
from bot.adapters.store.integrity import check_totals
from bot.adapters.store.opening import open_store
from bot.adapters.store.schema import NewerSchema
from bot.domain.boards import Period
from bot.ports.records import Recorded
from tests.builders import HALL, NOON, round_
from tests.store.builders import answer, member, post


async def test_everything_survives_closing(path: Path) -> None:
    async with open_store(path) as store:
        ada = await member(store, "ada")
        asked = await post(store, round_())
        await store.answers.record(answer(asked, ada), asked)
    async with open_store(path) as store:
        assert await member(store, "ada") == ada
        assert await store.rounds.find(asked.id) == asked
        again = await store.answers.record(answer(asked, ada), asked)
        assert (again.is_new, again.points, again.streak) == (False, 15, 1)


async def test_two_hundred_answers_at_once_count_once_each(path: Path) -> None:
    async with open_store(path) as store:
        people = [await member(store, f"p{n}") for n in range(80)]
        asked = await post(store, round_())
        entries = [answer(asked, people[n % 80], right=n % 3 > 0) for n in range(200)]
        told: list[Recorded] = await asyncio.gather(*(store.answers.record(one, asked) for one in entries))
        assert sum(recorded.is_new for recorded in told) == 80
        assert [recorded.answer for recorded in told[80:160]] == entries[:80]
        result = await store.rounds.result(asked.id)
        assert result.answered == 80
        page = await store.boards.page(HALL, Period.ALL, NOON.date())
        assert page.standings[0].score.points == 15
    assert check_totals(path) == []


async def test_a_person_seen_twice_at_once_is_one_person(path: Path) -> None:
    async with open_store(path) as store:
        people = await asyncio.gather(*(member(store, "ada") for _ in range(20)))
    assert len(set(people)) == 1


async def test_an_answer_to_a_round_that_does_not_exist_leaves_no_trace(path: Path) -> None:
    async with open_store(path) as store:
        ada = await member(store, "ada")
        with pytest.raises(sqlite3.IntegrityError):
            await store.answers.record(answer(round_(), ada), round_())
        assert await store.boards.standing(HALL, Period.ALL, NOON.date(), ada) is None
    assert check_totals(path) == []


async def test_a_database_of_a_later_release_is_refused(path: Path) -> None:
    async with open_store(path):
        pass
    with closing(open_raw(path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(NewerSchema, match="9999"):
        async with open_store(path):
            pass


def test_a_file_that_is_no_database_is_left_alone(path: Path) -> None:
    async def opened() -> None:
        async with open_store(path):
            pass

    path.write_bytes(b"my diary" * 1000)
    with pytest.raises(sqlite3.DatabaseError):
        asyncio.run(opened())
    assert path.read_bytes() == b"my diary" * 1000


async def test_the_store_is_durable_and_follows_its_rules(path: Path) -> None:
    async with open_store(path):
        pass
    with closing(open_raw(path)) as connection:
        pragmas = {
            name: connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
