"""Forward from every schema that was ever released, with rows in every table."""

import re
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory

from bot.adapters.store import schema
from bot.adapters.store.files import InUse
from bot.adapters.store.migrations.runner import config_for, upgrade
from bot.adapters.store.schema import prepare
from tests.store.test_schema import conditions, shape

REVISIONS = sorted(
    script.revision for script in ScriptDirectory.from_config(config_for(None)).walk_revisions()
)
OLD = REVISIONS[:-1]
ROWS = 3
Kept = Mapping[str, list[dict[str, object]]]


def filled(path: Path, revision: str, count: int = ROWS) -> Kept:
    """A database of an old schema with rows in every table; what they hold."""
    upgrade(path, revision)
    with closing(sqlite3.connect(path)) as connection, connection:
        for table in tables(connection):
            connection.execute(_insertion(connection, table), (count,))
        return rows(connection)


def _insertion(connection: sqlite3.Connection, table: str) -> str:
    """Each row holds its number as far as possible, so that rows refer to each other."""
    (text,) = connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (table,)).fetchone()
    words = dict(re.findall(r"(\w+) IN \('(\w+)'", text))  # of columns that take no other than some
    values = ", ".join(
        f"'{words[name]}'" if name in words else "CAST(n AS TEXT)" if kind in ("TEXT", "VARCHAR") else "n"
        for _, name, kind, *_ in connection.execute(f"PRAGMA table_info({table})")
    )
    numbers = "WITH RECURSIVE seq(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM seq WHERE n < ?)"
    return f"{numbers} INSERT INTO {table} SELECT {values} FROM seq"


def tables(connection: sqlite3.Connection) -> list[str]:
    names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    return [name for (name,) in names if name != "alembic_version" and not name.startswith("sqlite_")]


def rows(connection: sqlite3.Connection) -> Kept:
    connection.row_factory = sqlite3.Row
    found = {
        table: sorted((dict(row) for row in connection.execute(f"SELECT * FROM {table}")), key=str)
        for table in tables(connection)
    }
    connection.row_factory = None
    return found


def assert_kept(before: Kept, path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        after = rows(connection)
    for table, old in before.items():
        names = old[0].keys() & after[table][0].keys()
        assert names
        # a newer schema may have rows of its own besides
        assert all(
            {n: row[n] for n in names} in [{n: new[n] for n in names} for new in after[table]] for row in old
        )


@pytest.mark.parametrize("revision", OLD)
def test_every_row_of_every_schema_reaches_the_newest(revision: str, path: Path, tmp_path: Path) -> None:
    before = filled(path, revision)
    assert prepare(path)
    assert_kept(before, path)
    fresh = tmp_path / "fresh.db"
    prepare(fresh)
    assert (shape(path), conditions(path)) == (shape(fresh), conditions(fresh))


@pytest.mark.parametrize("revision", [OLD[0], OLD[-1]])
def test_a_large_database_is_migrated_in_a_copy(
    revision: str, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = filled(path, revision)
    monkeypatch.setattr(schema, "LARGE", 1)
    inode = path.stat().st_ino
    assert prepare(path)
    assert path.stat().st_ino != inode
    assert_kept(before, path)
    assert [each.name for each in path.parent.iterdir()] == ["study.db"]


def test_a_large_database_in_use_is_left_as_it_is(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(path, OLD[0])
    monkeypatch.setattr(schema, "LARGE", 1)
    content = path.read_bytes()
    with closing(sqlite3.connect(path)) as other:
        other.execute("SELECT count(*) FROM persons").fetchone()
        with pytest.raises(InUse):
            prepare(path)
    assert path.read_bytes() == content


def test_a_migration_that_fails_leaves_a_large_database_as_it_was(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(path, OLD[0])
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE interviews (mine)")  # in the way of a later migration
    monkeypatch.setattr(schema, "LARGE", 1)
    with closing(sqlite3.connect(path)) as connection:
        before = rows(connection)
    with pytest.raises(Exception, match="interviews"):
        prepare(path)
    with closing(sqlite3.connect(path)) as connection:
        assert rows(connection) == before
    assert [each.name for each in path.parent.iterdir()] == ["study.db"]
