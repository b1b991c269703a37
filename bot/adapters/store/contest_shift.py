"""Move every sum that one entry of a contest is part of, up or down."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Delete, Table, delete, func, select
from sqlalchemy.dialects.sqlite import Insert, insert
from sqlalchemy.sql import ClauseElement

from bot.adapters.store.contest_tables import (
    contest_activity,
    contest_best,
    contest_levels,
    contest_members,
    contest_people,
    contest_teams,
    contests,
)
from bot.adapters.store.transaction import Transaction, given
from bot.domain.boards import Period
from bot.domain.contest import ContestKind
from bot.domain.ids import ContestId, PersonId


class Entry(NamedTuple):
    """A row of `contest_answers`; `at` is in microseconds and `right` and `answered` are 0 or 1."""

    contest: ContestId
    person: PersonId
    subject: str
    round: str
    self: PersonId
    team: str | None
    day: str
    at: int
    points: int
    right: int
    answered: int = 1

    def row(self) -> Mapping[str, Any]:
        return self._asdict()


_SUMS = ("points", "right", "answered")


def _moving(table: Table, keys: Sequence[str]) -> Insert:
    """Add to a row of sums, or make it; its last point is the later one."""
    add = insert(table)
    sums = {name: table.c[name] + add.excluded[name] for name in _SUMS}
    last = {"last_at": func.max(table.c.last_at, add.excluded.last_at)}
    return add.on_conflict_do_update(index_elements=[table.c[key] for key in keys], set_={**sums, **last})


def _empty(table: Table, keys: Sequence[str], column: str = "answered") -> Delete:
    """Forget a row that counts nothing any more."""
    return delete(table).where(*(table.c[key] == given(key) for key in keys), table.c[column] == 0)


def _adding(table: Table, keys: Sequence[str], names: Sequence[str]) -> Insert:
    add = insert(table)
    return add.on_conflict_do_update(
        index_elements=[table.c[key] for key in keys],
        set_={name: table.c[name] + add.excluded[name] for name in names},
    )


_PERSON = ("contest", "period", "person")
_MOVE_PERSON = _moving(contest_people, _PERSON).returning(contest_people.c.points, contest_people.c.answered)
_EMPTY_PERSON = _empty(contest_people, _PERSON)
_LEVEL = ("contest", "period", "points")
_MOVE_LEVEL = _adding(contest_levels, _LEVEL, ["people"]).returning(contest_levels.c.people)
_EMPTY_LEVEL = _empty(contest_levels, _LEVEL, "people")

_MEMBER = ("contest", "team", "person")
_MOVE_MEMBER = _moving(contest_members, _MEMBER).returning(
    contest_members.c.points, contest_members.c.answered
)
_EMPTY_MEMBER = _empty(contest_members, _MEMBER)
_ACTIVE = ("contest", "team", "answered")
_MOVE_ACTIVE = _adding(contest_activity, _ACTIVE, ["people", "points"]).returning(contest_activity.c.people)
_EMPTY_ACTIVE = _empty(contest_activity, _ACTIVE, "people")

_TEAM = ("contest", "team")
_add_team = insert(contest_teams)
_MOVE_TEAM = _add_team.on_conflict_do_update(
    index_elements=[contest_teams.c[key] for key in _TEAM],
    set_={
        **{name: contest_teams.c[name] + _add_team.excluded[name] for name in (*_SUMS, "best")},
        "last_at": func.max(contest_teams.c.last_at, _add_team.excluded.last_at),
    },
).returning(contest_teams.c.answered)
_EMPTY_TEAM = _empty(contest_teams, _TEAM)
_ON_SUBJECT = ("contest", "team", "subject")
_add_best = insert(contest_best)
_MOVE_BEST = _add_best.on_conflict_do_update(
    index_elements=[contest_best.c[key] for key in _ON_SUBJECT],
    set_={"right": contest_best.c.right + _add_best.excluded.right, "points": _add_best.excluded.points},
).returning(contest_best.c.right)
_EMPTY_BEST = _empty(contest_best, _ON_SUBJECT, "right")
_BEST = select(contests.c.best).where(contests.c.id == given("contest"))


def shift(tx: Transaction, kind: ContestKind, entry: Entry, sign: int) -> None:
    """Add (+1) what an entry counts to every sum, or take it away (-1) but for the moments of last points."""
    moved = {
        "points": sign * entry.points,
        "right": sign * entry.right,
        "answered": sign * entry.answered,
        "last_at": entry.at if sign > 0 and entry.points else 0,
    }
    for period in periods_of(kind, entry.day):
        _shift_person(tx, {"contest": entry.contest, "period": period, "person": entry.person}, moved)
    if entry.team is not None:
        _shift_team(tx, entry, entry.team, moved, sign)


@lru_cache(maxsize=64)
def periods_of(kind: ContestKind, day: str) -> Mapping[str, tuple[str, str]]:
    """The periods under which a contest keeps what counts for a day, with their first and last days."""
    periods = [Period.ALL] if kind is ContestKind.COMPETITION else list(Period)
    counted = date.fromisoformat(day)
    bounds = {period.key(counted): period.days(counted) for period in periods}
    return {key: (first.isoformat(), last.isoformat()) for key, (first, last) in bounds.items()}


def _shift_person(tx: Transaction, who: Mapping[str, Any], moved: Mapping[str, int]) -> None:
    points, answered = tx.first(_MOVE_PERSON, {**who, **moved})
    before = (points - moved["points"], answered - moved["answered"])
    level = {"contest": who["contest"], "period": who["period"]}
    if before[1]:
        _move(tx, (_MOVE_LEVEL, _EMPTY_LEVEL), {**level, "points": before[0], "people": -1})
    if answered:
        tx.first(_MOVE_LEVEL, {**level, "points": points, "people": 1})
    else:
        tx.run(_EMPTY_PERSON, who)


def _move(tx: Transaction, how: tuple[ClauseElement, ClauseElement], values: Mapping[str, Any]) -> None:
    """Move a row of sums, and forget it once it counts nothing."""
    change, forget = how
    if tx.first(change, values)[0] == 0:
        tx.run(forget, values)


def _shift_team(tx: Transaction, entry: Entry, team: str, moved: Mapping[str, int], sign: int) -> None:
    of_team = {"contest": entry.contest, "team": team}
    who = {**of_team, "person": entry.person}
    points, answered = tx.first(_MOVE_MEMBER, {**who, **moved})
    if before := answered - moved["answered"]:
        left = {**of_team, "answered": before, "people": -1, "points": moved["points"] - points}
        _move(tx, (_MOVE_ACTIVE, _EMPTY_ACTIVE), left)
    if answered:
        tx.first(_MOVE_ACTIVE, {**of_team, "answered": answered, "people": 1, "points": points})
    else:
        tx.run(_EMPTY_MEMBER, who)
    best = _shift_best(tx, entry, team, sign) if entry.right else 0
    _move(tx, (_MOVE_TEAM, _EMPTY_TEAM), {**of_team, **moved, "best": best})


def _shift_best(tx: Transaction, entry: Entry, team: str, sign: int) -> int:
    """By how much the points of the best members on a subject move; all right answers to it earn the same."""
    key = {"contest": entry.contest, "team": team, "subject": entry.subject}
    (right,) = tx.first(_MOVE_BEST, {**key, "right": sign, "points": entry.points})
    if not right:
        tx.run(_EMPTY_BEST, key)
    (most,) = tx.first(_BEST, {"contest": entry.contest})
    counts = right <= most if sign > 0 else right < most
    return sign * entry.points if counts else 0
