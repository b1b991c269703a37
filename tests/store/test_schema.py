import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory

from bot.adapters.store.migrations.runner import config_for, upgrade
from bot.adapters.store.schema import prepare, version_of
from bot.adapters.store.tables import SCHEMA


def shape(path: Path) -> dict[str, object]:
    """What SQLite understood of every table and index, in whatever words it was told."""
    with closing(sqlite3.connect(path)) as connection:
        names = connection.execute("SELECT type, name, tbl_name FROM sqlite_master").fetchall()
        views = {
            "table": ("table_list", "table_xinfo", "foreign_key_list"),
            "index": ("index_xinfo",),
        }
        found: dict[str, object] = {}
        for kind, name, table in names:
            found[name] = [table, *(sorted(connection.execute(f"PRAGMA {v}({name})")) for v in views[kind])]
        return found


def conditions(path: Path) -> set[str]:
    """CHECK and WHERE clauses, which no pragma tells."""
    with closing(sqlite3.connect(path)) as connection:
        texts = connection.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    lines = (line.strip(" ,\t") for (text,) in texts for line in text.split("\n"))
    return {line for line in lines if "CHECK" in line or "WHERE" in line or "AUTOINCREMENT" in line}


def test_migrations_lead_to_the_tables(tmp_path: Path) -> None:
    made, migrated = tmp_path / "made.db", tmp_path / "migrated.db"
    prepare(made)
    upgrade(migrated)
    assert shape(migrated) == shape(made)
    assert conditions(migrated) == conditions(made)


def test_the_tables_are_those_of_the_last_migration() -> None:
    assert ScriptDirectory.from_config(config_for(None)).get_heads() == [SCHEMA]


def test_a_database_is_made_once(path: Path) -> None:
    assert prepare(path)
    assert not prepare(path)
    with closing(sqlite3.connect(path)) as connection:
        assert version_of(connection) == SCHEMA


def test_an_older_database_is_migrated(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
    assert prepare(path)
    assert not prepare(path)


def test_a_database_of_something_else_is_left_alone(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
    with pytest.raises(sqlite3.DatabaseError, match="something else"):
        prepare(path)


def test_the_folder_of_a_new_database_is_made(tmp_path: Path) -> None:
    assert prepare(tmp_path / "data" / "deep" / "study.db")
