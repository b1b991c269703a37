"""Make sure that what was deleted is in no corner of the database file either."""

import sqlite3

import structlog

from bot.adapters.store.tables import SCHEMA

log = structlog.get_logger()


def scrub(connection: sqlite3.Connection) -> bool:
    """Empty the log behind a deletion; False where another process holds it up.

    `secure_delete` has overwritten what was deleted, but log and file keep pages as they were before until no
    reader needs them. A file that a migration or an earlier release has written may hold more: it is once
    written anew from what is in its tables, which takes seconds where there are a million answers.
    """
    try:
        if connection.execute("PRAGMA user_version").fetchone() != (int(SCHEMA),):
            connection.execute("VACUUM")
            mark_clean(connection)
        (busy, *_) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except sqlite3.OperationalError as error:  # another process reads, or the disk is full
        log.warning("store.not_scrubbed", error=repr(error))
        return False
    return not busy


def mark_clean(connection: sqlite3.Connection) -> None:
    """Note that nothing was ever deleted in this file without being overwritten."""
    connection.execute(f"PRAGMA user_version = {int(SCHEMA)}")
