"""Every table, described once.

Moments are microseconds since 1970 in UTC and days ISO dates, so that both sort as they stand.
Table names say what a row is; a scope is the id of a workspace or of a channel.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
    literal_column,
)

metadata = MetaData()

SCHEMA = "0018"
"""The migration that these tables correspond to; migrations are numbered, so a greater one is newer."""

# Alembic's own table, as Alembic makes it.
alembic_version = Table(
    "alembic_version",
    metadata,
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)

persons = Table("persons", metadata, Column("id", Integer, primary_key=True), sqlite_autoincrement=True)

accounts = Table(
    "accounts",
    metadata,
    Column("account", Text, primary_key=True),
    Column("person", ForeignKey(persons.c.id), nullable=False),
    sqlite_with_rowid=False,
)
Index("accounts_of_person", accounts.c.person)

members = Table(
    "members",
    metadata,
    Column("person", ForeignKey(persons.c.id), primary_key=True),
    Column("workspace", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("is_hidden", Boolean, nullable=False, server_default=literal_column("0")),
    Column("has_left", Boolean, nullable=False, server_default=literal_column("0")),
    sqlite_with_rowid=False,
)

quizzes = Table(
    "quizzes",
    metadata,
    Column("id", Text, primary_key=True),
    Column("person", ForeignKey(persons.c.id), nullable=False),
    Column("channel", Text, nullable=False),
    Column("questions", Text, nullable=False),
    Column("started_at", BigInteger, nullable=False),
)
Index("quizzes_of_person", quizzes.c.person, quizzes.c.started_at)

# `question` is the question as it was asked, `ruling` how it was put right since, as JSON.
# `for_streaks` marks rounds whose day is an asked day, `ended` those whose closing has been put into the
# outbox. `seq` is the order of arrival.
rounds = Table(
    "rounds",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("workspace", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("question_id", Text, nullable=False),
    Column("topic", Text, nullable=False),
    Column("question", Text, nullable=False),
    Column("opened_at", BigInteger, nullable=False),
    Column("day", Text, nullable=False),
    Column("closes_at", BigInteger),
    Column("reveal", Text, nullable=False),
    Column("mention", Text, nullable=False),
    Column("thread", Boolean, nullable=False),
    Column("quiz", ForeignKey(quizzes.c.id)),
    Column("for_streaks", Boolean, nullable=False),
    Column("ended", Boolean, nullable=False),
    Column("ruling", Text, nullable=False, server_default=literal_column("''")),
    sqlite_autoincrement=True,
)

# Partial indexes serve only queries that repeat their condition word for word, hence literal columns.
IS_PUBLIC = rounds.c.kind != literal_column("'quiz'")
IS_RUNNING = IS_PUBLIC & (rounds.c.ended == literal_column("0"))
Index("rounds_of_channel", rounds.c.channel, rounds.c.opened_at, sqlite_where=IS_PUBLIC)
Index("rounds_of_workspace", rounds.c.workspace, rounds.c.opened_at, sqlite_where=IS_PUBLIC)
Index("rounds_running", rounds.c.workspace, rounds.c.channel, rounds.c.closes_at, sqlite_where=IS_RUNNING)
Index("rounds_of_question", rounds.c.workspace, rounds.c.question_id)
Index("rounds_of_topic", rounds.c.workspace, rounds.c.topic)
Index("rounds_of_quiz", rounds.c.quiz, sqlite_where=rounds.c.quiz.is_not(None))

# `post` is the id of a round or of an announcement.
deliveries = Table(
    "deliveries",
    metadata,
    Column("post", Text, primary_key=True),
    Column("action", Text, primary_key=True),
    Column("state", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("message", Text),
    Column("error", Text, nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("due_at", BigInteger, nullable=False),
    Column("changed_at", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)

IS_PENDING = deliveries.c.state.in_([literal_column("'claimed'"), literal_column("'sending'")])
Index("deliveries_pending", deliveries.c.created_at, sqlite_where=IS_PENDING)

# The ledger: append-only. `choice` is null where a person looked at the answer first, `team` where in none.
answers = Table(
    "answers",
    metadata,
    Column("round", ForeignKey(rounds.c.id), primary_key=True),
    Column("person", ForeignKey(persons.c.id), primary_key=True),
    Column("question", Text, nullable=False),
    Column("choice", Integer),
    Column("right", Boolean, nullable=False),
    Column("points", Integer, nullable=False),
    Column("scored", Boolean, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("day", Text, nullable=False),
    Column("team", Text),
    CheckConstraint("scored OR points = 0"),
    sqlite_with_rowid=False,
)
Index("answers_of_person", answers.c.person, answers.c.question)

ratings = Table(
    "ratings",
    metadata,
    Column("round", ForeignKey(rounds.c.id), primary_key=True),
    Column("person", ForeignKey(persons.c.id), primary_key=True),
    Column("rating", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)
Index("ratings_of_person", ratings.c.person)

# The person leads the key: what one answer moves lies together.
totals = Table(
    "totals",
    metadata,
    Column("scope", Text, nullable=False),
    Column("period", Text, nullable=False),
    Column("person", Integer, nullable=False),
    Column("points", Integer, nullable=False),
    Column("right", Integer, nullable=False),
    Column("answered", Integer, nullable=False),
    PrimaryKeyConstraint("person", "scope", "period"),
    sqlite_with_rowid=False,
)
Index("boards", totals.c.scope, totals.c.period, totals.c.points.desc(), totals.c.person)

# How many people have how many points, so that a place is found without counting people.
histogram = Table(
    "histogram",
    metadata,
    Column("scope", Text, primary_key=True),
    Column("period", Text, primary_key=True),
    Column("points", Integer, primary_key=True),
    Column("people", Integer, nullable=False),
    CheckConstraint("people >= 0"),
    sqlite_with_rowid=False,
)

asked_days = Table(
    "asked_days",
    metadata,
    Column("scope", Text, primary_key=True),
    Column("day", Text, primary_key=True),
    sqlite_with_rowid=False,
)

runs = Table(
    "runs",
    metadata,
    Column("scope", Text, primary_key=True),
    Column("person", Integer, primary_key=True),
    Column("first_day", Text, primary_key=True),
    Column("last_day", Text, nullable=False),
    Column("length", Integer, nullable=False),
    sqlite_with_rowid=False,
)

# `case_id` is null for reports that were made before there were cases.
reports = Table(
    "reports",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("question", Text, nullable=False),
    Column("person", ForeignKey(persons.c.id), nullable=False),
    Column("workspace", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("case_id", Text),
    Column("round", Text),
)
Index("reports_of_case", reports.c.case_id, reports.c.person, unique=True)
Index("reports_of_person", reports.c.person, reports.c.at)

announcements = Table(
    "announcements",
    metadata,
    Column("id", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("workspace", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("opened_at", BigInteger, nullable=False),
    UniqueConstraint("kind", "subject"),
)
Index("announcements_of_channel", announcements.c.channel, announcements.c.opened_at)
