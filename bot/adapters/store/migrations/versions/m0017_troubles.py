"""Channels that refuse posts, and schedules that are halted because of it."""

import sqlalchemy as sa
from alembic import op

from bot.adapters.store.migrations.columns import flag, moment, number, text

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "troubles",
        sa.Column("id", sa.Integer, primary_key=True),
        *map(text, ("channel", "reason")),
        moment("since"),
        moment("ended_at", nullable=True),
        flag("is_told"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "troubles_lasting",
        "troubles",
        ["channel", "reason"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
    )
    op.create_table(
        "setbacks",
        sa.Column("id", sa.Integer, primary_key=True),
        *map(text, ("schedule", "channel")),
        number("failures"),
        text("reason"),
        moment("halted_at", nullable=True),
        flag("is_told"),
        sa.UniqueConstraint("schedule"),
        sqlite_autoincrement=True,
    )
    op.create_index("slots_of_round", "slots", ["round"], sqlite_where=sa.text("round IS NOT NULL"))
