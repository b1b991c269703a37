"""Run Alembic on one database file."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, create_engine, event
from sqlalchemy.pool import NullPool

from bot.adapters.store.connection import open_raw


def upgrade(path: Path, to: str = "head") -> None:
    """Migrate the database in one transaction, which a second process waits for."""
    engine = create_engine("sqlite://", creator=lambda: open_raw(path), poolclass=NullPool)
    event.listen(engine, "begin", _begin)
    with engine.begin() as connection:
        command.upgrade(config_for(connection), to)


def config_for(connection: Connection | None) -> Config:
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.set_main_option("path_separator", "os")
    return config


def _begin(connection: Connection) -> None:
    # sqlite3's own transactions leave out the statements that make tables
    connection.exec_driver_sql("BEGIN IMMEDIATE")
