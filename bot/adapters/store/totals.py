"""Totals of workspaces and channels by period, and the histogram that tells places."""

from datetime import date
from functools import lru_cache
from itertools import product

from sqlalchemy import delete, literal_column, select, update
from sqlalchemy.dialects.sqlite import insert

from bot.adapters.store.tables import histogram, totals
from bot.adapters.store.transaction import Transaction, given
from bot.domain.boards import Period
from bot.domain.ids import PersonId, WorkspaceId, workspace_of
from bot.domain.round import Answer

_ROWS = [
    {"scope": given(scope), "period": given(period)}
    for scope, period in product(("workspace", "channel"), Period)
]
_EARNED = {
    "person": given("who"),
    "points": given("earned"),
    "right": given("is_right"),
    "answered": literal_column("1"),
}
_ADD_TOTALS = insert(totals).values([{**row, **_EARNED} for row in _ROWS])
_MOVE_TOTALS = _ADD_TOTALS.on_conflict_do_update(
    index_elements=[totals.c.scope, totals.c.period, totals.c.person],
    set_={name: totals.c[name] + _ADD_TOTALS.excluded[name] for name in ("points", "right", "answered")},
).returning(totals.c.scope, totals.c.period, totals.c.points, totals.c.answered)

_THIS = (
    (histogram.c.scope == given("scope"))
    & (histogram.c.period == given("period"))
    & (histogram.c.points == given("points"))
)
_LEAVE = update(histogram).values(people=histogram.c.people - 1).where(_THIS)
_PRUNE = delete(histogram).where(_THIS, histogram.c.people == 0)
_ENTER = insert(histogram).on_conflict_do_update(
    index_elements=[histogram.c.scope, histogram.c.period, histogram.c.points],
    set_={"people": histogram.c.people + 1},
)
_POINTS = select(totals.c.points).where(
    totals.c.scope == given("scope"), totals.c.period == Period.ALL.value, totals.c.person == given("person")
)


def move_totals(tx: Transaction, answer: Answer) -> int:
    """Add a scored answer to every total that counts it; gives the person's points as `points_of` does."""
    values = {"who": answer.person, "earned": answer.points, "is_right": answer.right}
    scopes = {"workspace": workspace_of(answer.channel), "channel": answer.channel}
    moved = tx.all(_MOVE_TOTALS, {**values, **scopes, **period_keys(answer.day)})
    left, entered = [], []
    for scope, period, points, answered in moved:
        is_first = answered == 1
        if not is_first and answer.points:
            left.append({"scope": scope, "period": period, "points": points - answer.points})
        if is_first or answer.points:
            entered.append({"scope": scope, "period": period, "points": points, "people": 1})
    if left:
        tx.run_all(_LEAVE, left)
        tx.run_all(_PRUNE, left)
    if entered:
        tx.run_all(_ENTER, entered)
    overall = (scopes["workspace"], Period.ALL.value)
    return sum(points for scope, period, points, _ in moved if (scope, period) == overall)


@lru_cache(maxsize=8)  # answers that come together are of the same day
def period_keys(day: date) -> dict[str, str]:
    """Every period's key by the period's name."""
    return {period.value: period.key(day) for period in Period}


def points_of(tx: Transaction, workspace: WorkspaceId, person: PersonId) -> int:
    """A person's points over all time."""
    row = tx.one(_POINTS, {"scope": workspace, "person": person})
    return row[0] if row else 0
