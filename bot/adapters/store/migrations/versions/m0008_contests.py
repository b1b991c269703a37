"""Competitions: what they count, and how they stand and ended."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _contests()
    _contest_places()
    _contest_roster()
    _contest_answers()
    _contest_people()
    _contest_levels()
    _contest_members()
    _contest_activity()
    _contest_best()
    _contest_teams()
    _contest_results()
    _contest_versions()


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


def _contests() -> None:
    op.create_table(
        "contests",
        _text("id"),
        _text("kind"),
        _text("workspace"),
        _text("channel"),
        _text("name"),
        _text("state"),
        _moment("starts_at"),
        _moment("ends_at", nullable=True),
        _text("between"),
        _text("rule"),
        _number("best"),
        _number("share"),
        _text("topics"),
        _text("league", nullable=True),
        _flag("is_frozen"),
        _text("season"),
        _number("number"),
        _text("series"),
        sa.Column("by", sa.Integer, sa.ForeignKey("persons.id")),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("contests_by_state", "contests", ["state", "ends_at"])
    op.create_index("contests_of_workspace", "contests", ["workspace", "starts_at"])


def _contest_places() -> None:
    op.create_table(
        "contest_places",
        _text("place"),
        sa.Column("contest", sa.Text, sa.ForeignKey("contests.id"), nullable=False),
        _moment("since"),
        _moment("until", nullable=True),
        sa.PrimaryKeyConstraint("place", "contest", "since"),
        sqlite_with_rowid=False,
    )


def _contest_roster() -> None:
    op.create_table(
        "contest_roster",
        sa.Column("contest", sa.Text, sa.ForeignKey("contests.id"), nullable=False),
        _person("person"),
        _text("team"),
        sa.PrimaryKeyConstraint("contest", "person"),
        sqlite_with_rowid=False,
    )


def _contest_answers() -> None:
    op.create_table(
        "contest_answers",
        sa.Column("contest", sa.Text, sa.ForeignKey("contests.id"), nullable=False),
        _person("person"),
        _text("subject"),
        _text("round"),
        _number("self"),
        _text("team", nullable=True),
        _text("day"),
        _moment("at"),
        _number("points"),
        _number("right"),
        _number("answered"),
        sa.PrimaryKeyConstraint("contest", "person", "subject"),
        sqlite_with_rowid=False,
    )
    op.create_index("contest_answers_of_round", "contest_answers", ["round"])


def _contest_people() -> None:
    op.create_table(
        "contest_people",
        _text("contest"),
        _text("period"),
        _number("person"),
        _number("points"),
        _number("right"),
        _number("answered"),
        _moment("last_at"),
        sa.PrimaryKeyConstraint("contest", "period", "person"),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "contest_board",
        "contest_people",
        ["contest", "period", sa.text("points DESC"), sa.text('"right" DESC'), "last_at", "person"],
    )


def _contest_levels() -> None:
    op.create_table(
        "contest_levels",
        _text("contest"),
        _text("period"),
        _number("points"),
        _number("people"),
        sa.PrimaryKeyConstraint("contest", "period", "points"),
        sqlite_with_rowid=False,
    )


def _contest_members() -> None:
    op.create_table(
        "contest_members",
        _text("contest"),
        _text("team"),
        _number("person"),
        _number("points"),
        _number("right"),
        _number("answered"),
        _moment("last_at"),
        sa.PrimaryKeyConstraint("contest", "team", "person"),
        sqlite_with_rowid=False,
    )


def _contest_activity() -> None:
    op.create_table(
        "contest_activity",
        _text("contest"),
        _text("team"),
        _number("answered"),
        _number("people"),
        _number("points"),
        sa.PrimaryKeyConstraint("contest", "team", "answered"),
        sqlite_with_rowid=False,
    )


def _contest_best() -> None:
    op.create_table(
        "contest_best",
        _text("contest"),
        _text("team"),
        _text("subject"),
        _number("right"),
        _number("points"),
        sa.PrimaryKeyConstraint("contest", "team", "subject"),
        sqlite_with_rowid=False,
    )


def _contest_teams() -> None:
    op.create_table(
        "contest_teams",
        _text("contest"),
        _text("team"),
        _number("points"),
        _number("right"),
        _number("answered"),
        _number("best"),
        _moment("last_at"),
        sa.PrimaryKeyConstraint("contest", "team"),
        sqlite_with_rowid=False,
    )


def _contest_results() -> None:
    op.create_table(
        "contest_results",
        sa.Column("contest", sa.Text, sa.ForeignKey("contests.id"), nullable=False),
        _number("version"),
        _text("kind"),
        _text("subject"),
        _number("place"),
        _text("name"),
        _number("score"),
        _number("points"),
        _number("right"),
        _number("answered"),
        _moment("last_at"),
        sa.PrimaryKeyConstraint("contest", "version", "kind", "subject"),
        sqlite_with_rowid=False,
    )


def _contest_versions() -> None:
    op.create_table(
        "contest_versions",
        sa.Column("contest", sa.Text, sa.ForeignKey("contests.id"), nullable=False),
        _number("version"),
        _text("reason"),
        sa.Column("by", sa.Integer, sa.ForeignKey("persons.id")),
        _moment("at"),
        sa.PrimaryKeyConstraint("contest", "version"),
        sqlite_with_rowid=False,
    )
