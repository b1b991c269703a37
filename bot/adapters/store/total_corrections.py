"""Move the totals of people and teams by what a ruling has changed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects.sqlite import insert

from bot.adapters.store.ruling_tables import exclusions
from bot.adapters.store.tables import histogram, totals
from bot.adapters.store.team_tables import team_totals
from bot.adapters.store.totals import period_keys
from bot.adapters.store.transaction import Transaction, given
from bot.domain.ids import ChannelId, PersonId, WorkspaceId
from bot.domain.round import Round


@dataclass(frozen=True, slots=True, kw_only=True)
class Delta:
    """By how much an answer counts otherwise than before; `before` and `was_right` are what it counted."""

    person: PersonId
    day: date
    team: str | None
    points: int
    right: int
    answered: int
    before: int
    was_right: int


_SUMS = ("points", "right", "answered")
_HERE = (given("the_scope"), given("the_period"))
_MOVE_PERSON = (
    update(totals)
    .values({name: totals.c[name] + given(f"more_{name}") for name in _SUMS})
    .where(totals.c.scope == _HERE[0], totals.c.period == _HERE[1], totals.c.person == given("who"))
)
_EMPTY_PERSON = delete(totals).where(
    totals.c.scope == _HERE[0],
    totals.c.period == _HERE[1],
    totals.c.person == given("who"),
    totals.c.answered == 0,
)
_MOVE_TEAM = (
    update(team_totals)
    .values({name: team_totals.c[name] + given(f"more_{name}") for name in _SUMS})
    .where(team_totals.c.scope == _HERE[0], team_totals.c.period == _HERE[1])
    .where(team_totals.c.team == given("the_team"))
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
_EXCLUDED = select(exclusions.c.person).where(exclusions.c.workspace == given("workspace"))


def correct_totals(tx: Transaction, round_: Round, deltas: Sequence[Delta]) -> None:
    """Whoever is off the boards has no totals to correct."""
    off = {person for (person,) in tx.all(_EXCLUDED, {"workspace": round_.workspace})}
    moved = [delta for delta in deltas if delta.person not in off]
    scopes = (round_.workspace, round_.channel)
    people = [{**_values(d), **where, "who": d.person} for d in moved for where in _wheres(scopes, d.day)]
    teams = [
        {**_values(d), **where, "the_team": d.team}
        for d in moved
        if d.team is not None
        for where in _wheres(scopes, d.day)
    ]
    tx.run_all(_MOVE_PERSON, people)
    tx.run_all(_MOVE_TEAM, teams)
    tx.run_all(_EMPTY_PERSON, people)
    changed = {day for day in (d.day for d in moved)}
    count_levels(tx, [where for day in changed for where in _wheres(scopes, day)])


def count_levels(tx: Transaction, boards: Iterable[dict[str, str]]) -> None:
    """Make the histogram of some boards anew, and forget teams that have nothing left on them."""
    rows = list({(row["the_scope"], row["the_period"]): row for row in boards}.values())
    tx.run_all(_FORGET_LEVELS, rows)
    tx.run_all(_COUNT_LEVELS, rows)
    tx.run_all(_EMPTY_TEAMS, rows)


def _values(delta: Delta) -> dict[str, Any]:
    return {
        "more_points": delta.points,
        "more_right": delta.right,
        "more_answered": delta.answered,
    }


def _wheres(scopes: Sequence[WorkspaceId | ChannelId], day: date) -> list[dict[str, str]]:
    """The board of every scope and period that a day belongs to."""
    return [
        {"the_scope": scope, "the_period": period}
        for scope, period in product(scopes, period_keys(day).values())
    ]
