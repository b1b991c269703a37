"""Cases of reported questions, where managers hear of them, and private notices."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("accounts_of_person", "accounts", ["person"])
    for name in ("case_id", "round"):
        op.add_column("reports", sa.Column(name, sa.Text))
    op.create_index("reports_of_case", "reports", ["case_id", "person"], unique=True)
    op.create_index("reports_of_person", "reports", ["person", "at"])
    _cases()
    _managers()
    _notices()


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def _moment(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger, nullable=False)


def _person() -> sa.Column[int]:
    return sa.Column("person", sa.Integer, sa.ForeignKey("persons.id"), nullable=False)


def _cases() -> None:
    op.create_table(
        "cases",
        _text("id"),
        _text("workspace"),
        _text("question_id"),
        _text("question"),
        sa.Column("round", sa.Text),
        _moment("opened_at"),
        _text("decision"),
        _text("option"),
        _text("reason"),
        sa.Column("decided_by", sa.Integer, sa.ForeignKey("persons.id")),
        sa.Column("decided_at", sa.BigInteger),
        sa.PrimaryKeyConstraint("id"),
    )
    is_open = sa.text("decided_at IS NULL")
    op.create_index("cases_open", "cases", ["workspace", "question_id"], unique=True, sqlite_where=is_open)


def _managers() -> None:
    op.create_table(
        "inboxes",
        _text("workspace"),
        _text("channel"),
        sa.PrimaryKeyConstraint("workspace"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "managers",
        _text("workspace"),
        _text("account"),
        _person(),
        _moment("seen_at"),
        sa.PrimaryKeyConstraint("workspace", "account"),
        sqlite_with_rowid=False,
    )


def _notices() -> None:
    op.create_table(
        "notices",
        sa.Column("id", sa.Integer, nullable=False),
        _person(),
        _text("account"),
        _text("workspace"),
        _text("kind"),
        _text("subject"),
        _text("state"),
        sa.Column("tries", sa.Integer, nullable=False),
        _moment("made_at"),
        _moment("due_at"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("person", "kind", "subject"),
    )
    for name, columns, state in (
        ("notices_waiting", ["workspace", "due_at"], "waiting"),
        ("notices_kept", ["account"], "kept"),
    ):
        op.create_index(name, "notices", columns, sqlite_where=sa.text(f"state = '{state}'"))
    op.create_index("notices_about", "notices", ["kind", "subject"])
