"""Which days were asked in a scope, and each person's runs of answered ones."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import chain, islice
from typing import Any

from sqlalchemy import and_, delete, func, select, update
from sqlalchemy.dialects.sqlite import insert

from bot.adapters.store.tables import IS_RUNNING, asked_days, rounds, runs
from bot.adapters.store.transaction import Row, Transaction, given
from bot.domain.announcement import PostId
from bot.domain.ids import ChannelId, PersonId, WorkspaceId, workspace_of
from bot.domain.round import Round
from bot.domain.streaks import MOST_FREEZES, Run, Streak, Stretch, joined, missed_since, streak_after

Scope = WorkspaceId | ChannelId

_ADD_DAY = insert(asked_days)
_IN_SCOPE = asked_days.c.scope == given("scope")
_BEFORE = select(func.max(asked_days.c.day)).where(_IN_SCOPE, asked_days.c.day < given("day"))
_AFTER = select(func.min(asked_days.c.day)).where(_IN_SCOPE, asked_days.c.day > given("day"))
_SAME = select(asked_days.c.day).where(_IN_SCOPE, asked_days.c.day == given("day"))
_AROUND = select(_BEFORE.scalar_subquery(), _SAME.scalar_subquery(), _AFTER.scalar_subquery())

_OF_PERSON = (runs.c.scope == given("scope")) & (runs.c.person == given("person"))
_RUN = (runs.c.first_day, runs.c.last_day, runs.c.length)
PAGE = 4
"""How many runs are read at once; more are seldom needed."""
_BEGUN_BEFORE = (
    select(*_RUN)
    .where(_OF_PERSON, runs.c.first_day < given("day"))
    .order_by(runs.c.first_day.desc())
    .limit(PAGE)
)
_BETWEEN = (
    select(asked_days.c.day)
    .where(_IN_SCOPE, asked_days.c.day > given("last"), asked_days.c.day < given("first"))
    .limit(MOST_FREEZES + 1)
)
_ADD_RUN = insert(runs)
_KEEP_RUN = _ADD_RUN.on_conflict_do_update(
    index_elements=[runs.c.scope, runs.c.person, runs.c.first_day],
    set_={"last_day": _ADD_RUN.excluded.last_day, "length": _ADD_RUN.excluded.length},
)
_DROP_RUN = delete(runs).where(_OF_PERSON, runs.c.first_day == given("first"))

# A day that was posted late lies inside runs that had been without a gap; nobody has answered on it.
_SPLIT = (
    (runs.c.scope == given("scope")) & (runs.c.first_day < given("day")) & (runs.c.last_day > given("day"))
)
_LATER_PART = (
    select(func.count())
    .select_from(asked_days)
    .where(_IN_SCOPE, asked_days.c.day > given("day"), asked_days.c.day <= runs.c.last_day)
    .scalar_subquery()
)
_ADD_LATER_PARTS = _ADD_RUN.from_select(
    ["scope", "person", "first_day", "last_day", "length"],
    select(runs.c.scope, runs.c.person, _AFTER.scalar_subquery(), runs.c.last_day, _LATER_PART).where(_SPLIT),
)
_KEEP_EARLIER_PARTS = (
    update(runs).values(last_day=_BEFORE.scalar_subquery(), length=runs.c.length - _LATER_PART).where(_SPLIT)
)

# An asked day is over once it is past, unless its round stays open until the channel's next one.
_STILL_OPEN = select(rounds.c.day).where(
    rounds.c.workspace == given("workspace"),
    (rounds.c.channel == given("scope")) | (rounds.c.workspace == given("scope")),
    rounds.c.closes_at.is_(None),
    rounds.c.for_streaks,
    IS_RUNNING,
)
IS_OVER = and_(asked_days.c.day < given("today"), asked_days.c.day.not_in(_STILL_OPEN))
_OVER = (
    select(asked_days.c.day)
    .where(_IN_SCOPE, IS_OVER)
    .order_by(asked_days.c.day.desc())
    .limit(MOST_FREEZES + 1)
)
_DAYS_OF_ROUND = select(rounds.c.workspace, rounds.c.channel, rounds.c.day).where(
    rounds.c.id == given("id"), rounds.c.for_streaks
)


def note_posted(tx: Transaction, id_: PostId) -> None:
    """A round has reached its channel: its day is an asked day, if the round counts for streaks."""
    for workspace, channel, day in tx.all(_DAYS_OF_ROUND, {"id": id_}):
        for scope in (workspace, channel):
            _ask(tx, scope, date.fromisoformat(day))


def note_answered(tx: Transaction, round_: Round, person: PersonId, today: date) -> Streak:
    """A person was scored in a round that counts for streaks; answers may come in any order.

    Gives their streak in the workspace afterwards, as `streak_of` does.
    """
    _note_answered(tx, round_.channel, person, round_.day)
    runs_, is_newest = _note_answered(tx, round_.workspace, person, round_.day)
    if is_newest:  # so nothing was missed since, and what has just been read need not be read again
        return streak_after(_stretches(tx, round_.workspace, runs_), missed=0)
    return streak_of(tx, round_.workspace, person, today)


def streak_of(tx: Transaction, scope: Scope, person: PersonId, today: date) -> Streak:
    runs_ = _runs_before(tx, {"scope": scope, "person": person}, date.max)
    latest = next(runs_, None)
    if latest is None:
        return Streak()
    # a day that is over lies before today, so somebody who has answered today cannot have missed it
    over = days_over(tx, scope, today) if latest.last < today else ()
    return streak_after(_stretches(tx, scope, chain((latest,), runs_)), missed_since(latest, over))


def streak_since(tx: Transaction, scope: Scope, person: PersonId, latest: Run, over: Sequence[date]) -> int:
    """The days of a person's streak, where their latest run and the latest days that are over are known."""
    older = _runs_before(tx, {"scope": scope, "person": person}, latest.first)
    return streak_after(_stretches(tx, scope, chain((latest,), older)), missed_since(latest, over)).days


def days_over(tx: Transaction, scope: Scope, today: date) -> Sequence[date]:
    """The latest asked days that are over, one more of them than freezes can cover."""
    values = {"scope": scope, "workspace": workspace_of(ChannelId(scope)), "today": today.isoformat()}
    return [date.fromisoformat(day) for (day,) in tx.all(_OVER, values)]


def _runs_before(tx: Transaction, whose: Mapping[str, Any], day: date) -> Iterator[Run]:
    """A person's runs that begin before a day, newest first, read as they are asked for."""
    rows = tx.all(_BEGUN_BEFORE, {**whose, "day": day.isoformat()})
    while rows:
        yield from map(to_run, rows)
        rows = tx.all(_BEGUN_BEFORE, {**whose, "day": rows[-1][0]}) if len(rows) == PAGE else []


def _stretches(tx: Transaction, scope: Scope, newest_first: Iterable[Run]) -> Iterator[Stretch]:
    later = None
    for run in newest_first:
        if later is not None:
            yield Stretch(_missed_between(tx, scope, run, later), later.length)
        later = run
    if later is not None:
        yield Stretch(0, later.length)


def _missed_between(tx: Transaction, scope: Scope, run: Run, later: Run) -> int:
    """How many asked days lie between two runs, at most one more than freezes can cover."""
    if (later.first - run.last).days == 2:
        return 1  # no run touches another, so the one day between them was asked
    days = {"last": run.last.isoformat(), "first": later.first.isoformat()}
    return len(tx.all(_BETWEEN, {"scope": scope, **days}))


def to_run(row: Row) -> Run:
    first, last, length = row
    return Run(date.fromisoformat(first), date.fromisoformat(last), length)


def _ask(tx: Transaction, scope: Scope, day: date) -> tuple[date | None, date | None]:
    """Note a day as asked, unless it is; the asked days before and after it."""
    where = {"scope": scope, "day": day.isoformat()}
    row = tx.one(_AROUND, where)
    assert row is not None  # a select of scalars always has a row
    before, same, after = (found and date.fromisoformat(found) for found in row)
    if same is None:
        tx.run(_ADD_DAY, where)
    if same is None and after is not None:
        tx.run(_ADD_LATER_PARTS, where)
        tx.run(_KEEP_EARLIER_PARTS, where)
    return before, after


def _note_answered(tx: Transaction, scope: Scope, person: PersonId, day: date) -> tuple[Iterator[Run], bool]:
    """The person's runs in a scope up to the day's, newest first, and whether no later day has been asked."""
    # an answer may overtake the note that the round was posted
    before, after = _ask(tx, scope, day)
    whose = {"scope": scope, "person": person}
    runs_ = _runs_before(tx, whose, (after or day) + timedelta(days=1))
    touching = list(islice(runs_, 2))
    whole = joined(day, before, after, touching)
    if whole not in touching:
        _keep(tx, whose, whole, touching)
    apart = (run for run in touching if run.last < whole.first)
    return chain((whole,), apart, runs_), after is None


def _keep(tx: Transaction, whose: Mapping[str, Any], whole: Run, touching: Iterable[Run]) -> None:
    """A run with those that have become part of it."""
    for run in touching:
        if whole.first < run.first <= whole.last:
            tx.run(_DROP_RUN, {**whose, "first": run.first.isoformat()})
    days = {"first_day": whole.first.isoformat(), "last_day": whole.last.isoformat()}
    tx.run(_KEEP_RUN, {**whose, **days, "length": whole.length})
