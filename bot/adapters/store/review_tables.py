"""The tables of people's own repetition."""

from sqlalchemy import (
    BigInteger,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
)

from bot.adapters.store.tables import metadata, persons

# What a person repeats for themselves; nothing here moves a score. `reps` counts the ratings.
reviews = Table(
    "reviews",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person", ForeignKey(persons.c.id), nullable=False),
    Column("workspace", Text, nullable=False),
    Column("question", Text, nullable=False),
    Column("phase", Text, nullable=False),
    Column("step", Integer),
    Column("stability", Float),
    Column("difficulty", Float),
    Column("due_at", BigInteger, nullable=False),
    Column("last_review", BigInteger),
    Column("reps", Integer, nullable=False),
    Column("added_at", BigInteger, nullable=False),
    UniqueConstraint("person", "workspace", "question"),
    sqlite_autoincrement=True,
)
Index("reviews_due", reviews.c.person, reviews.c.workspace, reviews.c.due_at)

# `remind_at` is a local time, `next_at` the moment at which it falls due next. `reminded_on` is the last day
# of the person's own calendar that had its reminder; it stays when that is stopped or set anew.
review_settings = Table(
    "review_settings",
    metadata,
    Column("person", ForeignKey(persons.c.id), primary_key=True),
    Column("retention", Float, nullable=False),
    Column("parameters", Text),
    Column("remind_at", Text),
    Column("zone", Text),
    Column("account", Text),
    Column("workspace", Text),
    Column("next_at", BigInteger),
    Column("reminded_on", Text),
    Column("stopped", Text, nullable=False),
)
HAS_REMINDER = review_settings.c.next_at.is_not(None)
Index("reminders_due", review_settings.c.next_at, sqlite_where=HAS_REMINDER)
