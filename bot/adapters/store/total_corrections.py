"""Move the totals of people and teams by what a ruling has changed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import product

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
_Sums = tuple[int, int, int]
_HERE = (given("the_scope"), given("the_period"))
_MOVE_PERSON = (
    update(totals)
    .values({name: totals.c[name] + given(f"more_{name}") for name in _SUMS})
    .where(totals.c.scope == _HERE[0], totals.c.period == _HERE[1], totals.c.person == given("who"))
)
# whoever has answered nothing has no points, by which the index finds them
_EMPTY_PEOPLE = delete(totals).where(
    totals.c.scope == _HERE[0], totals.c.period == _HERE[1], totals.c.points == 0, totals.c.answered == 0
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
    people = [
        {**_named((d.points, d.right, d.answered)), **where, "who": d.person}
        for d in moved
        for where in _wheres(scopes, d.day)
    ]
    teams = [
        {**_named(sums), **where, "the_team": team}
        for (team, day), sums in _of_teams(moved).items()
        for where in _wheres(scopes, day)
    ]
    tx.run_all(_MOVE_PERSON, people)
    tx.run_all(_MOVE_TEAM, teams)
    _tidy(tx, [where for day in {d.day for d in moved} for where in _wheres(scopes, day)])


def _of_teams(moved: Iterable[Delta]) -> Mapping[tuple[str, date], _Sums]:
    """What has moved for each team on each day."""
    teams: dict[tuple[str, date], _Sums] = {}
    for delta in moved:
        if delta.team is not None:
            points, right, answered = teams.get((delta.team, delta.day), (0, 0, 0))
            sums = (points + delta.points, right + delta.right, answered + delta.answered)
            teams[delta.team, delta.day] = sums
    return teams


def _tidy(tx: Transaction, boards: Iterable[dict[str, str]]) -> None:
    """Forget who has nothing left on some boards, and make the histogram of these anew."""
    rows = list({(row["the_scope"], row["the_period"]): row for row in boards}.values())
    for statement in (_EMPTY_PEOPLE, _EMPTY_TEAMS, _FORGET_LEVELS, _COUNT_LEVELS):
        tx.run_all(statement, rows)


def _named(sums: _Sums) -> dict[str, int]:
    return dict(zip(("more_points", "more_right", "more_answered"), sums, strict=True))


@lru_cache(maxsize=64)  # the answers of a round are of a day or two
def _wheres(scopes: tuple[WorkspaceId, ChannelId], day: date) -> list[dict[str, str]]:
    """The board of every scope and period that a day belongs to."""
    return [
        {"the_scope": scope, "the_period": period}
        for scope, period in product(scopes, period_keys(day).values())
    ]
