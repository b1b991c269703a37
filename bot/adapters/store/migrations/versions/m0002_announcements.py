"""Announcements leave through the outbox as rounds do."""

import sqlalchemy as sa
from alembic import op

from bot.adapters.store.migrations.columns import moment, number, text

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _announcements()
    _deliveries_of_any_post()


def _announcements() -> None:
    op.create_table(
        "announcements",
        *map(text, ("id", "kind", "channel", "workspace", "subject")),
        moment("opened_at"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("kind", "subject"),
    )
    op.create_index("announcements_of_channel", "announcements", ["channel", "opened_at"])


def _deliveries_of_any_post() -> None:
    """`round` becomes `post`, which may name an announcement as well; every row stays."""
    op.drop_index("deliveries_pending")
    op.rename_table("deliveries", "deliveries_of_rounds")
    op.create_table(
        "deliveries",
        *map(text, ("post", "action", "state")),
        number("attempts"),
        text("message", nullable=True),
        text("error"),
        *map(moment, ("created_at", "due_at", "changed_at")),
        sa.PrimaryKeyConstraint("post", "action"),
        sqlite_with_rowid=False,
    )
    op.execute("INSERT INTO deliveries SELECT * FROM deliveries_of_rounds")
    op.drop_table("deliveries_of_rounds")
    pending = sa.text("state IN ('claimed', 'sending')")
    op.create_index("deliveries_pending", "deliveries", ["created_at"], sqlite_where=pending)
