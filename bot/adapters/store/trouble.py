"""SQLite's errors that are no fault of ours, as the core knows them."""

import sqlite3

from bot.ports.trouble import StoreBusy, StoreFull

_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_DISK = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN}


def translated(error: Exception) -> Exception:
    """What the core may know of; any other error is its own translation."""
    code = _primary_code(error)
    if code in _BUSY:
        return StoreBusy(str(error))
    return StoreFull(str(error)) if code in _DISK else error


def is_busy(error: Exception) -> bool:
    return _primary_code(error) in _BUSY


def _primary_code(error: Exception) -> int | None:
    """SQLite's result code without the byte that says more about it; errors of other making have none."""
    code: int | None = getattr(error, "sqlite_errorcode", None)
    return None if code is None else code & 0xFF
