"""When people, members and teams of a contest have earned their last point, said anew."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from sqlalchemy import func, select, update

from bot.adapters.store.contest_shift import Entry, periods_of
from bot.adapters.store.contest_tables import contest_answers, contest_members, contest_people, contest_teams
from bot.adapters.store.transaction import Transaction, given
from bot.domain.contest import ContestKind

ENTRY_COLUMNS = tuple(contest_answers.c[name] for name in Entry._fields)
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
