"""What an administrator asks of a database file: is it sound, keep a copy, bring it up to date."""

import sqlite3
from contextlib import closing
from pathlib import Path

from bot.adapters.store.recount import differences
from bot.adapters.store.schema import prepare
from bot.adapters.store.transaction import Transaction


def check_totals(path: Path) -> list[str]:
    """Every way in which the file is damaged or its totals differ from the ledger, a line each.

    FileNotFoundError, sqlite3.DatabaseError: there is no database to check.
    """
    with closing(_open_existing(path)) as connection:
        connection.execute("BEGIN")
        damage = [f"damaged: {text}" for (text,) in connection.execute("PRAGMA integrity_check")]
        if damage != ["damaged: ok"]:
            return damage
        dangling = connection.execute("PRAGMA foreign_key_check").fetchall()
        lines = [
            f"{table}: a row refers to {parent}, which has no such row" for table, _, parent, _ in dangling
        ]
        return lines + list(differences(Transaction(connection)))


def backup(path: Path, target: Path) -> None:
    """Copy a database that may be in use, and prove that the copy is sound.

    FileExistsError: nothing is ever overwritten. FileNotFoundError: there is nothing to copy.
    """
    with closing(_open_existing(path)) as source:
        # made here, so that of two backups at once only one gets the name
        target.touch(exist_ok=False)
        try:
            source.execute("VACUUM INTO ?", (str(target),))
            _verify(target)
        except BaseException:
            target.unlink(missing_ok=True)
            raise


def _verify(target: Path) -> None:
    with closing(_open_existing(target)) as copy:
        (result,) = copy.execute("PRAGMA integrity_check").fetchone()
    if result != "ok":
        raise sqlite3.DatabaseError(f"the copy {target} is damaged: {result}")


def upgrade(path: Path) -> bool:
    """Make the database or migrate it; True if there was something to do.

    NewerSchema: a later release has migrated it.
    """
    return prepare(path)


def _open_existing(path: Path) -> sqlite3.Connection:
    if not path.is_file():
        raise FileNotFoundError(f"there is no database at {path}")
    return sqlite3.connect(path, isolation_level=None)
