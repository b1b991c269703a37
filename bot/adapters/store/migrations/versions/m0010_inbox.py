"""Cases of reported questions, where managers hear of them, and private notices."""

import sqlalchemy as sa
from alembic import op

from bot.adapters.store.migrations.columns import moment, number, person, text

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("accounts_of_person", "accounts", ["person"])
    for name in ("case_id", "round"):
        op.add_column("reports", text(name, nullable=True))
    op.create_index("reports_of_case", "reports", ["case_id", "person"], unique=True)
    op.create_index("reports_of_person", "reports", ["person", "at"])
    _cases()
    _managers()
    _notices()


def _cases() -> None:
    op.create_table(
        "cases",
        text("id"),
        text("workspace"),
        text("question_id"),
        text("question"),
        text("round", nullable=True),
        moment("opened_at"),
        text("decision"),
        text("option"),
        text("reason"),
        person("decided_by", nullable=True),
        moment("decided_at", nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    is_open = sa.text("decided_at IS NULL")
    op.create_index("cases_open", "cases", ["workspace", "question_id"], unique=True, sqlite_where=is_open)


def _managers() -> None:
    op.create_table(
        "inboxes",
        text("workspace"),
        text("channel"),
        sa.PrimaryKeyConstraint("workspace"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "managers",
        text("workspace"),
        text("account"),
        person(),
        moment("seen_at"),
        sa.PrimaryKeyConstraint("workspace", "account"),
        sqlite_with_rowid=False,
    )


def _notices() -> None:
    op.create_table(
        "notices",
        number("id"),
        person(),
        text("account"),
        text("workspace"),
        text("kind"),
        text("subject"),
        text("state"),
        number("tries"),
        moment("made_at"),
        moment("due_at"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("person", "kind", "subject"),
    )
    for name, columns, state in (
        ("notices_waiting", ["workspace", "due_at"], "waiting"),
        ("notices_kept", ["account"], "kept"),
    ):
        op.create_index(name, "notices", columns, sqlite_where=sa.text(f"state = '{state}'"))
    op.create_index("notices_about", "notices", ["kind", "subject"])
