"""What Alembic runs to find the connection and the tables."""

from alembic import context

from bot.adapters.store import interview_tables, live_tables, review_tables  # noqa: F401 - known once imported
from bot.adapters.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=False,  # the runner holds the transaction
)
context.run_migrations()
