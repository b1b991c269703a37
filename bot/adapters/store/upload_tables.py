"""The table of files that wait to be imported."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, LargeBinary, Table, Text

from bot.adapters.store.tables import metadata, persons

# `topic` and `level` are empty where none was given.
uploads = Table(
    "uploads",
    metadata,
    Column("id", Text, primary_key=True),
    Column("workspace", Text, nullable=False),
    Column("by", ForeignKey(persons.c.id), nullable=False),
    Column("name", Text, nullable=False),
    Column("topic", Text, nullable=False),
    Column("level", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("expires_at", BigInteger, nullable=False),
)
Index("uploads_expiring", uploads.c.expires_at)
