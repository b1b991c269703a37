"""Reads notes from an Anki collection, a SQLite database that anybody may have made.

It is opened in memory, may not do anything but read tables, and is stopped when it takes too long.
"""

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from typing import Any

from bot.adapters.bank.importing.anki.notes import Note, last_part, words
from bot.adapters.bank.importing.bounds import MOST_QUESTIONS, printable
from bot.adapters.bank.importing.found import CannotImport

HEADER = b"SQLite format 3\0"
ROLLBACK = b"\x01\x01"  # versions of the file format without a log beside it
STEPS = 100_000  # of SQLite's machine, between two looks
MOST_STEPS = 1_000  # looks; about three seconds
FIELD_END = "\x1f"
ALLOWED = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ}
CLOZE = 1


def notes_of(database: bytes) -> Iterator[Note]:
    """Every note in the order in which they were made. CannotImport: it is no collection."""
    if not database.startswith(HEADER) or len(database) < 512:
        raise CannotImport("holds a collection that is no SQLite database")
    try:
        with closing(_opened(database)) as connection:
            yield from _notes(connection)
    except (sqlite3.Error, ValueError, OverflowError, MemoryError, RecursionError):
        raise CannotImport("holds a collection that is damaged, or is none of Anki's") from None


def _opened(database: bytes) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.deserialize(database[:18] + ROLLBACK + database[20:])
    connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
    connection.create_collation(
        "unicase", lambda a, b: (a.casefold() > b.casefold()) - (a.casefold() < b.casefold())
    )
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, 4_000_000)
    looks = iter(range(MOST_STEPS))
    connection.set_progress_handler(lambda: next(looks, None) is None, STEPS)
    connection.set_authorizer(_authorise)
    return connection


def _authorise(action: int, *_: object) -> int:
    return sqlite3.SQLITE_OK if action in ALLOWED else sqlite3.SQLITE_DENY


def _notes(connection: sqlite3.Connection) -> Iterator[Note]:
    tables = {
        name
        for name, sql in connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'")
        if isinstance(sql, str) and "VIRTUAL" not in sql[:40].upper()
    }
    if "notes" not in tables:
        raise CannotImport("holds a collection without notes")
    kinds = _new_kinds(connection) if "notetypes" in tables else _old_kinds(connection)
    decks = _new_decks(connection) if "decks" in tables else _old_decks(connection)
    deck_of = dict(connection.execute("SELECT nid, did FROM cards")) if "cards" in tables else {}
    query = "SELECT id, mid, tags, flds FROM notes ORDER BY id LIMIT ?"
    for id_, kind, tags, fields in connection.execute(query, (MOST_QUESTIONS + 1,)):
        names, is_cloze = kinds.get(kind, ((), False))
        yield Note(
            line=0,
            fields=[printable(field) for field in str(fields or "").split(FIELD_END)[:100]],
            names=names,
            deck=printable(last_part(decks.get(deck_of.get(id_), ""))),
            tags=words(printable(tags)) if isinstance(tags, str) else (),
            is_cloze=is_cloze,
        )


Kinds = Mapping[Any, tuple[tuple[str, ...], bool]]
"""The names of the fields of each kind of note, and whether it has gaps to fill."""


def _old_kinds(connection: sqlite3.Connection) -> Kinds:
    return {
        key: (
            tuple(str(field.get("name", "")) for field in _dicts(model.get("flds"))),
            model.get("type") == CLOZE,
        )
        for key, model in _old_json(connection, "models").items()
    }


def _old_decks(connection: sqlite3.Connection) -> Mapping[Any, str]:
    return {key: str(deck.get("name", "")) for key, deck in _old_json(connection, "decks").items()}


def _old_json(connection: sqlite3.Connection, column: str) -> Mapping[int, Mapping[str, Any]]:
    """Kinds of notes and decks stand as JSON in the one row of `col`, under their numbers as texts."""
    query = {"models": "SELECT models FROM col LIMIT 1", "decks": "SELECT decks FROM col LIMIT 1"}[column]
    row = connection.execute(query).fetchone()
    value = json.loads(row[0]) if row and isinstance(row[0], str) and row[0] else {}
    entries = value.items() if isinstance(value, dict) else ()
    return {
        int(key): entry
        for key, entry in entries
        if isinstance(entry, dict) and key.isascii() and key.isdigit() and len(key) < 20
    }


def _dicts(value: Any) -> Iterator[Mapping[str, Any]]:
    yield from (each for each in value if isinstance(each, dict)) if isinstance(value, list) else ()


def _new_kinds(connection: sqlite3.Connection) -> Kinds:
    names: dict[Any, list[str]] = {}
    for kind, name in connection.execute("SELECT ntid, name FROM fields ORDER BY ntid, ord LIMIT 100000"):
        names.setdefault(kind, []).append(str(name))
    configs = connection.execute("SELECT id, config FROM notetypes LIMIT 10000")
    # a message whose first field, the kind, is 1; the field is not written where it is 0
    return {
        kind: (tuple(names.get(kind, ())), bytes(config or b"")[:2] == b"\x08\x01")
        for kind, config in configs
    }


def _new_decks(connection: sqlite3.Connection) -> Mapping[Any, str]:
    return {key: str(name) for key, name in connection.execute("SELECT id, name FROM decks LIMIT 10000")}
