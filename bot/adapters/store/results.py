"""What happened in a period, for evaluation elsewhere: rounds, answers and boards.

Only what people did in public is listed one by one: no private practice, no look at an answer, no rating.
Boards count private quizzes too, as they do everywhere.
"""

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import ColumnElement, Select, Text, exists, func, or_, select, union_all

from bot.adapters.store.codec import to_moment
from bot.adapters.store.ledger import COUNTED, entries
from bot.adapters.store.ruling_tables import exclusions
from bot.adapters.store.schema import NewerSchema, version_of
from bot.adapters.store.tables import IS_PUBLIC, SCHEMA, answers, members, rounds
from bot.adapters.store.transaction import Transaction, given
from bot.domain.question import LETTERS

Record = Mapping[str, Any]

EARLIEST = "0000-00-00"
LATEST = "9999-99-99"

# People who asked to be hidden, and those who have left, are in no list; what they did counts in the sums.
_IS_SHOWN = ~members.c.is_hidden & ~members.c.has_left
_IS_MEMBER = (members.c.person == answers.c.person) & (members.c.workspace == rounds.c.workspace)
_IS_OFF = exists().where(
    exclusions.c.person == answers.c.person, exclusions.c.workspace == rounds.c.workspace
)
_IS_WANTED = or_(given("workspace") == "", rounds.c.workspace == given("workspace"))


def _within(day: ColumnElement[Any]) -> ColumnElement[bool]:
    return day.between(given("first"), given("last"))


_sums = (
    select(
        entries.c.round,
        func.sum(entries.c.answered).label("answered"),
        func.sum(entries.c.right).label("right"),
    )
    .group_by(entries.c.round)
    .subquery("sums")
)
_ROUNDS: Select[Any] = (
    select(
        rounds.c.id.label("round"),
        rounds.c.kind,
        rounds.c.workspace,
        rounds.c.channel,
        rounds.c.day,
        rounds.c.opened_at,
        rounds.c.closes_at,
        rounds.c.question_id.label("question"),
        rounds.c.topic,
        func.json_extract(rounds.c.question, "$.level", type_=Text).label("level"),
        func.json_extract(rounds.c.question, "$.prompt", type_=Text).label("prompt"),
        func.coalesce(_sums.c.answered, 0).label("answered"),
        func.coalesce(_sums.c.right, 0).label("right"),
    )
    .outerjoin(_sums, _sums.c.round == rounds.c.id)
    .where(IS_PUBLIC, _IS_WANTED, _within(rounds.c.day))
    .order_by(rounds.c.opened_at, rounds.c.seq)
)
_points, _right, _ = COUNTED
_ANSWERS: Select[Any] = (
    select(
        answers.c.round,
        rounds.c.workspace,
        rounds.c.channel,
        answers.c.day,
        answers.c.at,
        answers.c.question,
        answers.c.person,
        members.c.name,
        answers.c.choice,
        _right.label("right"),
        _points.label("points"),
    )
    .join(rounds, rounds.c.id == answers.c.round)
    .join(members, _IS_MEMBER)
    .where(answers.c.scored, IS_PUBLIC, _IS_SHOWN, _IS_WANTED, _within(answers.c.day))
    .order_by(answers.c.at, answers.c.person)
)
_audience = union_all(
    select(rounds.c.id, rounds.c.workspace.label("scope")),
    select(rounds.c.id, rounds.c.channel.label("scope")),
).subquery("audience")
_totals = (
    select(_audience.c.scope, answers.c.person, members.c.name)
    .add_columns(*(func.sum(entries.c[name]).label(name) for name in ("points", "right", "answered")))
    .select_from(entries)
    .join(answers, (answers.c.round == entries.c.round) & (answers.c.person == entries.c.person))
    .join(rounds, rounds.c.id == entries.c.round)
    .join(_audience, _audience.c.id == entries.c.round)
    .join(members, _IS_MEMBER)
    .where(_IS_SHOWN, ~_IS_OFF, _IS_WANTED, _within(answers.c.day))
    .group_by(_audience.c.scope, answers.c.person, members.c.name)
    .having(func.sum(entries.c.answered) > 0)
    .subquery("totals_of_period")
)
_BOARDS: Select[Any] = select(
    _totals.c.scope,
    func.rank().over(partition_by=_totals.c.scope, order_by=_totals.c.points.desc()).label("place"),
    *(_totals.c[name] for name in ("person", "name", "points", "right", "answered")),
).order_by(_totals.c.scope, _totals.c.points.desc(), _totals.c.person)

STATEMENTS: Mapping[str, Select[Any]] = {"rounds": _ROUNDS, "answers": _ANSWERS, "boards": _BOARDS}


_places = union_all(select(members.c.workspace), select(rounds.c.workspace)).subquery("places")
_WORKSPACES: Select[Any] = select(_places.c.workspace).distinct().order_by(_places.c.workspace)


class UnknownWorkspace(Exception):
    """Nobody was ever in a workspace of that id; the text names those that are known."""


class OldSchema(Exception):
    """The database was made by an earlier release; the text says what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which results: empty or None wants them all; `last` is the last day of the period."""

    workspace: str = ""
    first: date | None = None
    last: date | None = None
    with_names: bool = True


def columns(name: str, wanted: Wanted) -> Sequence[str]:
    """The keys of each record of a list."""
    keys = STATEMENTS[name].selected_columns.keys()
    return [key for key in keys if wanted.with_names or key != "name"]


def read_results(path: Path, wanted: Wanted) -> Mapping[str, Sequence[Record]]:
    """The lists `rounds`, `answers` and `boards`, all of one moment; the database is not written to.

    FileNotFoundError, sqlite3.Error: there is no database that can be read. NewerSchema: see there.
    OldSchema: it has to be upgraded first. UnknownWorkspace: see there.
    """
    if not path.is_file():
        raise FileNotFoundError(f"there is no database at {path}")
    with closing(sqlite3.connect(f"file:{quote(str(path))}?mode=ro", uri=True)) as connection:
        _refuse_other_schemas(path, version_of(connection))
        connection.execute("BEGIN")
        tx = Transaction(connection)
        _refuse_unknown(wanted.workspace, [row[0] for row in tx.all(_WORKSPACES, {})])
        return {name: _read(tx, statement, wanted) for name, statement in STATEMENTS.items()}


def _refuse_unknown(workspace: str, known: Sequence[str]) -> None:
    if workspace and workspace not in known:
        there = f"there are {', '.join(known)}" if known else "there is none yet"
        raise UnknownWorkspace(f"no workspace is called {workspace!r}; {there}")


def _refuse_other_schemas(path: Path, version: str | None) -> None:
    if version is None or version < SCHEMA:
        raise OldSchema(f"{path} was made by an earlier studybot; bring it up with `studybot db upgrade`")
    if version > SCHEMA:
        raise NewerSchema(f"{path} was made by a newer studybot; export with that one")


def _read(tx: Transaction, statement: Select[Any], wanted: Wanted) -> list[Record]:
    values = {
        "workspace": wanted.workspace,
        "first": wanted.first.isoformat() if wanted.first else EARLIEST,
        "last": wanted.last.isoformat() if wanted.last else LATEST,
    }
    names = statement.selected_columns.keys()
    return [
        _record(dict(zip(names, row, strict=True)), wanted.with_names) for row in tx.all(statement, values)
    ]


def _record(row: dict[str, Any], with_names: bool) -> Record:
    """A row as others read it: moments in ISO 8601, letters of options."""
    for name in row.keys() & {"at", "opened_at", "closes_at"}:
        row[name] = to_moment(row[name]).isoformat() if row[name] is not None else None
    if row.get("choice") is not None:
        row["choice"] = LETTERS[row["choice"]] if row["choice"] < len(LETTERS) else str(row["choice"] + 1)
    if not with_names:
        row.pop("name", None)
    return row
