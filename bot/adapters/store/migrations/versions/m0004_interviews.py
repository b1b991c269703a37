"""Mock interviews and their answers."""

import sqlalchemy as sa
from alembic import op

from bot.adapters.store.migrations.columns import moment, number, person, refers, text

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _interviews()
    _answers()


def _interviews() -> None:
    op.create_table(
        "interviews",
        text("id"),
        person(),
        text("topic", nullable=True),
        text("level", nullable=True),
        number("minutes"),
        moment("started_at"),
        moment("finished_at", nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("interviews_of_person", "interviews", ["person", "started_at"])


def _answers() -> None:
    op.create_table(
        "interview_answers",
        refers("interview", "interviews.id"),
        *map(number, ("position", "part")),
        *map(text, ("question_id", "topic", "question")),
        moment("asked_at"),
        text("text", nullable=True),
        moment("answered_at", nullable=True),
        *map(number, ("suggested", "flags", "covered")),
        text("rating", nullable=True),
        sa.PrimaryKeyConstraint("interview", "position"),
    )
