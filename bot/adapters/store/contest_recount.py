"""The sums of contests counted again from what each contest has counted row by row."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import CTE, Select, Table, case, func, or_, select, tuple_

from bot.adapters.store.contest_tables import (
    IS_GOING_ON,
    contest_activity,
    contest_answers,
    contest_best,
    contest_levels,
    contest_members,
    contest_people,
    contest_teams,
    contests,
)
from bot.adapters.store.ledger import COUNTED
from bot.adapters.store.tables import answers
from bot.domain.boards import Period
from bot.domain.contest import ContestKind

_rows = contest_answers
_is_counted = _rows.c.answered > 0
_in_team = _rows.c.team.is_not(None) & _is_counted
_LAST = func.max(case((_rows.c.points > 0, _rows.c.at), else_=0)).label("last_at")
_SUMS = (
    func.sum(_rows.c.points).label("points"),
    func.sum(_rows.c.right).label("right"),
    func.sum(_rows.c.answered).label("answered"),
)


def contest_sums(keys: CTE) -> Mapping[Table, Select[Any]]:
    """What each table of sums should hold; `keys` are pairs of a day and a period that it belongs to."""
    people = _people(keys)
    person = people.subquery("contest_person")
    return {
        contest_people: people,
        contest_levels: select(
            person.c.contest, person.c.period, person.c.points, func.count().label("people")
        ).group_by(person.c.contest, person.c.period, person.c.points),
        contest_members: _members(),
        contest_activity: _activity(),
        contest_best: _best(),
        contest_teams: _teams(),
    }


def _people(keys: CTE) -> Select[Any]:
    lasting = contests.c.kind == ContestKind.LEAGUE.value
    return (
        select(_rows.c.contest, keys.c.period, _rows.c.person, *_SUMS, _LAST)
        .join(contests, contests.c.id == _rows.c.contest)
        .join(keys, keys.c.day == _rows.c.day)
        .where(_is_counted, or_(lasting, keys.c.period == Period.ALL.value))
        .group_by(_rows.c.contest, keys.c.period, _rows.c.person)
    )


def _members() -> Select[Any]:
    return (
        select(_rows.c.contest, _rows.c.team, _rows.c.person, *_SUMS, _LAST)
        .where(_in_team)
        .group_by(_rows.c.contest, _rows.c.team, _rows.c.person)
    )


def _activity() -> Select[Any]:
    member = _members().subquery("member")
    return select(
        member.c.contest,
        member.c.team,
        member.c.answered,
        func.count().label("people"),
        func.sum(member.c.points).label("points"),
    ).group_by(member.c.contest, member.c.team, member.c.answered)


def _best() -> Select[Any]:
    return (
        select(
            _rows.c.contest, _rows.c.team, _rows.c.subject, _SUMS[1], func.max(_rows.c.points).label("points")
        )
        .where(_in_team, _rows.c.right > 0)
        .group_by(_rows.c.contest, _rows.c.team, _rows.c.subject)
    )


def _teams() -> Select[Any]:
    one = _best().subquery("one")
    most = select(contests.c.best).where(contests.c.id == one.c.contest).scalar_subquery()
    best = (
        select(func.coalesce(func.sum(func.min(one.c.right, most) * one.c.points), 0))
        .where(one.c.contest == _rows.c.contest, one.c.team == _rows.c.team)
        .scalar_subquery()
    )
    return (
        select(_rows.c.contest, _rows.c.team, *_SUMS, best.label("best"), _LAST)
        .where(_in_team)
        .group_by(_rows.c.contest, _rows.c.team)
    )


OUTDATED: Select[Any] = (
    select(contest_answers.c.contest, contest_answers.c.round, contest_answers.c.self)
    .join(contests, contests.c.id == contest_answers.c.contest)
    .join(
        answers,
        (answers.c.round == contest_answers.c.round) & (answers.c.person == contest_answers.c.self),
    )
    .where(
        IS_GOING_ON,
        tuple_(contest_answers.c.points, contest_answers.c.right, contest_answers.c.answered)
        != tuple_(*COUNTED),
    )
)
"""Entries of contests that go on and count something else than the ledger says."""
