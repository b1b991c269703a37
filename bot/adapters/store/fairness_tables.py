"""The table of answers that came sooner than anybody reads."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Table, Text

from bot.adapters.store.tables import metadata, persons, rounds

# `taken` and `needed` are in microseconds; `week` is that of the ISO calendar.
fast_answers = Table(
    "fast_answers",
    metadata,
    Column("round", ForeignKey(rounds.c.id), primary_key=True),
    Column("person", ForeignKey(persons.c.id), primary_key=True),
    Column("workspace", Text, nullable=False),
    Column("week", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("taken", BigInteger, nullable=False),
    Column("needed", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)
Index("fast_answers_of_workspace", fast_answers.c.workspace, fast_answers.c.at)
Index("fast_answers_of_person", fast_answers.c.person, fast_answers.c.workspace, fast_answers.c.week)
