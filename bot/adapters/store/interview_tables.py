"""The tables of mock interviews."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, Table, Text

from bot.adapters.store.tables import metadata, persons

interviews = Table(
    "interviews",
    metadata,
    Column("id", Text, primary_key=True),
    Column("person", ForeignKey(persons.c.id), nullable=False),
    Column("topic", Text),
    Column("level", Text),
    Column("minutes", Integer, nullable=False),
    Column("started_at", BigInteger, nullable=False),
    Column("finished_at", BigInteger),
)
Index("interviews_of_person", interviews.c.person, interviews.c.started_at)
Index("interviews_by_age", interviews.c.started_at)

# `suggested`, `flags` and `covered` are sets of positions, a bit for each, so that one tick is one statement.
interview_answers = Table(
    "interview_answers",
    metadata,
    Column("interview", ForeignKey(interviews.c.id), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("part", Integer, nullable=False),
    Column("question_id", Text, nullable=False),
    Column("topic", Text, nullable=False),
    Column("question", Text, nullable=False),
    Column("asked_at", BigInteger, nullable=False),
    Column("text", Text),
    Column("answered_at", BigInteger),
    Column("suggested", Integer, nullable=False),
    Column("flags", Integer, nullable=False),
    Column("covered", Integer, nullable=False),
    Column("rating", Text),
)
