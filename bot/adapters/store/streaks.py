"""Which days were asked in a scope, and each person's runs of answered ones."""

from datetime import date
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects.sqlite import insert

from bot.adapters.store.tables import IS_RUNNING, asked_days, rounds, runs
from bot.adapters.store.transaction import Row, Transaction, given
from bot.domain.announcement import PostId
from bot.domain.ids import ChannelId, PersonId, WorkspaceId, workspace_of
from bot.domain.round import Round
from bot.domain.streaks import Run, joined, shown

Scope = WorkspaceId | ChannelId

_ADD_DAY = insert(asked_days)
_IN_SCOPE = asked_days.c.scope == given("scope")
_BEFORE = select(func.max(asked_days.c.day)).where(_IN_SCOPE, asked_days.c.day < given("day"))
_AFTER = select(func.min(asked_days.c.day)).where(_IN_SCOPE, asked_days.c.day > given("day"))
_SAME = select(asked_days.c.day).where(_IN_SCOPE, asked_days.c.day == given("day"))
_AROUND = select(_BEFORE.scalar_subquery(), _SAME.scalar_subquery(), _AFTER.scalar_subquery())

_OF_PERSON = (runs.c.scope == given("scope")) & (runs.c.person == given("person"))
_RUN = (runs.c.first_day, runs.c.last_day, runs.c.length)
_TOUCHING = (
    select(*_RUN)
    .where(_OF_PERSON, runs.c.first_day <= given("until"))
    .order_by(runs.c.first_day.desc())
    .limit(2)
)
_LATEST = select(*_RUN).where(_OF_PERSON).order_by(runs.c.first_day.desc()).limit(1)
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
_OVER = (
    select(asked_days.c.day)
    .where(_IN_SCOPE, asked_days.c.day < given("today"), asked_days.c.day.not_in(_STILL_OPEN))
    .order_by(asked_days.c.day.desc())
    .limit(1)
)
_DAYS_OF_ROUND = select(rounds.c.workspace, rounds.c.channel, rounds.c.day).where(
    rounds.c.id == given("id"), rounds.c.for_streaks
)


def note_posted(tx: Transaction, id_: PostId) -> None:
    """A round has reached its channel: its day is an asked day, if the round counts for streaks."""
    for workspace, channel, day in tx.all(_DAYS_OF_ROUND, {"id": id_}):
        for scope in (workspace, channel):
            _ask(tx, scope, date.fromisoformat(day))


def note_answered(tx: Transaction, round_: Round, person: PersonId) -> None:
    """A person was scored in a round that counts for streaks; answers may come in any order."""
    for scope in (round_.workspace, round_.channel):
        # an answer may overtake the note that the round was posted
        before, after = _ask(tx, scope, round_.day)
        _join(tx, {"scope": scope, "person": person}, round_.day, before, after)


def streak_of(tx: Transaction, scope: Scope, person: PersonId, today: date) -> int:
    row = tx.one(_LATEST, {"scope": scope, "person": person})
    if row is None:
        return 0
    latest = to_run(row)
    # a day that is over lies before today, so somebody who has answered today cannot have missed it
    return latest.length if latest.last >= today else shown(latest, day_over(tx, scope, today))


def day_over(tx: Transaction, scope: Scope, today: date) -> date | None:
    """The latest asked day that is over."""
    values = {"scope": scope, "workspace": workspace_of(ChannelId(scope)), "today": today.isoformat()}
    row = tx.one(_OVER, values)
    return date.fromisoformat(row[0]) if row else None


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


def _join(tx: Transaction, whose: dict[str, Any], day: date, before: date | None, after: date | None) -> None:
    touching = [to_run(row) for row in tx.all(_TOUCHING, {**whose, "until": (after or day).isoformat()})]
    whole = joined(day, before, after, touching)
    if whole in touching:
        return
    for run in touching:
        if whole.first < run.first <= whole.last:
            tx.run(_DROP_RUN, {**whose, "first": run.first.isoformat()})
    days = {"first_day": whole.first.isoformat(), "last_day": whole.last.isoformat()}
    tx.run(_KEEP_RUN, {**whose, **days, "length": whole.length})
