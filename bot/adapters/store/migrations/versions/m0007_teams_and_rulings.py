"""Teams, rulings that put questions right, and what managers did."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("answers", sa.Column("team", sa.Text))
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


def _text(name: str, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=nullable)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False)


def _moment(name: str, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger, nullable=nullable)


def _flag(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean, nullable=False)


def _person(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, sa.ForeignKey("persons.id"), nullable=False)


def _teams() -> None:
    op.create_table(
        "teams",
        _text("id"),
        _text("workspace"),
        _text("name"),
        _text("key"),
        sa.Column("captain", sa.Integer, sa.ForeignKey("persons.id")),
        _text("source", nullable=True),
        _flag("is_open"),
        _moment("created_at"),
        _moment("ended_at", nullable=True),
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
        _text("workspace"),
        _person("person"),
        sa.Column("team", sa.Text, sa.ForeignKey("teams.id"), nullable=False),
        _moment("joined_at"),
        sa.PrimaryKeyConstraint("workspace", "person"),
        sqlite_with_rowid=False,
    )
    op.create_index("members_of_team", "memberships", ["team"])


def _invitations() -> None:
    op.create_table(
        "invitations",
        sa.Column("team", sa.Text, sa.ForeignKey("teams.id"), nullable=False),
        _person("person"),
        _person("by"),
        _moment("at"),
        sa.PrimaryKeyConstraint("team", "person"),
        sqlite_with_rowid=False,
    )


def _team_totals() -> None:
    op.create_table(
        "team_totals",
        _text("scope"),
        _text("period"),
        _text("team"),
        _number("points"),
        _number("right"),
        _number("answered"),
        sa.PrimaryKeyConstraint("scope", "period", "team"),
        sqlite_with_rowid=False,
    )


def _rulings() -> None:
    op.create_table(
        "rulings",
        sa.Column("seq", sa.Integer, nullable=False),
        _text("workspace"),
        _text("question"),
        _text("round", nullable=True),
        _text("kind"),
        _text("accepted"),
        _text("reason"),
        sa.Column("by", sa.Integer, sa.ForeignKey("persons.id")),
        _moment("at"),
        sa.PrimaryKeyConstraint("seq"),
    )
    op.create_index("rulings_of_question", "rulings", ["workspace", "question"])


def _corrections() -> None:
    op.create_table(
        "corrections",
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("ruling", sa.Integer, sa.ForeignKey("rulings.seq"), nullable=False),
        _text("round"),
        _person("person"),
        _number("points"),
        _number("right"),
        _number("answered"),
        sa.PrimaryKeyConstraint("seq"),
    )
    op.create_index("corrections_of_person", "corrections", ["person"])
    op.create_index("corrections_of_round", "corrections", ["round", "person"])
    op.create_index("corrections_of_ruling", "corrections", ["ruling"])


def _audit() -> None:
    op.create_table(
        "audit",
        sa.Column("seq", sa.Integer, nullable=False),
        _text("workspace"),
        sa.Column("by", sa.Integer, sa.ForeignKey("persons.id")),
        _text("action"),
        _text("subject"),
        _text("reason"),
        _moment("at"),
        sa.PrimaryKeyConstraint("seq"),
    )
    op.create_index("audit_of_workspace", "audit", ["workspace", "seq"])


def _exclusions() -> None:
    op.create_table(
        "exclusions",
        _text("workspace"),
        _person("person"),
        _moment("at"),
        sa.PrimaryKeyConstraint("workspace", "person"),
        sqlite_with_rowid=False,
    )
