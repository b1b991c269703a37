"""Each person's own repetition."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _reviews()
    _settings()


def _person() -> sa.Column[int]:
    return sa.Column("person", sa.Integer, sa.ForeignKey("persons.id"), nullable=False)


def _reviews() -> None:
    op.create_table(
        "reviews",
        sa.Column("id", sa.Integer, primary_key=True),
        _person(),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("workspace", "question", "phase")),
        sa.Column("step", sa.Integer),
        sa.Column("stability", sa.Float),
        sa.Column("difficulty", sa.Float),
        sa.Column("due_at", sa.BigInteger, nullable=False),
        sa.Column("last_review", sa.BigInteger),
        sa.Column("reps", sa.Integer, nullable=False),
        sa.Column("added_at", sa.BigInteger, nullable=False),
        sa.UniqueConstraint("person", "workspace", "question"),
        sqlite_autoincrement=True,
    )
    op.create_index("reviews_due", "reviews", ["person", "workspace", "due_at"])


def _settings() -> None:
    op.create_table(
        "review_settings",
        _person(),
        sa.Column("retention", sa.Float, nullable=False),
        *(sa.Column(name, sa.Text) for name in ("parameters", "remind_at", "zone", "account", "workspace")),
        sa.Column("next_at", sa.BigInteger),
        sa.Column("reminded_on", sa.Text),
        sa.Column("stopped", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("person"),
    )
    op.create_index(
        "reminders_due", "review_settings", ["next_at"], sqlite_where=sa.text("next_at IS NOT NULL")
    )
