"""What Alembic runs to find the connection and the tables."""

from alembic import context

from bot.adapters.store.live_tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=False,  # the runner holds the transaction
)
context.run_migrations()
