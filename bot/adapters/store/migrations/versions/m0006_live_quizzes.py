"""Live quizzes keep their state, their people and what these chose."""

import sqlalchemy as sa
from alembic import op

from bot.adapters.store.migrations.columns import flag, moment, number, person, refers, text

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _live_quizzes()
    _live_choices()


def _live_quizzes() -> None:
    op.create_table(
        "live_quizzes",
        refers("quiz", "quizzes.id"),
        text("channel"),
        person("host"),
        number("seconds"),
        flag("may_change"),
        text("phase"),
        number("position"),
        refers("round", "rounds.id", nullable=True),
        moment("until", nullable=True),
        moment("left", nullable=True),
        moment("extended"),
        number("silent"),
        text("ending", nullable=True),
        sa.PrimaryKeyConstraint("quiz"),
        sqlite_with_rowid=False,
    )
    under_way = sa.text("phase != 'ended'")
    op.create_index("live_quizzes_running", "live_quizzes", ["channel"], unique=True, sqlite_where=under_way)
    op.create_table(
        "live_members",
        refers("quiz", "live_quizzes.quiz"),
        person(),
        moment("joined_at"),
        flag("has_left"),
        sa.PrimaryKeyConstraint("quiz", "person"),
        sqlite_with_rowid=False,
    )


def _live_choices() -> None:
    op.create_table(
        "live_choices",
        refers("round", "rounds.id"),
        person(),
        number("choice"),
        moment("at"),
        moment("left"),
        sa.Column("points", sa.Integer),
        sa.PrimaryKeyConstraint("round", "person"),
        sqlite_with_rowid=False,
    )
