"""The tables of live quizzes; each is a row of `quizzes` as well, which its rounds refer to."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    literal_column,
)

from bot.adapters.store.tables import metadata, persons, quizzes, rounds

# `left` and `extended` are in microseconds.
live_quizzes = Table(
    "live_quizzes",
    metadata,
    Column("quiz", ForeignKey(quizzes.c.id), primary_key=True),
    Column("channel", Text, nullable=False),
    Column("host", ForeignKey(persons.c.id), nullable=False),
    Column("seconds", Integer, nullable=False),
    Column("may_change", Boolean, nullable=False),
    Column("phase", Text, nullable=False),
    Column("position", Integer, nullable=False),
    Column("round", ForeignKey(rounds.c.id)),
    Column("until", BigInteger),
    Column("left", BigInteger),
    Column("extended", BigInteger, nullable=False),
    Column("silent", Integer, nullable=False),
    Column("ending", Text),
    sqlite_with_rowid=False,
)
IS_UNDER_WAY = live_quizzes.c.phase != literal_column("'ended'")
Index("live_quizzes_running", live_quizzes.c.channel, unique=True, sqlite_where=IS_UNDER_WAY)

live_members = Table(
    "live_members",
    metadata,
    Column("quiz", ForeignKey(live_quizzes.c.quiz), primary_key=True),
    Column("person", ForeignKey(persons.c.id), primary_key=True),
    Column("joined_at", BigInteger, nullable=False),
    Column("has_left", Boolean, nullable=False),
    sqlite_with_rowid=False,
)

# `left` is what was left of the time given, extensions aside, in microseconds.
# `points` is null until the round is settled.
live_choices = Table(
    "live_choices",
    metadata,
    Column("round", ForeignKey(rounds.c.id), primary_key=True),
    Column("person", ForeignKey(persons.c.id), primary_key=True),
    Column("choice", Integer, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("left", BigInteger, nullable=False),
    Column("points", Integer),
    sqlite_with_rowid=False,
)
