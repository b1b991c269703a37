"""Who stands above whom, told by the histogram of points and without counting people."""

from collections.abc import Collection, Mapping

import msgspec
from sqlalchemy import func, select

from bot.adapters.store.tables import histogram, totals
from bot.adapters.store.transaction import Transaction, Values, given
from bot.domain.boards import Gap
from bot.domain.ids import PersonId

_PEOPLE = select(func.coalesce(func.sum(histogram.c.people), 0)).where(
    histogram.c.scope == given("scope"), histogram.c.period == given("period")
)
_ABOVE = _PEOPLE.where(histogram.c.points > given("points"))
_LEVEL = _PEOPLE.where(histogram.c.points == given("points"))
_NEXT_LEVEL = select(func.min(histogram.c.points)).where(
    histogram.c.scope == given("scope"),
    histogram.c.period == given("period"),
    histogram.c.points > given("points"),
)
_PLACES = select(
    totals.c.person,
    select(func.coalesce(func.sum(histogram.c.people), 0) + 1)
    .where(
        histogram.c.scope == totals.c.scope,
        histogram.c.period == totals.c.period,
        histogram.c.points > totals.c.points,
    )
    .correlate(totals)
    .scalar_subquery(),
).where(
    totals.c.scope == given("scope"),
    totals.c.period == given("period"),
    totals.c.person.in_(select(func.json_each(given("people")).table_valued("value").c.value)),
)


def people_above(tx: Transaction, board: Values, points: int) -> int:
    """How many have more points; `board` names its `scope` and `period`."""
    (people,) = tx.first(_ABOVE, {**board, "points": points})
    return int(people)


def people_at(tx: Transaction, board: Values, points: int) -> int:
    (people,) = tx.first(_LEVEL, {**board, "points": points})
    return int(people)


def gap(tx: Transaction, scope: str, period: str, points: int) -> Gap | None:
    """What is missing to the place above; None at the top."""
    board = {"scope": scope, "period": period}
    (following,) = tx.first(_NEXT_LEVEL, {**board, "points": points})
    if following is None:
        return None
    return Gap(following - points, people_above(tx, board, following) + 1)


def places(tx: Transaction, scope: str, period: str, people: Collection[PersonId]) -> Mapping[PersonId, int]:
    values = {"scope": scope, "period": period, "people": msgspec.json.encode(list(people)).decode()}
    return dict(tx.all(_PLACES, values))
