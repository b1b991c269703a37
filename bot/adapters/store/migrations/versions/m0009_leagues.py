"""Leagues over several workspaces, and people who are one on two platforms."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _leagues()
    _league_questions()
    _links()
    _link_codes()
    _link_tries()


def _text(name: str, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=nullable)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False)


def _moment(name: str, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger, nullable=nullable)


def _person(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, sa.ForeignKey("persons.id"), nullable=False)


def _leagues() -> None:
    op.create_table(
        "leagues",
        sa.Column("contest", sa.Text, sa.ForeignKey("contests.id"), nullable=False),
        _text("code"),
        _moment("created_at"),
        _moment("ended_at", nullable=True),
        sa.PrimaryKeyConstraint("contest"),
        sa.UniqueConstraint("code"),
    )


def _league_questions() -> None:
    op.create_table(
        "league_questions",
        sa.Column("contest", sa.Text, sa.ForeignKey("contests.id"), nullable=False),
        _text("day"),
        _number("number"),
        _text("question"),
        sa.PrimaryKeyConstraint("contest", "day", "number"),
        sqlite_with_rowid=False,
    )


def _links() -> None:
    op.create_table(
        "links",
        _person("person"),
        _person("head"),
        _moment("at"),
        sa.PrimaryKeyConstraint("person"),
        sqlite_with_rowid=False,
    )
    op.create_index("links_of_head", "links", ["head"])


def _link_codes() -> None:
    op.create_table(
        "link_codes",
        _text("code"),
        _person("person"),
        _moment("expires_at"),
        sa.PrimaryKeyConstraint("code"),
        sqlite_with_rowid=False,
    )


def _link_tries() -> None:
    op.create_table(
        "link_tries",
        sa.Column("seq", sa.Integer, nullable=False),
        _person("person"),
        _moment("at"),
        sa.PrimaryKeyConstraint("seq"),
    )
    op.create_index("link_tries_of_person", "link_tries", ["person", "at"])
