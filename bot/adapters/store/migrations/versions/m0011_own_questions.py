"""A workspace's own questions, and those that it hides."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "own_questions",
        _text("workspace"),
        _text("id"),
        _person("author"),
        _text("account"),
        _text("written"),
        _text("question", nullable=True),
        _text("state"),
        _moment("written_at"),
        _text("reason"),
        _person("decided_by", nullable=True),
        _moment("decided_at", nullable=True),
        sa.PrimaryKeyConstraint("workspace", "id"),
    )
    op.create_index("own_questions_by_state", "own_questions", ["workspace", "state", "written_at"])
    op.create_table(
        "hidden_questions",
        _text("workspace"),
        _text("question"),
        _person("by"),
        _moment("at"),
        sa.PrimaryKeyConstraint("workspace", "question"),
        sqlite_with_rowid=False,
    )


def _text(name: str, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=nullable)


def _moment(name: str, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger, nullable=nullable)


def _person(name: str, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, sa.ForeignKey("persons.id"), nullable=nullable)
