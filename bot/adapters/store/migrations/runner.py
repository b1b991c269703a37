"""Run Alembic on one database file."""

import shutil
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, create_engine, event
from sqlalchemy.pool import NullPool

from bot.adapters.store.connection import open_raw
from bot.adapters.store.files import prove_sound, swap_in, taken


def upgrade(path: Path, to: str = "head") -> None:
    """Migrate the database in one transaction, which a second process waits for."""
    engine = create_engine("sqlite://", creator=lambda: open_raw(path), poolclass=NullPool)
    event.listen(engine, "begin", _begin)
    with engine.begin() as connection:
        command.upgrade(config_for(connection), to)


def upgrade_copy(path: Path) -> None:
    """Migrate a copy of the database, prove it sound and put it in its place; until then nothing changes.

    InUse: somebody has the database open. sqlite3.DatabaseError: it is damaged.
    """
    part = path.with_name(f".{path.name}.migrating")
    with taken(path) as original:
        try:
            _forget(part)  # of an earlier try that was cut off
            with part.open("wb") as file:
                shutil.copyfileobj(original, file, length=1024 * 1024)
            shutil.copymode(path, part)
            upgrade(part)
            prove_sound(part)
            swap_in(part, path)
        finally:
            _forget(part)


def _forget(part: Path) -> None:
    for ending in ("", "-wal", "-shm", "-journal"):
        part.with_name(part.name + ending).unlink(missing_ok=True)


def config_for(connection: Connection | None) -> Config:
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.set_main_option("path_separator", "os")
    return config


def _begin(connection: Connection) -> None:
    # sqlite3's own transactions leave out the statements that make tables
    connection.exec_driver_sql("BEGIN IMMEDIATE")
