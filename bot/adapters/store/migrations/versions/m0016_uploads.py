"""Files that wait to be imported, and whether a question of a workspace's own was imported."""

import sqlalchemy as sa
from alembic import op

from bot.adapters.store.migrations.columns import moment, person, text

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "uploads",
        text("id"),
        text("workspace"),
        person("by"),
        *map(text, ("name", "topic", "level")),
        sa.Column("content", sa.LargeBinary, nullable=False),
        moment("expires_at"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("uploads_expiring", "uploads", ["expires_at"])
    imported = sa.Column("is_imported", sa.Boolean, nullable=False, server_default=sa.literal_column("0"))
    op.add_column("own_questions", imported)
