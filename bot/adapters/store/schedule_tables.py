"""The tables of schedules: those made in chat, how far each was looked at, and the slots that were taken."""

from sqlalchemy import BigInteger, CheckConstraint, Column, ForeignKey, Index, Table, Text

from bot.adapters.store.tables import metadata, rounds

slots = Table(
    "slots",
    metadata,
    Column("schedule", Text, primary_key=True),
    Column("day", Text, primary_key=True),
    Column("time", Text, primary_key=True),
    Column("channel", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("due_at", BigInteger),
    Column("decided_at", BigInteger, nullable=False),
    Column("round", ForeignKey(rounds.c.id)),
    CheckConstraint("state IN ('asked', 'skipped')"),
    sqlite_with_rowid=False,
)

Index("slots_of_round", slots.c.round, sqlite_where=slots.c.round.is_not(None))

schedules = Table(
    "schedules",
    metadata,
    Column("id", Text, primary_key=True),
    Column("channel", Text, nullable=False),
    Column("body", Text, nullable=False),
)

ticker = Table(
    "ticker",
    metadata,
    Column("schedule", Text, primary_key=True),
    Column("looked_until", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)
