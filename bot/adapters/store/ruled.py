"""What a ruling has moved in one round, answer by answer, as part of greater statements."""

from sqlalchemy import func, select

from bot.adapters.store.ruling_tables import corrections
from bot.adapters.store.tables import answers
from bot.adapters.store.transaction import given

SUMS = ("points", "right", "answered")
# materialised, so that SQLite works it out once, whatever it is joined with
MOVED = (
    select(corrections.c.person, answers.c.team, answers.c.day)
    .add_columns(*(func.sum(corrections.c[name]).label(name) for name in SUMS))
    .join(answers, (answers.c.round == corrections.c.round) & (answers.c.person == corrections.c.person))
    .where(corrections.c.ruling == given("ruling"), corrections.c.round == given("round"))
    .group_by(corrections.c.person)
    .cte("moved")
    .prefix_with("MATERIALIZED")
)
"""A row for each answer that counts otherwise than before, with the differences."""
