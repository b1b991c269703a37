"""What an administrator asks of a database file: is it sound, bring it up to date."""

from collections import Counter
from contextlib import closing
from pathlib import Path

from bot.adapters.store.files import open_existing
from bot.adapters.store.recount import differences
from bot.adapters.store.schema import prepare, refuse_newer, version_of
from bot.adapters.store.tables import SCHEMA
from bot.adapters.store.transaction import Transaction


def check_totals(path: Path) -> list[str]:
    """Every way in which the file is damaged or its totals differ from the ledger, a line each.

    FileNotFoundError, sqlite3.DatabaseError: there is no database to check. NewerSchema: a later release has
    migrated it.
    """
    with closing(open_existing(path)) as connection:
        connection.execute("BEGIN")
        damage = [f"damaged: {text}" for (text,) in connection.execute("PRAGMA integrity_check")]
        if damage != ["damaged: ok"]:
            return damage
        version = version_of(connection)
        refuse_newer(path, version)
        if version != SCHEMA:
            return [f"its schema is {version or 'none'}, not {SCHEMA}; run `studybot db upgrade` first"]
        dangling = Counter(
            (table, parent) for table, _, parent, _ in connection.execute("PRAGMA foreign_key_check")
        )
        lines = [
            f"{table}: rows that refer to none of {parent}: {count:,}"
            for (table, parent), count in sorted(dangling.items())
        ]
        try:
            return lines + list(differences(Transaction(connection)))
        except (TypeError, ValueError) as error:
            return [*lines, f"answers: a day that is no date, so nothing can be counted: {error}"]


def upgrade(path: Path) -> bool:
    """Make the database or migrate it; True if there was something to do.

    NewerSchema: a later release has migrated it.
    """
    return prepare(path)
