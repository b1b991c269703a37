"""Put a copy in the place of the database, and keep what was there."""

import sqlite3
from contextlib import closing
from pathlib import Path

from bot.adapters.store.files import copy, open_existing, prove_sound, swap_in, taken
from bot.adapters.store.schema import refuse_newer, version_of


def restore(source: Path, path: Path) -> Path | None:
    """The name under which the replaced database is kept; None where there was none.

    FileNotFoundError: there is no such copy. sqlite3.DatabaseError: it is damaged, empty or something else's.
    NewerSchema: a later release has made it. InUse: somebody has the database open.
    """
    prove_sound(source)
    with closing(open_existing(source)) as connection:
        version = version_of(connection)
    if version is None:  # as a copy that was cut off at its start
        raise sqlite3.DatabaseError("there is nothing in it")
    refuse_newer(source, version)
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.restored")
    part.unlink(missing_ok=True)
    try:
        copy(source, part)
        return _exchanged(part, path)
    finally:
        part.unlink(missing_ok=True)


def _exchanged(part: Path, path: Path) -> Path | None:
    if not path.exists():
        swap_in(part, path)
        return None
    with taken(path):
        kept = _free_name(path)
        kept.hardlink_to(path)
        log = _log_of(path)
        if log.exists():  # of a damaged database; beside the new one it would spoil that as well
            log.rename(_log_of(kept))
        swap_in(part, path)
    return kept


def _log_of(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")


def _free_name(path: Path) -> Path:
    number = 1
    while (name := path.with_name(f"{path.name}.replaced-{number}")).exists():
        number += 1
    return name
