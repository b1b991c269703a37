"""The whole ledger: what answers earned when they were given, and what rulings took back and gave since."""

from sqlalchemy import ColumnElement, Integer, func, literal_column, select, type_coerce, union_all

from bot.adapters.store.ruling_tables import corrections
from bot.adapters.store.tables import answers

_SUMS = ("points", "right", "answered")
_given = select(
    answers.c.round,
    answers.c.person,
    answers.c.points,
    answers.c.right,
    literal_column("1").label("answered"),
).where(answers.c.scored)
_ruled = select(corrections.c.round, corrections.c.person, *(corrections.c[name] for name in _SUMS))
entries = union_all(_given, _ruled).subquery("entries")
"""Several rows for an answer that was regraded; their sum is what it counts. To be read as a whole only."""


def _counted(name: str) -> ColumnElement[int]:
    ruled = (
        select(func.coalesce(func.sum(corrections.c[name]), 0))
        .where(corrections.c.round == answers.c.round, corrections.c.person == answers.c.person)
        .scalar_subquery()
    )
    if name == "answered":
        return literal_column("1", Integer) + ruled
    return type_coerce(answers.c[name], Integer) + ruled


COUNTED = tuple(_counted(name) for name in _SUMS)
"""What one scored answer counts after all rulings: points, 0 or 1 right, 0 or 1 answered."""
