import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from bot.adapters.store.files import copy
from bot.adapters.store.integrity import check_totals, upgrade
from bot.adapters.store.migrations.runner import upgrade as migrate
from bot.adapters.store.opening import open_store
from bot.adapters.store.schema import NewerSchema
from bot.adapters.store.tables import SCHEMA
from tests.builders import after, question, round_
from tests.store.builders import answer, member, post


@pytest.fixture
async def played(path: Path) -> Path:
    """Three people who answered on three days."""
    async with open_store(path) as store:
        people = [await member(store, name) for name in ("ada", "bob", "cyd")]
        for n in range(3):
            opened = after(days=n)
            asked = round_(f"r{n}", question=question(f"question-{n}"), opened_at=opened, day=opened.date())
            await post(store, asked)
            for person in people:
                at = opened + timedelta(minutes=person)
                await store.answers.record(answer(asked, person, right=person % 2 == 0, at=at), asked)
    return path


def change(path: Path, sql: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        assert connection.execute(sql).rowcount > 0


def test_an_untouched_database_is_sound(played: Path) -> None:
    assert check_totals(played) == []


@pytest.mark.parametrize(
    ("table", "sql"),
    [
        ("totals", "UPDATE totals SET points = points + 5 WHERE person = 2 AND period = 'all'"),
        ("totals", "UPDATE totals SET right = 0 WHERE person = 2 AND period = 'all'"),
        ("totals", "DELETE FROM totals WHERE person = 3 AND period = '2026-W48'"),
        ("totals", "DELETE FROM answers WHERE person = 1 AND round = 'r0'"),
        ("histogram", "UPDATE histogram SET people = people + 1 WHERE period = 'all' AND points = 0"),
        ("histogram", "INSERT INTO histogram VALUES ('web:playground', 'all', 999, 0)"),
        ("asked_days", "DELETE FROM asked_days WHERE day = '2026-11-24'"),
        ("runs", "UPDATE runs SET length = 9 WHERE person = 1"),
        ("runs", "DELETE FROM runs WHERE person = 1"),
    ],
)
def test_whatever_differs_from_the_ledger_is_found(played: Path, table: str, sql: str) -> None:
    change(played, sql)
    lines = check_totals(played)
    assert any(line.startswith(f"{table}: ") for line in lines), lines


def test_a_difference_is_told_from_both_sides(played: Path) -> None:
    change(
        played, "UPDATE totals SET points = 35 WHERE person = 2 AND period = 'all' AND scope LIKE '%general'"
    )
    where = "scope web:playground/general, period all, person 2"
    assert check_totals(played) == [
        f"totals: kept, but not what the ledger says: {where}, points 35, right 3, answered 3",
        f"totals: the ledger says, but not kept: {where}, points 45, right 3, answered 3",
    ]


def test_rows_without_their_other_half_are_counted(played: Path) -> None:
    change(played, "DELETE FROM accounts")
    change(played, "DELETE FROM persons WHERE id = 3")
    lines = check_totals(played)
    assert "answers: rows that refer to none of persons: 3" in lines


@pytest.mark.parametrize("day", ["'yesterday'", "7"])
def test_a_day_that_is_no_date_is_told(played: Path, day: str) -> None:
    change(played, f"UPDATE answers SET day = {day} WHERE person = 2")
    [line] = check_totals(played)
    assert line.startswith("answers: a day that is no date, so nothing can be counted: ")


def test_a_damaged_file_is_found(played: Path) -> None:
    with closing(sqlite3.connect(played)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    pages = bytearray(played.read_bytes())
    pages[4096 * 10 : 4096 * 16] = b"\xff" * (4096 * 6)
    played.write_bytes(pages)
    with pytest.raises(sqlite3.DatabaseError):
        raise_if_damaged(check_totals(played))


def raise_if_damaged(lines: list[str]) -> None:
    """SQLite either tells the damage or stumbles over it."""
    if any(line.startswith("damaged: ") for line in lines):
        raise sqlite3.DatabaseError(lines[0])


def test_a_database_of_a_later_release_is_refused(played: Path) -> None:
    change(played, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(NewerSchema, match="schema 9999"):
        check_totals(played)


def test_a_database_of_an_earlier_release_is_not_counted_before_it_is_migrated(path: Path) -> None:
    migrate(path, "0001")
    assert check_totals(path) == [f"its schema is 0001, not {SCHEMA}; run `studybot db upgrade` first"]
    upgrade(path)
    assert check_totals(path) == []


async def test_a_backup_is_made_while_the_store_is_in_use(played: Path, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    async with open_store(played) as store:
        await member(store, "dan")
        copy(played, target)
    assert check_totals(target) == []
    async with open_store(target) as copied:
        assert await member(copied, "dan") == 4
        assert (await copied.rounds.find(round_("r0").id)) is not None


def test_a_backup_never_overwrites(played: Path, tmp_path: Path) -> None:
    target = tmp_path / "precious.txt"
    target.write_text("mine")
    with pytest.raises(FileExistsError):
        copy(played, target)
    assert target.read_text() == "mine"


def test_what_does_not_exist_is_neither_checked_nor_copied_nor_made(tmp_path: Path) -> None:
    missing, target = tmp_path / "missing.db", tmp_path / "copy.db"
    with pytest.raises(FileNotFoundError):
        check_totals(missing)
    with pytest.raises(FileNotFoundError):
        copy(missing, target)
    assert list(tmp_path.iterdir()) == []


def test_a_failed_backup_leaves_nothing_behind(tmp_path: Path) -> None:
    source, target = tmp_path / "diary.txt", tmp_path / "copy.db"
    source.write_bytes(b"no database" * 500)
    with pytest.raises(sqlite3.DatabaseError):
        copy(source, target)
    assert not target.exists()


def test_upgrade_makes_the_database_and_then_has_nothing_to_do(path: Path) -> None:
    assert upgrade(path)
    assert not upgrade(path)
