"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    _people()
    _quizzes_and_rounds()
    _slots_and_deliveries()
    _ledger()
    _totals()
    _streaks()
    _schedules_and_reports()


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False)


def _moment(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger, nullable=False)


def _flag(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean, nullable=False)


def _person() -> sa.Column[int]:
    return sa.Column("person", sa.Integer, sa.ForeignKey("persons.id"), nullable=False)


def _round() -> sa.Column[str]:
    return sa.Column("round", sa.Text, sa.ForeignKey("rounds.id"), nullable=False)


def _people() -> None:
    op.create_table("persons", sa.Column("id", sa.Integer, primary_key=True), sqlite_autoincrement=True)
    op.create_table(
        "accounts",
        _text("account"),
        _person(),
        sa.PrimaryKeyConstraint("account"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "members",
        _person(),
        _text("workspace"),
        _text("name"),
        sa.PrimaryKeyConstraint("person", "workspace"),
        sqlite_with_rowid=False,
    )


def _quizzes_and_rounds() -> None:
    op.create_table(
        "quizzes",
        _text("id"),
        _person(),
        _text("channel"),
        _text("questions"),
        _moment("started_at"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "rounds",
        sa.Column("seq", sa.Integer, primary_key=True),
        *map(_text, ("id", "kind", "workspace", "channel", "question_id", "topic", "question")),
        _moment("opened_at"),
        _text("day"),
        sa.Column("closes_at", sa.BigInteger),
        _text("reveal"),
        _text("mention"),
        _flag("thread"),
        sa.Column("quiz", sa.Text, sa.ForeignKey("quizzes.id")),
        _flag("for_streaks"),
        _flag("ended"),
        sa.UniqueConstraint("id"),
        sqlite_autoincrement=True,
    )
    _round_indexes()


def _round_indexes() -> None:
    public = "kind != 'quiz'"
    op.create_index("rounds_of_channel", "rounds", ["channel", "opened_at"], sqlite_where=sa.text(public))
    op.create_index(
        "rounds_running",
        "rounds",
        ["workspace", "channel", "closes_at"],
        sqlite_where=sa.text(f"{public} AND ended = 0"),
    )
    op.create_index("rounds_of_quiz", "rounds", ["quiz"], sqlite_where=sa.text("quiz IS NOT NULL"))


def _slots_and_deliveries() -> None:
    op.create_table(
        "slots",
        *map(_text, ("schedule", "day", "time", "channel", "state", "reason")),
        sa.Column("due_at", sa.BigInteger),
        _moment("decided_at"),
        sa.Column("round", sa.Text, sa.ForeignKey("rounds.id")),
        sa.PrimaryKeyConstraint("schedule", "day", "time"),
        sa.CheckConstraint("state IN ('asked', 'skipped')"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "deliveries",
        _round(),
        _text("action"),
        _text("state"),
        _number("attempts"),
        sa.Column("message", sa.Text),
        _text("error"),
        *map(_moment, ("created_at", "due_at", "changed_at")),
        sa.PrimaryKeyConstraint("round", "action"),
        sqlite_with_rowid=False,
    )
    pending = sa.text("state IN ('claimed', 'sending')")
    op.create_index("deliveries_pending", "deliveries", ["created_at"], sqlite_where=pending)


def _ledger() -> None:
    op.create_table(
        "answers",
        _round(),
        _person(),
        _text("question"),
        sa.Column("choice", sa.Integer),
        _flag("right"),
        _number("points"),
        _flag("scored"),
        _moment("at"),
        _text("day"),
        sa.PrimaryKeyConstraint("round", "person"),
        sa.CheckConstraint("scored OR points = 0"),
        sqlite_with_rowid=False,
    )
    op.create_index("answers_of_person", "answers", ["person", "question"])
    op.create_table(
        "ratings",
        _round(),
        _person(),
        _text("rating"),
        _moment("at"),
        sa.PrimaryKeyConstraint("round", "person"),
        sqlite_with_rowid=False,
    )
    op.create_index("ratings_of_person", "ratings", ["person"])


def _totals() -> None:
    op.create_table(
        "totals",
        _text("scope"),
        _text("period"),
        *map(_number, ("person", "points", "right", "answered")),
        sa.PrimaryKeyConstraint("person", "scope", "period"),
        sqlite_with_rowid=False,
    )
    op.create_index("boards", "totals", ["scope", "period", sa.text("points DESC"), "person"])
    op.create_table(
        "histogram",
        _text("scope"),
        _text("period"),
        *map(_number, ("points", "people")),
        sa.PrimaryKeyConstraint("scope", "period", "points"),
        sa.CheckConstraint("people >= 0"),
        sqlite_with_rowid=False,
    )


def _streaks() -> None:
    op.create_table(
        "asked_days",
        _text("scope"),
        _text("day"),
        sa.PrimaryKeyConstraint("scope", "day"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "runs",
        _text("scope"),
        _number("person"),
        _text("first_day"),
        _text("last_day"),
        _number("length"),
        sa.PrimaryKeyConstraint("scope", "person", "first_day"),
        sqlite_with_rowid=False,
    )


def _schedules_and_reports() -> None:
    op.create_table("schedules", _text("id"), _text("channel"), _text("body"), sa.PrimaryKeyConstraint("id"))
    op.create_table(
        "ticker",
        _text("schedule"),
        _moment("looked_until"),
        sa.PrimaryKeyConstraint("schedule"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "reports",
        sa.Column("seq", sa.Integer, primary_key=True),
        _text("question"),
        _person(),
        *map(_text, ("workspace", "reason")),
        _moment("at"),
    )
