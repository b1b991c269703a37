"""Leagues over several workspaces, and people who are one on two platforms."""

import sqlalchemy as sa
from alembic import op

from bot.adapters.store.migrations.columns import moment, number, person, refers, text

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


def _leagues() -> None:
    op.create_table(
        "leagues",
        refers("contest", "contests.id"),
        text("code"),
        moment("created_at"),
        moment("ended_at", nullable=True),
        sa.PrimaryKeyConstraint("contest"),
        sa.UniqueConstraint("code"),
    )


def _league_questions() -> None:
    op.create_table(
        "league_questions",
        refers("contest", "contests.id"),
        text("day"),
        number("number"),
        text("question"),
        sa.PrimaryKeyConstraint("contest", "day", "number"),
        sqlite_with_rowid=False,
    )


def _links() -> None:
    op.create_table(
        "links",
        person(),
        person("head"),
        moment("at"),
        sa.PrimaryKeyConstraint("person"),
        sqlite_with_rowid=False,
    )
    op.create_index("links_of_head", "links", ["head"])


def _link_codes() -> None:
    op.create_table(
        "link_codes",
        text("code"),
        person(),
        moment("expires_at"),
        sa.PrimaryKeyConstraint("code"),
        sqlite_with_rowid=False,
    )


def _link_tries() -> None:
    op.create_table(
        "link_tries",
        number("seq"),
        person(),
        moment("at"),
        sa.PrimaryKeyConstraint("seq"),
    )
    op.create_index("link_tries_of_person", "link_tries", ["person", "at"])
