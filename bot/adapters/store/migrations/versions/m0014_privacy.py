"""Answers sooner than anybody reads, why somebody is off the boards, and indexes by which things expire."""

import sqlalchemy as sa
from alembic import op

from bot.adapters.store.migrations.columns import moment, person, refers, text

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "fast_answers",
        refers("round", "rounds.id"),
        person(),
        text("workspace"),
        text("week"),
        moment("at"),
        moment("taken"),
        moment("needed"),
        sa.PrimaryKeyConstraint("round", "person"),
        sqlite_with_rowid=False,
    )
    op.create_index("fast_answers_of_workspace", "fast_answers", ["workspace", "at"])
    op.create_index("fast_answers_of_person", "fast_answers", ["person", "workspace", "week"])
    op.add_column("exclusions", sa.Column("reason", sa.Text, nullable=False, server_default=sa.text("''")))
    op.create_index("interviews_by_age", "interviews", ["started_at"])
    op.create_index("notices_by_age", "notices", ["made_at"])
    op.create_index("audit_by_age", "audit", ["at"])
