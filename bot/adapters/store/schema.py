"""Bring a database file to the schema that the tables describe."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from bot.adapters.store import (  # noqa: F401 - known once imported
    contest_tables,
    division_tables,
    fairness_tables,
    inbox_tables,
    interview_tables,
    league_tables,
    live_tables,
    own_question_tables,
    review_tables,
    ruling_tables,
    schedule_tables,
    team_tables,
    trouble_tables,
    upload_tables,
)
from bot.adapters.store.connection import open_raw
from bot.adapters.store.scrubbing import mark_clean
from bot.adapters.store.tables import SCHEMA, metadata

LARGE = 64 * 1024 * 1024
"""Bytes from which a database is migrated in a copy, which is proved sound before it takes its place."""


class NewerSchema(Exception):
    """The database was made by a later release; the text says what to do."""


def prepare(path: Path) -> bool:
    """Make the database or migrate it; True if there was something to do.

    NewerSchema: a later release has migrated it. sqlite3.Error: it is no database or not ours to write.
    InUse: it is large and old, and another process has it open.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(open_raw(path)) as connection:
        version = version_of(connection)
        if version is None:
            create(connection)
    refuse_newer(path, version)
    if version is not None and version < SCHEMA:
        # Alembic takes 0.1 s and 10 MB to import, and only an old database needs it.
        from bot.adapters.store.migrations.runner import upgrade, upgrade_copy

        (upgrade if path.stat().st_size < LARGE else upgrade_copy)(path)
    return version != SCHEMA


def refuse_newer(path: Path, version: str | None) -> None:
    """NewerSchema: the database at `path` has a schema that we do not know."""
    if version is not None and version > SCHEMA:
        raise NewerSchema(
            f"{path} has schema {version}, and this studybot knows {SCHEMA} at most; "
            "start the newer studybot that made it, or restore a backup"
        )


def version_of(connection: sqlite3.Connection) -> str | None:
    """The number of the last migration, None in an empty database.

    sqlite3.DatabaseError: the database belongs to something else.
    """
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    if not tables:
        return None
    if "alembic_version" not in tables:
        raise sqlite3.DatabaseError("this database belongs to something else")
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return row[0] if row else ""


def create(connection: sqlite3.Connection) -> None:
    """Make the tables in an empty database; nothing, if another process was faster."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        if version_of(connection) is None:
            for statement in _definitions():
                connection.execute(statement)
            connection.execute("INSERT INTO alembic_version VALUES (?)", (SCHEMA,))
            mark_clean(connection)
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def _definitions() -> Iterator[str]:
    dialect = sqlite.dialect()
    for table in metadata.sorted_tables:
        yield str(CreateTable(table).compile(dialect=dialect))
        for index in sorted(table.indexes, key=lambda index: str(index.name)):
            yield str(CreateIndex(index).compile(dialect=dialect))
