"""`db restore`: verified first, never under a running bot, and what was there is kept."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.adapters.store.files import InUse, copy
from bot.adapters.store.integrity import check_totals
from bot.adapters.store.opening import open_store
from bot.adapters.store.restoring import restore
from bot.adapters.store.schema import NewerSchema
from tests.store.builders import member


@pytest.fixture
async def saved(path: Path, tmp_path: Path) -> Path:
    """A copy with one person; the database has got a second one since."""
    target = tmp_path / "saved.db"
    async with open_store(path) as store:
        await member(store, "ada")
        copy(path, target)
        await member(store, "bob")
    return target


def persons(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        (count,) = connection.execute("SELECT count(*) FROM persons").fetchone()
        return int(count)


def test_the_copy_takes_the_place_and_what_was_there_is_kept(saved: Path, path: Path) -> None:
    kept = restore(saved, path)
    assert kept is not None
    assert (persons(path), persons(kept), persons(saved)) == (1, 2, 1)
    assert check_totals(path) == []
    again = restore(kept, path)
    assert again is not None
    assert (persons(path), persons(again)) == (2, 1)
    assert {kept.name, again.name} == {"study.db.replaced-1", "study.db.replaced-2"}


def test_a_lost_database_is_restored_as_well(saved: Path, path: Path, tmp_path: Path) -> None:
    assert restore(saved, tmp_path / "new" / "study.db") is None
    assert persons(tmp_path / "new" / "study.db") == 1


async def test_it_is_refused_while_a_bot_has_the_database_open(saved: Path, path: Path) -> None:
    async with open_store(path) as store:
        with pytest.raises(InUse, match="stop the bot"):
            restore(saved, path)
        await member(store, "cyd")
    assert persons(path) == 3


def test_commits_that_only_the_log_holds_are_kept_with_what_is_replaced(saved: Path, path: Path) -> None:
    with closing(sqlite3.connect(path)) as living:
        living.execute("PRAGMA journal_mode = WAL")
        living.execute("PRAGMA wal_autocheckpoint = 0")
        crashed = path.with_name("crashed.db")
        living.execute("CREATE TABLE late (n)")
        living.commit()
        crashed.write_bytes(path.read_bytes())  # as a killed process leaves it
        crashed.with_name("crashed.db-wal").write_bytes(path.with_name("study.db-wal").read_bytes())
    kept = restore(saved, crashed)
    assert kept is not None
    with closing(sqlite3.connect(kept)) as connection:
        assert connection.execute("SELECT count(*) FROM late").fetchone() == (0,)
    assert not crashed.with_name("crashed.db-wal").exists()
    assert check_totals(crashed) == []


@pytest.mark.parametrize("at", [100, 20_000])
def test_a_damaged_copy_is_refused_and_nothing_changes(saved: Path, path: Path, at: int) -> None:
    content = bytearray(saved.read_bytes())
    content[at : at + 3000] = b"\xff" * 3000
    saved.write_bytes(content)
    with pytest.raises(sqlite3.DatabaseError):
        restore(saved, path)
    assert persons(path) == 2
    assert not list(path.parent.glob("*.replaced-*"))


def test_a_copy_that_was_cut_off_at_its_start_is_refused(saved: Path, path: Path) -> None:
    saved.write_bytes(b"")
    with pytest.raises(sqlite3.DatabaseError, match="nothing in it"):
        restore(saved, path)
    assert persons(path) == 2


def test_half_a_copy_is_refused(saved: Path, path: Path) -> None:
    saved.write_bytes(saved.read_bytes()[: saved.stat().st_size // 2])
    with pytest.raises(sqlite3.DatabaseError):
        restore(saved, path)
    assert persons(path) == 2


def test_a_copy_of_a_later_release_or_of_something_else_is_refused(saved: Path, path: Path) -> None:
    with closing(sqlite3.connect(saved)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(NewerSchema):
        restore(saved, path)
    with closing(sqlite3.connect(saved)) as connection, connection:
        connection.execute("DROP TABLE alembic_version")
    with pytest.raises(sqlite3.DatabaseError, match="something else"):
        restore(saved, path)
    assert persons(path) == 2


def test_a_ruined_database_is_replaced_and_kept(saved: Path, path: Path) -> None:
    path.write_bytes(b"ruined" * 5000)
    path.with_name("study.db-wal").write_bytes(b"ruined")
    kept = restore(saved, path)
    assert kept is not None
    assert kept.read_bytes() == b"ruined" * 5000
    assert not path.with_name("study.db-wal").exists()
    assert persons(path) == 1
