"""Teams, rulings that put questions right, and what managers did."""

import sqlalchemy as sa
from alembic import op

from bot.adapters.store.migrations.columns import flag, moment, number, person, refers, text

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("answers", text("team", nullable=True))
    op.create_index("answers_of_team", "answers", ["team"], sqlite_where=sa.text("team IS NOT NULL"))
    op.create_index("rounds_of_question", "rounds", ["workspace", "question_id"])
    op.add_column("rounds", sa.Column("ruling", sa.Text, nullable=False, server_default=sa.text("''")))
    for name in ("is_hidden", "has_left"):
        op.add_column("members", sa.Column(name, sa.Boolean, nullable=False, server_default=sa.text("0")))
    _teams()
    _memberships()
    _invitations()
    _team_totals()
    _rulings()
    _corrections()
    _audit()
    _exclusions()


def _teams() -> None:
    op.create_table(
        "teams",
        text("id"),
        text("workspace"),
        text("name"),
        text("key"),
        person("captain", nullable=True),
        text("source", nullable=True),
        flag("is_open"),
        moment("created_at"),
        moment("ended_at", nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "teams_of_workspace",
        "teams",
        ["workspace", "key"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
    )


def _memberships() -> None:
    op.create_table(
        "memberships",
        text("workspace"),
        person(),
        refers("team", "teams.id"),
        moment("joined_at"),
        sa.PrimaryKeyConstraint("workspace", "person"),
        sqlite_with_rowid=False,
    )
    op.create_index("members_of_team", "memberships", ["team"])


def _invitations() -> None:
    op.create_table(
        "invitations",
        refers("team", "teams.id"),
        person(),
        person("by"),
        moment("at"),
        sa.PrimaryKeyConstraint("team", "person"),
        sqlite_with_rowid=False,
    )


def _team_totals() -> None:
    op.create_table(
        "team_totals",
        text("scope"),
        text("period"),
        text("team"),
        number("points"),
        number("right"),
        number("answered"),
        sa.PrimaryKeyConstraint("scope", "period", "team"),
        sqlite_with_rowid=False,
    )


def _rulings() -> None:
    op.create_table(
        "rulings",
        number("seq"),
        text("workspace"),
        text("question"),
        text("round", nullable=True),
        text("kind"),
        text("accepted"),
        text("reason"),
        person("by", nullable=True),
        moment("at"),
        sa.PrimaryKeyConstraint("seq"),
    )
    op.create_index("rulings_of_question", "rulings", ["workspace", "question"])


def _corrections() -> None:
    op.create_table(
        "corrections",
        number("seq"),
        sa.Column("ruling", sa.Integer, sa.ForeignKey("rulings.seq"), nullable=False),
        text("round"),
        person(),
        number("points"),
        number("right"),
        number("answered"),
        sa.PrimaryKeyConstraint("seq"),
    )
    op.create_index("corrections_of_person", "corrections", ["person"])
    op.create_index("corrections_of_round", "corrections", ["round", "person"])
    op.create_index("corrections_of_ruling", "corrections", ["ruling"])


def _audit() -> None:
    op.create_table(
        "audit",
        number("seq"),
        text("workspace"),
        person("by", nullable=True),
        text("action"),
        text("subject"),
        text("reason"),
        moment("at"),
        sa.PrimaryKeyConstraint("seq"),
    )
    op.create_index("audit_of_workspace", "audit", ["workspace", "seq"])


def _exclusions() -> None:
    op.create_table(
        "exclusions",
        text("workspace"),
        person(),
        moment("at"),
        sa.PrimaryKeyConstraint("workspace", "person"),
        sqlite_with_rowid=False,
    )
