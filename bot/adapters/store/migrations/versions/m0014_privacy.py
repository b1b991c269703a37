"""Answers sooner than anybody reads, why somebody is off the boards, and indexes by which things expire."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "fast_answers",
        sa.Column("round", sa.Text, sa.ForeignKey("rounds.id"), nullable=False),
        sa.Column("person", sa.Integer, sa.ForeignKey("persons.id"), nullable=False),
        sa.Column("workspace", sa.Text, nullable=False),
        sa.Column("week", sa.Text, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("taken", sa.BigInteger, nullable=False),
        sa.Column("needed", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("round", "person"),
        sqlite_with_rowid=False,
    )
    op.create_index("fast_answers_of_workspace", "fast_answers", ["workspace", "at"])
    op.create_index("fast_answers_of_person", "fast_answers", ["person", "workspace", "week"])
    op.add_column("exclusions", sa.Column("reason", sa.Text, nullable=False, server_default=sa.text("''")))
    op.create_index("interviews_by_age", "interviews", ["started_at"])
    op.create_index("notices_by_age", "notices", ["made_at"])
    op.create_index("audit_by_age", "audit", ["at"])
