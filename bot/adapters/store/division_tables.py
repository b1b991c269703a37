"""The table of divisions: the small groups that the people of a season are dealt into."""

from sqlalchemy import Column, ForeignKey, Index, Integer, Table

from bot.adapters.store.contest_tables import contests
from bot.adapters.store.tables import metadata, persons

contest_divisions = Table(
    "contest_divisions",
    metadata,
    Column("contest", ForeignKey(contests.c.id), primary_key=True),
    Column("person", ForeignKey(persons.c.id), primary_key=True),
    Column("tier", Integer, nullable=False),
    Column("number", Integer, nullable=False),
    sqlite_with_rowid=False,
)
Index("people_of_division", contest_divisions.c.contest, contest_divisions.c.tier, contest_divisions.c.number)
