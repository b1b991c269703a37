"""Whatever is run often finds its rows through an index, however many there are."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest
from sqlalchemy import Select
from sqlalchemy.sql.dml import UpdateBase

from bot.adapters.store import (
    accepted_options,
    announcements,
    answers,
    attendance,
    audit,
    board_places,
    boards,
    contest_boards,
    contest_corrections,
    contest_course,
    contest_divisions,
    contest_ledger,
    contest_replay,
    contest_results,
    contest_settling,
    contest_shift,
    contest_teams,
    contests,
    counting,
    expiry,
    fast_answers,
    habits,
    inbox,
    interviews,
    items,
    live,
    live_choices,
    membership,
    notices,
    outbox,
    people,
    quizzes,
    reports,
    reviews,
    rounds,
    rulings,
    slots,
    streaks,
    suggestion_news,
    team_boards,
    team_groups,
    team_totals,
    teams,
    total_corrections,
    totals,
)
from bot.adapters.store.connection import open_raw
from bot.adapters.store.schema import prepare
from bot.adapters.store.transaction import compiled

MODULES = (
    announcements,
    board_places,
    accepted_options,
    answers,
    attendance,
    audit,
    boards,
    contest_boards,
    contest_corrections,
    contest_course,
    contest_divisions,
    contest_ledger,
    contest_replay,
    contest_results,
    contest_settling,
    contest_shift,
    contest_teams,
    contests,
    counting,
    expiry,
    fast_answers,
    habits,
    inbox,
    interviews,
    items,
    live,
    live_choices,
    membership,
    notices,
    outbox,
    people,
    quizzes,
    reports,
    reviews,
    rounds,
    rulings,
    slots,
    streaks,
    team_boards,
    team_groups,
    suggestion_news,
    team_totals,
    teams,
    total_corrections,
    totals,
)
SMALL_INDEXES = (
    "rounds_running",
    "deliveries_pending",
    "reminders_due",
    "live_quizzes_running",
    "teams_following",
    "cases_open",
    "notices_waiting",
    "notices_kept",
    "own_questions_suggested",
)
"""These hold only what is not finished yet, so reading one as a whole is right."""
SMALL_TABLES = ("SCAN link_codes", "SCAN link_tries")
"""These hold what is a day old at most."""

ONCE_A_START = ("notices._INTERRUPTED",)

FOUND_BEFORE = ("SCAN people", "SCAN (subquery-2)", "SCAN moved")
"""What another part of the same statement has found through an index."""

STATEMENTS = {
    f"{module.__name__.rpartition('.')[2]}.{name}": statement
    for module in MODULES
    for name, statement in vars(module).items()
    if isinstance(statement, Select | UpdateBase)
}


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    path = tmp_path_factory.mktemp("plans") / "study.db"
    prepare(path)
    with closing(open_raw(path)) as connection:
        yield connection


def plan(connection: sqlite3.Connection, statement: Any) -> list[str]:
    sql, constants = compiled(statement)
    values = dict.fromkeys(re.findall(r":(\w+)", sql)) | constants
    rows = connection.execute(f"EXPLAIN QUERY PLAN {sql}", values or [None] * sql.count("?")).fetchall()
    return [step for *_, step in rows]


@pytest.mark.parametrize("name", sorted(set(STATEMENTS) - set(ONCE_A_START)))
def test_no_statement_reads_a_whole_table(empty: sqlite3.Connection, name: str) -> None:
    scans = [
        step
        for step in plan(empty, STATEMENTS[name])
        if step.startswith("SCAN") and "CONSTANT" not in step and "VIRTUAL TABLE" not in step
        if step not in FOUND_BEFORE
    ]
    assert all(step.endswith(SMALL_INDEXES) or step in SMALL_TABLES for step in scans), scans


@pytest.mark.parametrize(
    "name",
    [
        "boards._FIRST_PAGE",
        "boards._REST_OF_TIE",
        "boards._BELOW",
        "boards._ABOVE_IN_TIE",
        "boards._HIGHER",
        "contest_boards._FIRST_PAGE",
        "contest_boards._REST_OF_TIE",
        "contest_boards._LATER",
        "contest_boards._LESS_RIGHT",
        "contest_boards._BELOW",
        "rounds._LATEST",
        "reviews._CARDS",
    ],
)
def test_pages_come_sorted_from_an_index(empty: sqlite3.Connection, name: str) -> None:
    steps = plan(empty, STATEMENTS[name])
    assert not any("TEMP B-TREE" in step for step in steps), steps
