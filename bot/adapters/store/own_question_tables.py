"""The tables of a workspace's own questions, and of those that it does not want to be asked."""

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Table, Text, literal_column

from bot.adapters.store.tables import metadata, persons

# `written` is what was typed and `question` what it reads as, both as JSON.
own_questions = Table(
    "own_questions",
    metadata,
    Column("workspace", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    Column("author", ForeignKey(persons.c.id), nullable=False),
    Column("written", Text, nullable=False),
    Column("question", Text),
    Column("state", Text, nullable=False),
    Column("written_at", BigInteger, nullable=False),
    Column("reason", Text, nullable=False),
    Column("decided_by", ForeignKey(persons.c.id)),
    Column("decided_at", BigInteger),
    Column("is_imported", Boolean, nullable=False, server_default=literal_column("0")),
)
Index("own_questions_by_state", own_questions.c.workspace, own_questions.c.state, own_questions.c.written_at)
IS_SUGGESTED = own_questions.c.state == literal_column("'suggested'")
Index("own_questions_suggested", own_questions.c.written_at, sqlite_where=IS_SUGGESTED)

hidden_questions = Table(
    "hidden_questions",
    metadata,
    Column("workspace", Text, primary_key=True),
    Column("question", Text, primary_key=True),
    Column("by", ForeignKey(persons.c.id), nullable=False),
    Column("at", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)
