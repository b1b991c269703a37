"""Count everything again from the ledger, in another way than answers do, and tell each difference.

What is kept by adding answer after answer is compared with what one look at the whole ledger says.
The work is left to SQLite, so that a million answers take seconds and little memory.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import product
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Select, Table, Text, except_, exists, func, or_, select, union_all

from bot.adapters.store.contest_recount import OUTDATED, contest_sums
from bot.adapters.store.ledger import entries
from bot.adapters.store.ruling_tables import exclusions
from bot.adapters.store.tables import answers, asked_days, deliveries, histogram, rounds, runs, totals
from bot.adapters.store.team_tables import team_totals
from bot.adapters.store.transaction import Row, Transaction, given
from bot.domain.boards import Period
from bot.ports.records import Action, DeliveryState

# every round under each of its two scopes
_audience = union_all(
    select(rounds.c.id, rounds.c.workspace.label("scope"), rounds.c.day, rounds.c.for_streaks),
    select(rounds.c.id, rounds.c.channel.label("scope"), rounds.c.day, rounds.c.for_streaks),
).cte("audience")
_scored = answers.c.scored
_is_off = exists().where(
    exclusions.c.person == answers.c.person, exclusions.c.workspace == rounds.c.workspace
)
# what each answer counts under each of its two scopes, but for people who are off the boards
_counting = (
    select(_audience.c.scope, answers.c.person, answers.c.team, answers.c.day)
    .add_columns(*(entries.c[name] for name in ("points", "right", "answered")))
    .select_from(entries)
    .join(answers, (answers.c.round == entries.c.round) & (answers.c.person == entries.c.person))
    .join(rounds, rounds.c.id == entries.c.round)
    .join(_audience, _audience.c.id == entries.c.round)
    .where(~_is_off)
    .cte("counting")
)

_pair = func.json_each(given("keys")).table_valued("value")
_keys = select(
    func.json_extract(_pair.c.value, "$[0]", type_=Text).label("day"),
    func.json_extract(_pair.c.value, "$[1]", type_=Text).label("period"),
).cte("keys")


def _sums(whose: ColumnElement[Any]) -> Select[Any]:
    answered = func.sum(_counting.c.answered)
    return (
        select(_counting.c.scope, _keys.c.period, whose)
        .add_columns(func.sum(_counting.c.points).label("points"), func.sum(_counting.c.right).label("right"))
        .add_columns(answered.label("answered"))
        .join(_keys, _keys.c.day == _counting.c.day)
        .where(whose.is_not(None))
        .group_by(_counting.c.scope, _keys.c.period, whose)
        .having(answered > 0)
    )


_TOTALS = _sums(_counting.c.person)
_counted = _TOTALS.subquery("counted")
_HISTOGRAM = select(
    _counted.c.scope, _counted.c.period, _counted.c.points, func.count().label("people")
).group_by(_counted.c.scope, _counted.c.period, _counted.c.points)

_POSTED = select(deliveries.c.post).where(
    deliveries.c.action == Action.POST.value, deliveries.c.state == DeliveryState.DONE.value
)
_ASKED_DAYS = (
    select(_audience.c.scope, _audience.c.day)
    .where(
        _audience.c.for_streaks,
        or_(_audience.c.id.in_(_POSTED), _audience.c.id.in_(select(answers.c.round).where(_scored))),
    )
    .distinct()
)
_asked = _ASKED_DAYS.subquery("asked")
_numbered = select(
    _asked.c.scope,
    _asked.c.day,
    func.row_number().over(partition_by=_asked.c.scope, order_by=_asked.c.day).label("number"),
).subquery("numbered")
_answered = (
    select(_audience.c.scope, answers.c.person, _audience.c.day)
    .join(answers, answers.c.round == _audience.c.id)
    .where(_audience.c.for_streaks, _scored)
    .distinct()
    .subquery("answered")
)
# the numbers of asked days and of a person's answered ones rise together inside a run
_in_runs = (
    select(
        _answered,
        (
            _numbered.c.number
            - func.row_number().over(
                partition_by=(_answered.c.scope, _answered.c.person), order_by=_answered.c.day
            )
        ).label("gaps"),
    )
    .join(_numbered, (_numbered.c.scope == _answered.c.scope) & (_numbered.c.day == _answered.c.day))
    .subquery("in_runs")
)
_RUNS = select(
    _in_runs.c.scope,
    _in_runs.c.person,
    func.min(_in_runs.c.day).label("first_day"),
    func.max(_in_runs.c.day).label("last_day"),
    func.count().label("length"),
).group_by(_in_runs.c.scope, _in_runs.c.person, _in_runs.c.gaps)

COUNTED: Mapping[Table, Select[Any]] = {
    totals: _TOTALS,
    histogram: _HISTOGRAM,
    asked_days: _ASKED_DAYS,
    runs: _RUNS,
    team_totals: _sums(_counting.c.team),
    **contest_sums(_keys),
}
_DAYS = select(answers.c.day).distinct()


def differences(tx: Transaction) -> Iterator[str]:
    """A line for every row that is kept and should not be, and for every one that should be and is not."""
    keys = {"keys": keys_of(tx)}
    for table, counted in COUNTED.items():
        for row in tx.all(except_(select(table), counted), keys):
            yield f"{table.name}: kept, but not what the ledger says: {_describe(counted, row)}"
        for row in tx.all(except_(counted, select(table)), keys):
            yield f"{table.name}: the ledger says, but not kept: {_describe(counted, row)}"
    for row in tx.all(OUTDATED, {}):
        yield f"contest_answers: not what the ledger says: {_describe(OUTDATED, row)}"


def keys_of(tx: Transaction) -> str:
    days = [date.fromisoformat(day) for (day,) in tx.all(_DAYS, {})]
    keys = [(day, period.key(day)) for day, period in product(days, Period)]
    return msgspec.json.encode(keys).decode()


def _describe(counted: Select[Row], row: Row) -> str:
    names = counted.selected_columns.keys()
    return ", ".join(f"{name} {value}" for name, value in zip(names, row, strict=True))
