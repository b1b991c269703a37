"""What became of a person's asked days in a workspace, read from their runs."""

from datetime import date

from sqlalchemy import select

from bot.adapters.store.ledger import COUNTED
from bot.adapters.store.streaks import IS_OVER, to_run
from bot.adapters.store.tables import answers, asked_days, rounds, runs
from bot.adapters.store.transaction import Transaction, given
from bot.domain.attendance import Attendance, attendance
from bot.domain.ids import PersonId, WorkspaceId

_RUNS = (
    select(runs.c.first_day, runs.c.last_day, runs.c.length)
    .where(runs.c.scope == given("workspace"), runs.c.person == given("person"))
    .order_by(runs.c.first_day)
)
_ASKED = (
    select(asked_days.c.day, IS_OVER)
    .where(asked_days.c.scope == given("workspace"), asked_days.c.day >= given("first"))
    .order_by(asked_days.c.day)
)
_RIGHT = (
    select(rounds.c.day)
    .join(answers, answers.c.round == rounds.c.id)
    .where(
        answers.c.person == given("person"),
        answers.c.scored,
        COUNTED[1] > 0,
        rounds.c.workspace == given("workspace"),
        rounds.c.day >= given("since"),
        rounds.c.for_streaks,
    )
    .distinct()
)


def attendance_of(
    tx: Transaction, workspace: WorkspaceId, person: PersonId, today: date, since: date
) -> Attendance:
    """All of their streaks, and the days from `since` on."""
    values = {"workspace": workspace, "scope": workspace, "person": person}
    runs_ = [to_run(row) for row in tx.all(_RUNS, values)]
    first = runs_[0].first if runs_ else date.max
    days = tx.all(_ASKED, {**values, "first": first.isoformat(), "today": today.isoformat()})
    right = {date.fromisoformat(day) for (day,) in tx.all(_RIGHT, {**values, "since": since.isoformat()})}
    whole = attendance({date.fromisoformat(day): bool(over) for day, over in days}, runs_, right)
    shown = {day: mark for day, mark in whole.days.items() if day >= since}
    return Attendance(whole.streak, whole.longest, shown)
