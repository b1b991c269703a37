"""The tables of channels that refuse our posts, and of schedules whose questions could not be posted."""

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, Table, Text, literal_column

from bot.adapters.store.tables import metadata

# `ended_at` is when a post arrived again, or with `of_threads` a thread opened; of those without there is
# one for each channel and reason.
troubles = Table(
    "troubles",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("channel", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("since", BigInteger, nullable=False),
    Column("ended_at", BigInteger),
    Column("is_told", Boolean, nullable=False),
    Column("of_threads", Boolean, nullable=False, server_default=literal_column("0")),
    sqlite_autoincrement=True,
)
IS_LASTING = troubles.c.ended_at.is_(None)
Index("troubles_lasting", troubles.c.channel, troubles.c.reason, unique=True, sqlite_where=IS_LASTING)

# A schedule's failures in a row. `halted_at` is null as long as they are too few to halt it.
setbacks = Table(
    "setbacks",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("schedule", Text, nullable=False, unique=True),
    Column("channel", Text, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("reason", Text, nullable=False),
    Column("halted_at", BigInteger),
    Column("is_told", Boolean, nullable=False),
    sqlite_autoincrement=True,
)
