"""Databases as whole files: copy one that is in use, keep others off, put one in another's place."""

import fcntl
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import BinaryIO

from bot.adapters.store.trouble import is_busy

# where SQLite locks a file: a connection with a log has the shared bytes locked for as long as it is open
_LOCK_BYTE, _LOCK_SIZE = 0x40000000, 512
_STEPS = 10_000  # of SQLite's machine between two looks at whether to stop

Stop = Callable[[], bool]


class InUse(Exception):
    """Another process has the database open; the text says what to do."""


def never() -> bool:
    return False


def copy(path: Path, target: Path, stop: Stop = never) -> None:
    """Copy a database that may be in use; the copy gets its name only once it is proved sound.

    Nobody has to wait meanwhile. FileExistsError: nothing is ever overwritten. FileNotFoundError: there is
    nothing to copy, or nowhere to put it. sqlite3.OperationalError: `stop` has said so.
    """
    if target.exists():
        raise FileExistsError(17, "is there already", str(target))
    if not target.parent.is_dir():
        raise FileNotFoundError(2, "no such folder", str(target.parent))
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    part.unlink(missing_ok=True)
    try:
        with closing(open_existing(path)) as source:
            source.set_progress_handler(stop, _STEPS)
            source.execute("VACUUM INTO ?", (str(part),))
        shutil.copymode(path, part)
        prove_sound(part, stop)
        sync(part)
        _name(part, target)
    finally:
        part.unlink(missing_ok=True)


def open_existing(path: Path) -> sqlite3.Connection:
    if not path.is_file():
        raise FileNotFoundError(f"there is no database at {path}")
    return sqlite3.connect(path, isolation_level=None)


def prove_sound(path: Path, stop: Stop = never) -> None:
    """sqlite3.DatabaseError: it is damaged."""
    with closing(open_existing(path)) as connection:
        connection.set_progress_handler(stop, _STEPS)
        (result,) = connection.execute("PRAGMA integrity_check").fetchone()
    if result != "ok":
        raise sqlite3.DatabaseError(f"{path} is damaged: {result}")


@contextmanager
def taken(path: Path) -> Iterator[BinaryIO]:
    """Nobody else can use the database while the block runs, and no log lies beside it.

    InUse: somebody has it open.
    """
    in_use = InUse(f"another process has {path} open; stop the bot and whatever else reads it")
    try:
        _bring_in_log(path)
    except sqlite3.DatabaseError as error:  # a damaged one is taken as it is
        if is_busy(error):
            raise in_use from None
    with path.open("r+b") as file:
        try:
            # tells of whoever has a damaged one open, too
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, _LOCK_SIZE, _LOCK_BYTE)
        except OSError:
            raise in_use from None
        yield file


def _bring_in_log(path: Path) -> None:
    """Write into the file what the log beside it holds; SQLite does so only for the last who has it open."""
    with closing(open_existing(path)) as connection:
        connection.execute("PRAGMA busy_timeout = 1000")
        connection.execute("PRAGMA journal_mode = DELETE")


def swap_in(part: Path, path: Path) -> None:
    """Put a finished file in the place of another at once: a crash leaves the one or the other."""
    sync(part)
    part.replace(path)
    sync(path.parent)


def sync(path: Path) -> None:
    """Wait until a file, or the names in a folder, are on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _name(part: Path, target: Path) -> None:
    try:
        # unlike a rename this overwrites nothing, so that of two copies at once only one gets the name
        target.hardlink_to(part)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        part.rename(target)
    sync(target.parent)
