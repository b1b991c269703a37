"""A workspace's own questions, and those that it hides."""

import sqlalchemy as sa
from alembic import op

from bot.adapters.store.migrations.columns import moment, person, text

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "own_questions",
        text("workspace"),
        text("id"),
        person("author"),
        text("written"),
        text("question", nullable=True),
        text("state"),
        moment("written_at"),
        text("reason"),
        person("decided_by", nullable=True),
        moment("decided_at", nullable=True),
        sa.PrimaryKeyConstraint("workspace", "id"),
    )
    op.create_index("own_questions_by_state", "own_questions", ["workspace", "state", "written_at"])
    op.create_table(
        "hidden_questions",
        text("workspace"),
        text("question"),
        person("by"),
        moment("at"),
        sa.PrimaryKeyConstraint("workspace", "question"),
        sqlite_with_rowid=False,
    )
