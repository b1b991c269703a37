"""Move the totals of people and teams by what a ruling has changed, set by set."""

from collections.abc import Collection
from datetime import date
from itertools import product

import msgspec
from sqlalchemy import Subquery, Table, Text, delete, exists, func, select, true
from sqlalchemy.dialects.sqlite import Insert, insert

from bot.adapters.store.ruled import MOVED, SUMS
from bot.adapters.store.ruling_tables import exclusions
from bot.adapters.store.tables import histogram, totals
from bot.adapters.store.team_tables import team_totals
from bot.adapters.store.totals import period_keys
from bot.adapters.store.transaction import Transaction, given
from bot.domain.round import Round

_board = func.json_each(given("boards")).table_valued("value")
_BOARDS = (
    select(
        func.json_extract(_board.c.value, "$[0]", type_=Text).label("day"),
        func.json_extract(_board.c.value, "$[1]", type_=Text).label("scope"),
        func.json_extract(_board.c.value, "$[2]", type_=Text).label("period"),
    )
    .cte("boards")
    .prefix_with("MATERIALIZED")
)
# whoever is off the boards has no totals to move
_is_off = exists().where(exclusions.c.workspace == given("workspace"), exclusions.c.person == MOVED.c.person)
_PEOPLE = select(MOVED.c.person, MOVED.c.day, *(MOVED.c[name] for name in SUMS)).where(~_is_off)
_TEAMS = (
    select(MOVED.c.team, MOVED.c.day, *(func.sum(MOVED.c[name]).label(name) for name in SUMS))
    .where(MOVED.c.team.is_not(None), ~_is_off)
    .group_by(MOVED.c.team, MOVED.c.day)
)


def _moving(table: Table, whose: str, moved: Subquery) -> Insert:
    """Add what was moved to the rows of a table, on every board of its day."""
    rows = (
        select(_BOARDS.c.scope, _BOARDS.c.period, moved.c[whose], *(moved.c[name] for name in SUMS))
        # an outer join keeps the order of `moved`, by which neighbours in the table are written together
        .select_from(moved.outerjoin(_BOARDS, _BOARDS.c.day == moved.c.day))
        .where(true())  # without it SQLite takes ON CONFLICT for a join's condition
    )
    add = insert(table).from_select(["scope", "period", whose, *SUMS], rows)
    return add.on_conflict_do_update(
        index_elements=["scope", "period", whose],
        set_={name: table.c[name] + add.excluded[name] for name in SUMS},
    )


_MOVE = (
    _moving(totals, "person", _PEOPLE.subquery("people")),
    _moving(team_totals, "team", _TEAMS.subquery("of_teams")),
)
_HERE = (given("the_scope"), given("the_period"))
# whoever has answered nothing has no points, by which the index finds them
_EMPTY_PEOPLE = delete(totals).where(
    totals.c.scope == _HERE[0], totals.c.period == _HERE[1], totals.c.points == 0, totals.c.answered == 0
)
_EMPTY_TEAMS = delete(team_totals).where(
    team_totals.c.scope == _HERE[0], team_totals.c.period == _HERE[1], team_totals.c.answered == 0
)
_FORGET_LEVELS = delete(histogram).where(histogram.c.scope == _HERE[0], histogram.c.period == _HERE[1])
_COUNT_LEVELS = insert(histogram).from_select(
    ["scope", "period", "points", "people"],
    select(totals.c.scope, totals.c.period, totals.c.points, func.count())
    .where(totals.c.scope == _HERE[0], totals.c.period == _HERE[1])
    .group_by(totals.c.points),
)


def correct_totals(tx: Transaction, ruling: int, round_: Round, days: Collection[date]) -> None:
    """By what `ruling` has written about a round; `days` are those of its answers."""
    scopes = (round_.workspace, round_.channel)
    boards = [
        (day.isoformat(), scope, period)
        for day in days
        for scope, period in product(scopes, period_keys(day).values())
    ]
    values = {"ruling": ruling, "round": round_.id, "workspace": round_.workspace}
    for statement in _MOVE:
        tx.run(statement, {**values, "boards": msgspec.json.encode(boards).decode()})
    _tidy(tx, {(scope, period) for _, scope, period in boards})


def _tidy(tx: Transaction, boards: Collection[tuple[str, str]]) -> None:
    """Forget who has nothing left on some boards, and make the histogram of these anew."""
    rows = [{"the_scope": scope, "the_period": period} for scope, period in boards]
    for statement in (_EMPTY_PEOPLE, _EMPTY_TEAMS, _FORGET_LEVELS, _COUNT_LEVELS):
        tx.run_all(statement, rows)
