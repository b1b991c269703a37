"""Mock interviews and their answers."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _interviews()
    _answers()


def _text(name: str, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=nullable)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False)


def _moment(name: str, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger, nullable=nullable)


def _interviews() -> None:
    op.create_table(
        "interviews",
        _text("id"),
        sa.Column("person", sa.Integer, sa.ForeignKey("persons.id"), nullable=False),
        _text("topic", nullable=True),
        _text("level", nullable=True),
        _number("minutes"),
        _moment("started_at"),
        _moment("finished_at", nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("interviews_of_person", "interviews", ["person", "started_at"])


def _answers() -> None:
    op.create_table(
        "interview_answers",
        sa.Column("interview", sa.Text, sa.ForeignKey("interviews.id"), nullable=False),
        *map(_number, ("position", "part")),
        *map(_text, ("question_id", "topic", "question")),
        _moment("asked_at"),
        _text("text", nullable=True),
        _moment("answered_at", nullable=True),
        *map(_number, ("suggested", "flags", "covered")),
        _text("rating", nullable=True),
        sa.PrimaryKeyConstraint("interview", "position"),
    )
