"""Teams that follow a group are found without reading all of them, and so are the rounds of a topic."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(
        "teams_following",
        "teams",
        ["created_at", "id"],
        sqlite_where=sa.text("source IS NOT NULL AND ended_at IS NULL"),
    )
    op.create_index("rounds_of_topic", "rounds", ["workspace", "topic"])
