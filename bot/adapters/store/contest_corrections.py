"""Move contests by what a ruling has changed; those that have ended keep their standing."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from sqlalchemy import func, select, update

from bot.adapters.store.contest_shift import Entry, periods_of, shift
from bot.adapters.store.contest_tables import (
    IS_GOING_ON,
    contest_answers,
    contest_members,
    contest_people,
    contest_teams,
    contests,
)
from bot.adapters.store.total_corrections import Delta
from bot.adapters.store.transaction import Transaction, given
from bot.domain.contest import ContestKind
from bot.domain.ids import PersonId, RoundId

ENTRY_COLUMNS = tuple(contest_answers.c[name] for name in Entry._fields)
_OF_ROUND = (
    select(contests.c.kind, *ENTRY_COLUMNS)
    .join(contests, contests.c.id == contest_answers.c.contest)
    .where(contest_answers.c.round == given("round"), IS_GOING_ON)
)
_CHANGE = (
    update(contest_answers)
    .values(points=given("the_points"), right=given("is_right"), answered=given("counts"))
    .where(
        contest_answers.c.contest == given("the_contest"),
        contest_answers.c.person == given("who"),
        contest_answers.c.subject == given("what"),
    )
)
_mine = (contest_answers.c.contest == given("contest")) & (contest_answers.c.person == given("person"))
_LAST_OF_PERSON = (
    update(contest_people)
    .values(
        last_at=select(func.coalesce(func.max(contest_answers.c.at), 0))
        .where(_mine, contest_answers.c.points > 0)
        .where(contest_answers.c.day.between(given("first"), given("last")))
        .scalar_subquery()
    )
    .where(contest_people.c.contest == given("contest"), contest_people.c.period == given("period"))
    .where(contest_people.c.person == given("person"))
)
_LAST_OF_MEMBER = (
    update(contest_members)
    .values(
        last_at=select(func.coalesce(func.max(contest_answers.c.at), 0))
        .where(_mine, contest_answers.c.points > 0, contest_answers.c.team == given("team"))
        .scalar_subquery()
    )
    .where(contest_members.c.contest == given("contest"), contest_members.c.team == given("team"))
    .where(contest_members.c.person == given("person"))
)
_LAST_OF_TEAM = (
    update(contest_teams)
    .values(
        last_at=select(func.coalesce(func.max(contest_members.c.last_at), 0))
        .where(contest_members.c.contest == given("contest"), contest_members.c.team == given("team"))
        .scalar_subquery()
    )
    .where(contest_teams.c.contest == given("contest"), contest_teams.c.team == given("team"))
)


class Counting(NamedTuple):
    """An entry, and the kind of contest that counts it."""

    kind: ContestKind
    entry: Entry


def correct_contests(tx: Transaction, round_: RoundId, deltas: Mapping[PersonId, Delta]) -> None:
    """Let every contest that goes on count a regraded round as it counts now."""
    touched = []
    for kind, *values in tx.all(_OF_ROUND, {"round": round_}):
        entry = Entry(*values)
        delta = deltas.get(entry.self)
        if delta is not None:
            _correct(tx, ContestKind(kind), entry, delta)
            touched.append(Counting(ContestKind(kind), entry))
    settle(tx, touched)


def _correct(tx: Transaction, kind: ContestKind, entry: Entry, delta: Delta) -> None:
    now = entry._replace(
        points=entry.points + delta.points,
        right=entry.right + delta.right,
        answered=entry.answered + delta.answered,
    )
    key = {"the_contest": entry.contest, "who": entry.person, "what": entry.subject}
    tx.run(_CHANGE, {**key, "the_points": now.points, "is_right": now.right, "counts": now.answered})
    shift(tx, kind, entry, -1)
    if now.answered:
        shift(tx, kind, now, +1)


def settle(tx: Transaction, touched: Iterable[Counting]) -> None:
    """Say anew when those whose entries were changed or taken away have earned their last point."""
    people: dict[Any, dict[str, Any]] = {}
    members: dict[Any, dict[str, Any]] = {}
    teams: dict[Any, dict[str, Any]] = {}
    for kind, entry in touched:
        who = {"contest": entry.contest, "person": entry.person}
        for period, (first, last) in periods_of(kind, entry.day).items():
            bounds = {"period": period, "first": first, "last": last}
            people[entry.contest, entry.person, period] = {**who, **bounds}
        if entry.team is not None:
            members[entry.contest, entry.team, entry.person] = {**who, "team": entry.team}
            teams[entry.contest, entry.team] = {"contest": entry.contest, "team": entry.team}
    tx.run_all(_LAST_OF_PERSON, people.values())
    tx.run_all(_LAST_OF_MEMBER, members.values())
    tx.run_all(_LAST_OF_TEAM, teams.values())
