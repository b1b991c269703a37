"""The tables of leagues, and of people who are one on two platforms."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, Table, Text

from bot.adapters.store.contest_tables import contests
from bot.adapters.store.tables import metadata, persons

# A league has the id of its lasting contest; its channels are the places of that.
leagues = Table(
    "leagues",
    metadata,
    Column("contest", ForeignKey(contests.c.id), primary_key=True),
    Column("code", Text, nullable=False, unique=True),
    Column("created_at", BigInteger, nullable=False),
    Column("ended_at", BigInteger),
)

league_questions = Table(
    "league_questions",
    metadata,
    Column("contest", ForeignKey(contests.c.id), primary_key=True),
    Column("day", Text, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("question", Text, nullable=False),
    sqlite_with_rowid=False,
)

# `person` counts as `head` in leagues; nobody is the head of a head.
links = Table(
    "links",
    metadata,
    Column("person", ForeignKey(persons.c.id), primary_key=True),
    Column("head", ForeignKey(persons.c.id), nullable=False),
    Column("at", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)
Index("links_of_head", links.c.head)

link_codes = Table(
    "link_codes",
    metadata,
    Column("code", Text, primary_key=True),
    Column("person", ForeignKey(persons.c.id), nullable=False),
    Column("expires_at", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)

link_tries = Table(
    "link_tries",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("person", ForeignKey(persons.c.id), nullable=False),
    Column("at", BigInteger, nullable=False),
)
Index("link_tries_of_person", link_tries.c.person, link_tries.c.at)
