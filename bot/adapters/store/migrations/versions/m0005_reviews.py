"""Each person's own repetition."""

import sqlalchemy as sa
from alembic import op

from bot.adapters.store.migrations.columns import moment, number, person, text

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _reviews()
    _settings()


def _reviews() -> None:
    op.create_table(
        "reviews",
        sa.Column("id", sa.Integer, primary_key=True),
        person(),
        *map(text, ("workspace", "question", "phase")),
        sa.Column("step", sa.Integer),
        sa.Column("stability", sa.Float),
        sa.Column("difficulty", sa.Float),
        moment("due_at"),
        moment("last_review", nullable=True),
        number("reps"),
        moment("added_at"),
        sa.UniqueConstraint("person", "workspace", "question"),
        sqlite_autoincrement=True,
    )
    op.create_index("reviews_due", "reviews", ["person", "workspace", "due_at"])


def _settings() -> None:
    op.create_table(
        "review_settings",
        person(),
        sa.Column("retention", sa.Float, nullable=False),
        *(text(name, nullable=True) for name in ("parameters", "remind_at", "zone", "account", "workspace")),
        moment("next_at", nullable=True),
        text("reminded_on", nullable=True),
        text("stopped"),
        sa.PrimaryKeyConstraint("person"),
    )
    op.create_index(
        "reminders_due", "review_settings", ["next_at"], sqlite_where=sa.text("next_at IS NOT NULL")
    )
