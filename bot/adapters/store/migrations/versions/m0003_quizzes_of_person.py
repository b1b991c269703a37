"""A person's last quiz is found without reading everybody's."""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("quizzes_of_person", "quizzes", ["person", "started_at"])
