"""The tables of what managers have to decide, where they hear of it, and what people are told in private."""

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    literal_column,
)

from bot.adapters.store.tables import metadata, persons

# Reports of a question, put together until they are decided. `question` is the question as it was shown, as
# JSON; `decision` and what follows are empty until then.
cases = Table(
    "cases",
    metadata,
    Column("id", Text, primary_key=True),
    Column("workspace", Text, nullable=False),
    Column("question_id", Text, nullable=False),
    Column("question", Text, nullable=False),
    Column("round", Text),
    Column("opened_at", BigInteger, nullable=False),
    Column("decision", Text, nullable=False),
    Column("option", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("decided_by", ForeignKey(persons.c.id)),
    Column("decided_at", BigInteger),
)
IS_OPEN = cases.c.decided_at.is_(None)
Index("cases_open", cases.c.workspace, cases.c.question_id, unique=True, sqlite_where=IS_OPEN)

# The channel in which a workspace's managers read reports.
inboxes = Table(
    "inboxes",
    metadata,
    Column("workspace", Text, primary_key=True),
    Column("channel", Text, nullable=False),
    sqlite_with_rowid=False,
)

# Accounts that acted as managers, and when that was noted last.
managers = Table(
    "managers",
    metadata,
    Column("workspace", Text, primary_key=True),
    Column("account", Text, primary_key=True),
    Column("person", ForeignKey(persons.c.id), nullable=False),
    Column("seen_at", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)

notices = Table(
    "notices",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person", ForeignKey(persons.c.id), nullable=False),
    Column("account", Text, nullable=False),
    Column("workspace", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("made_at", BigInteger, nullable=False),
    Column("due_at", BigInteger, nullable=False),
    UniqueConstraint("person", "kind", "subject"),
)
WAITING, SENDING, TOLD, KEPT = "waiting", "sending", "told", "kept"
IS_WAITING = notices.c.state == literal_column(f"'{WAITING}'")
IS_KEPT = notices.c.state == literal_column(f"'{KEPT}'")
Index("notices_waiting", notices.c.workspace, notices.c.due_at, sqlite_where=IS_WAITING)
Index("notices_kept", notices.c.account, sqlite_where=IS_KEPT)
Index("notices_by_age", notices.c.made_at)
Index("notices_about", notices.c.kind, notices.c.subject)
