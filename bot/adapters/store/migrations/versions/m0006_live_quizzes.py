"""Live quizzes keep their state, their people and what these chose."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _live_quizzes()
    _live_choices()


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def _moment(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger, nullable=False)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False)


def _live_quizzes() -> None:
    op.create_table(
        "live_quizzes",
        sa.Column("quiz", sa.Text, sa.ForeignKey("quizzes.id"), nullable=False),
        _text("channel"),
        sa.Column("host", sa.Integer, sa.ForeignKey("persons.id"), nullable=False),
        _number("seconds"),
        sa.Column("may_change", sa.Boolean, nullable=False),
        _text("phase"),
        _number("position"),
        sa.Column("round", sa.Text, sa.ForeignKey("rounds.id")),
        sa.Column("until", sa.BigInteger),
        sa.Column("left", sa.BigInteger),
        _moment("extended"),
        _number("silent"),
        sa.Column("ending", sa.Text),
        sa.PrimaryKeyConstraint("quiz"),
        sqlite_with_rowid=False,
    )
    under_way = sa.text("phase != 'ended'")
    op.create_index("live_quizzes_running", "live_quizzes", ["channel"], unique=True, sqlite_where=under_way)
    op.create_table(
        "live_members",
        sa.Column("quiz", sa.Text, sa.ForeignKey("live_quizzes.quiz"), nullable=False),
        sa.Column("person", sa.Integer, sa.ForeignKey("persons.id"), nullable=False),
        _moment("joined_at"),
        sa.Column("has_left", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("quiz", "person"),
        sqlite_with_rowid=False,
    )


def _live_choices() -> None:
    op.create_table(
        "live_choices",
        sa.Column("round", sa.Text, sa.ForeignKey("rounds.id"), nullable=False),
        sa.Column("person", sa.Integer, sa.ForeignKey("persons.id"), nullable=False),
        _number("choice"),
        _moment("at"),
        _moment("left"),
        sa.Column("points", sa.Integer),
        sa.PrimaryKeyConstraint("round", "person"),
        sqlite_with_rowid=False,
    )
