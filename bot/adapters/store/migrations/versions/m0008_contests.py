"""Competitions: what they count, and how they stand and ended."""

import sqlalchemy as sa
from alembic import op

from bot.adapters.store.migrations.columns import flag, moment, number, person, refers, text

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


def _contests() -> None:
    op.create_table(
        "contests",
        text("id"),
        text("kind"),
        text("workspace"),
        text("channel"),
        text("name"),
        text("state"),
        moment("starts_at"),
        moment("ends_at", nullable=True),
        text("between"),
        text("rule"),
        number("best"),
        number("share"),
        text("topics"),
        text("league", nullable=True),
        flag("is_frozen"),
        text("season"),
        number("number"),
        text("series"),
        person("by", nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("contests_by_state", "contests", ["state", "ends_at"])
    op.create_index("contests_of_workspace", "contests", ["workspace", "starts_at"])


def _contest_places() -> None:
    op.create_table(
        "contest_places",
        text("place"),
        refers("contest", "contests.id"),
        moment("since"),
        moment("until", nullable=True),
        sa.PrimaryKeyConstraint("place", "contest", "since"),
        sqlite_with_rowid=False,
    )


def _contest_roster() -> None:
    op.create_table(
        "contest_roster",
        refers("contest", "contests.id"),
        person(),
        text("team"),
        sa.PrimaryKeyConstraint("contest", "person"),
        sqlite_with_rowid=False,
    )


def _contest_answers() -> None:
    op.create_table(
        "contest_answers",
        refers("contest", "contests.id"),
        person(),
        text("subject"),
        text("round"),
        number("self"),
        text("team", nullable=True),
        text("day"),
        moment("at"),
        number("points"),
        number("right"),
        number("answered"),
        sa.PrimaryKeyConstraint("contest", "person", "subject"),
        sqlite_with_rowid=False,
    )
    op.create_index("contest_answers_of_round", "contest_answers", ["round"])


def _contest_people() -> None:
    op.create_table(
        "contest_people",
        text("contest"),
        text("period"),
        number("person"),
        number("points"),
        number("right"),
        number("answered"),
        moment("last_at"),
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
        text("contest"),
        text("period"),
        number("points"),
        number("people"),
        sa.PrimaryKeyConstraint("contest", "period", "points"),
        sqlite_with_rowid=False,
    )


def _contest_members() -> None:
    op.create_table(
        "contest_members",
        text("contest"),
        text("team"),
        number("person"),
        number("points"),
        number("right"),
        number("answered"),
        moment("last_at"),
        sa.PrimaryKeyConstraint("contest", "team", "person"),
        sqlite_with_rowid=False,
    )


def _contest_activity() -> None:
    op.create_table(
        "contest_activity",
        text("contest"),
        text("team"),
        number("answered"),
        number("people"),
        number("points"),
        sa.PrimaryKeyConstraint("contest", "team", "answered"),
        sqlite_with_rowid=False,
    )


def _contest_best() -> None:
    op.create_table(
        "contest_best",
        text("contest"),
        text("team"),
        text("subject"),
        number("right"),
        number("points"),
        sa.PrimaryKeyConstraint("contest", "team", "subject"),
        sqlite_with_rowid=False,
    )


def _contest_teams() -> None:
    op.create_table(
        "contest_teams",
        text("contest"),
        text("team"),
        number("points"),
        number("right"),
        number("answered"),
        number("best"),
        moment("last_at"),
        sa.PrimaryKeyConstraint("contest", "team"),
        sqlite_with_rowid=False,
    )


def _contest_results() -> None:
    op.create_table(
        "contest_results",
        refers("contest", "contests.id"),
        number("version"),
        text("kind"),
        text("subject"),
        number("place"),
        text("name"),
        number("score"),
        number("points"),
        number("right"),
        number("answered"),
        moment("last_at"),
        sa.PrimaryKeyConstraint("contest", "version", "kind", "subject"),
        sqlite_with_rowid=False,
    )


def _contest_versions() -> None:
    op.create_table(
        "contest_versions",
        refers("contest", "contests.id"),
        number("version"),
        text("reason"),
        person("by", nullable=True),
        moment("at"),
        sa.PrimaryKeyConstraint("contest", "version"),
        sqlite_with_rowid=False,
    )
