"""The first tables."""

import sqlalchemy as sa
from alembic import op

from bot.adapters.store.migrations.columns import flag, moment, number, person, refers, text

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


def _people() -> None:
    op.create_table("persons", sa.Column("id", sa.Integer, primary_key=True), sqlite_autoincrement=True)
    op.create_table(
        "accounts",
        text("account"),
        person(),
        sa.PrimaryKeyConstraint("account"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "members",
        person(),
        text("workspace"),
        text("name"),
        sa.PrimaryKeyConstraint("person", "workspace"),
        sqlite_with_rowid=False,
    )


def _quizzes_and_rounds() -> None:
    op.create_table(
        "quizzes",
        text("id"),
        person(),
        text("channel"),
        text("questions"),
        moment("started_at"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "rounds",
        sa.Column("seq", sa.Integer, primary_key=True),
        *map(text, ("id", "kind", "workspace", "channel", "question_id", "topic", "question")),
        moment("opened_at"),
        text("day"),
        moment("closes_at", nullable=True),
        text("reveal"),
        text("mention"),
        flag("thread"),
        refers("quiz", "quizzes.id", nullable=True),
        flag("for_streaks"),
        flag("ended"),
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
        *map(text, ("schedule", "day", "time", "channel", "state", "reason")),
        moment("due_at", nullable=True),
        moment("decided_at"),
        refers("round", "rounds.id", nullable=True),
        sa.PrimaryKeyConstraint("schedule", "day", "time"),
        sa.CheckConstraint("state IN ('asked', 'skipped')"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "deliveries",
        refers("round", "rounds.id"),
        text("action"),
        text("state"),
        number("attempts"),
        text("message", nullable=True),
        text("error"),
        *map(moment, ("created_at", "due_at", "changed_at")),
        sa.PrimaryKeyConstraint("round", "action"),
        sqlite_with_rowid=False,
    )
    pending = sa.text("state IN ('claimed', 'sending')")
    op.create_index("deliveries_pending", "deliveries", ["created_at"], sqlite_where=pending)


def _ledger() -> None:
    op.create_table(
        "answers",
        refers("round", "rounds.id"),
        person(),
        text("question"),
        sa.Column("choice", sa.Integer),
        flag("right"),
        number("points"),
        flag("scored"),
        moment("at"),
        text("day"),
        sa.PrimaryKeyConstraint("round", "person"),
        sa.CheckConstraint("scored OR points = 0"),
        sqlite_with_rowid=False,
    )
    op.create_index("answers_of_person", "answers", ["person", "question"])
    op.create_table(
        "ratings",
        refers("round", "rounds.id"),
        person(),
        text("rating"),
        moment("at"),
        sa.PrimaryKeyConstraint("round", "person"),
        sqlite_with_rowid=False,
    )
    op.create_index("ratings_of_person", "ratings", ["person"])


def _totals() -> None:
    op.create_table(
        "totals",
        text("scope"),
        text("period"),
        *map(number, ("person", "points", "right", "answered")),
        sa.PrimaryKeyConstraint("person", "scope", "period"),
        sqlite_with_rowid=False,
    )
    op.create_index("boards", "totals", ["scope", "period", sa.text("points DESC"), "person"])
    op.create_table(
        "histogram",
        text("scope"),
        text("period"),
        *map(number, ("points", "people")),
        sa.PrimaryKeyConstraint("scope", "period", "points"),
        sa.CheckConstraint("people >= 0"),
        sqlite_with_rowid=False,
    )


def _streaks() -> None:
    op.create_table(
        "asked_days",
        text("scope"),
        text("day"),
        sa.PrimaryKeyConstraint("scope", "day"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "runs",
        text("scope"),
        number("person"),
        text("first_day"),
        text("last_day"),
        number("length"),
        sa.PrimaryKeyConstraint("scope", "person", "first_day"),
        sqlite_with_rowid=False,
    )


def _schedules_and_reports() -> None:
    op.create_table("schedules", text("id"), text("channel"), text("body"), sa.PrimaryKeyConstraint("id"))
    op.create_table(
        "ticker",
        text("schedule"),
        moment("looked_until"),
        sa.PrimaryKeyConstraint("schedule"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "reports",
        sa.Column("seq", sa.Integer, primary_key=True),
        text("question"),
        person(),
        *map(text, ("workspace", "reason")),
        moment("at"),
    )
