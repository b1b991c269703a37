"""Run SQLAlchemy Core statements on a raw sqlite3 connection, each compiled only once."""

import sqlite3
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, bindparam
from sqlalchemy.dialects import sqlite
from sqlalchemy.sql import ClauseElement

Row = tuple[Any, ...]
Values = Mapping[str, Any]

_DIALECT = sqlite.dialect(paramstyle="named")


class Compiled(NamedTuple):
    """A statement as SQLite takes it, and the values that are part of the statement."""

    sql: str
    constants: dict[str, Any]


@cache
def compiled(statement: ClauseElement) -> Compiled:
    done = statement.compile(dialect=_DIALECT)
    constants = {name: value for name, value in (done.params or {}).items() if value is not None}
    return Compiled(str(done), constants)


def given(name: str) -> BindParameter[Any]:
    """A value that comes with each execution of a statement."""
    return bindparam(name, required=False)


class Transaction:
    """What a unit of work may do while its transaction is open, in the connection's own thread."""

    __slots__ = ("_connection",)

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def run(self, statement: ClauseElement, values: Values) -> int:
        """Execute and return how many rows changed."""
        return self._execute(statement, values).rowcount

    def run_all(self, statement: ClauseElement, rows: Iterable[Values]) -> None:
        sql, constants = compiled(statement)
        self._connection.executemany(sql, [{**constants, **row} for row in rows] if constants else rows)

    def one(self, statement: ClauseElement, values: Values) -> Row | None:
        row: Row | None = self._execute(statement, values).fetchone()
        return row

    def first(self, statement: ClauseElement, values: Values) -> Row:
        """The row of a statement that always gives one."""
        (row,) = self._execute(statement, values).fetchall()
        return tuple(row)

    def all(self, statement: ClauseElement, values: Values) -> list[Row]:
        return self._execute(statement, values).fetchall()

    def new_key(self, statement: ClauseElement, values: Values) -> int:
        """Insert a row and return the integer key that it got."""
        return self._execute(statement, values).lastrowid or 0

    def _execute(self, statement: ClauseElement, values: Values) -> sqlite3.Cursor:
        sql, constants = compiled(statement)
        return self._connection.execute(sql, {**constants, **values} if constants else values)
