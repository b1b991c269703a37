"""Suggestions of which managers have yet to hear are found without reading those of all time."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(
        "own_questions_suggested",
        "own_questions",
        ["written_at"],
        sqlite_where=sa.text("state = 'suggested'"),
    )
