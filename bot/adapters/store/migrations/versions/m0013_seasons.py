"""Seasons of competitions: divisions, and indexes for rounds of a workspace and kept standings."""

import sqlalchemy as sa
from alembic import op

from bot.adapters.store.migrations.columns import number, person, refers

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    flag = sa.Column("is_divided", sa.Boolean, nullable=False, server_default=sa.text("0"))
    op.add_column("contests", flag)
    op.create_table(
        "contest_divisions",
        refers("contest", "contests.id"),
        person(),
        number("tier"),
        number("number"),
        sa.PrimaryKeyConstraint("contest", "person"),
        sqlite_with_rowid=False,
    )
    op.create_index("people_of_division", "contest_divisions", ["contest", "tier", "number"])
    op.create_index("contest_results_by_place", "contest_results", ["contest", "version", "kind", "place"])
    op.create_index("places_of_contest", "contest_places", ["contest"])
    op.drop_index("contest_board")
    op.create_index(
        "contest_board",
        "contest_people",
        ["contest", "period", sa.text("points DESC"), sa.text("right DESC"), "last_at", "person", "answered"],
    )
    op.create_index("contests_of_series", "contests", ["series", "number"])
    op.create_index(
        "rounds_of_workspace",
        "rounds",
        ["workspace", "opened_at"],
        sqlite_where=sa.text("kind != 'quiz'"),
    )
