"""The tables that put questions right: rulings, what they move in the ledger, and what managers did."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, Table, Text, literal_column

from bot.adapters.store.tables import answers, metadata, persons

# `accepted` holds the texts of the options that count as right since, as JSON; `round` only where voided.
rulings = Table(
    "rulings",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("workspace", Text, nullable=False),
    Column("question", Text, nullable=False),
    Column("round", Text),
    Column("kind", Text, nullable=False),
    Column("accepted", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("by", ForeignKey(persons.c.id)),
    Column("at", BigInteger, nullable=False),
)
Index("rulings_of_question", rulings.c.workspace, rulings.c.question)

# The ledger goes on here: a row takes back what an answer earned, another gives what it earns now.
corrections = Table(
    "corrections",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("ruling", ForeignKey(rulings.c.seq), nullable=False),
    Column("round", Text, nullable=False),
    Column("person", ForeignKey(persons.c.id), nullable=False),
    Column("points", Integer, nullable=False),
    Column("right", Integer, nullable=False),
    Column("answered", Integer, nullable=False),
)
Index("corrections_of_round", corrections.c.round, corrections.c.person)
Index("corrections_of_person", corrections.c.person)
Index("corrections_of_ruling", corrections.c.ruling)
Index("answers_of_team", answers.c.team, sqlite_where=answers.c.team.is_not(None))

audit = Table(
    "audit",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("workspace", Text, nullable=False),
    Column("by", ForeignKey(persons.c.id)),
    Column("action", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
)
Index("audit_of_workspace", audit.c.workspace, audit.c.seq)
Index("audit_by_age", audit.c.at)

# People whom a manager has taken off the boards of a workspace.
exclusions = Table(
    "exclusions",
    metadata,
    Column("workspace", Text, primary_key=True),
    Column("person", ForeignKey(persons.c.id), primary_key=True),
    Column("at", BigInteger, nullable=False),
    Column("reason", Text, nullable=False, server_default=literal_column("''")),
    sqlite_with_rowid=False,
)
