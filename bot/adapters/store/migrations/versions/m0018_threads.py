"""Channels that take posts but no threads."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    of_threads = sa.Column("of_threads", sa.Boolean, nullable=False, server_default=sa.literal_column("0"))
    op.add_column("troubles", of_threads)
