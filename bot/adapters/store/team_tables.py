"""The tables of teams: who is in which one, and what teams have earned."""

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, Table, Text

from bot.adapters.store.tables import metadata, persons

# `key` is the name as look-alikes share it; `source` a platform's role or group that the team follows.
teams = Table(
    "teams",
    metadata,
    Column("id", Text, primary_key=True),
    Column("workspace", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("captain", ForeignKey(persons.c.id)),
    Column("source", Text),
    Column("is_open", Boolean, nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("ended_at", BigInteger),
)
IS_THERE = teams.c.ended_at.is_(None)
Index("teams_of_workspace", teams.c.workspace, teams.c.key, unique=True, sqlite_where=IS_THERE)

# One team for each person and workspace. What a team was when somebody answered stands in the ledger.
memberships = Table(
    "memberships",
    metadata,
    Column("workspace", Text, primary_key=True),
    Column("person", ForeignKey(persons.c.id), primary_key=True),
    Column("team", ForeignKey(teams.c.id), nullable=False),
    Column("joined_at", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)
Index("members_of_team", memberships.c.team)

invitations = Table(
    "invitations",
    metadata,
    Column("team", ForeignKey(teams.c.id), primary_key=True),
    Column("person", ForeignKey(persons.c.id), primary_key=True),
    Column("by", ForeignKey(persons.c.id), nullable=False),
    Column("at", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)

# A scope is a workspace or a channel, as in `totals`.
team_totals = Table(
    "team_totals",
    metadata,
    Column("scope", Text, primary_key=True),
    Column("period", Text, primary_key=True),
    Column("team", Text, primary_key=True),
    Column("points", Integer, nullable=False),
    Column("right", Integer, nullable=False),
    Column("answered", Integer, nullable=False),
    sqlite_with_rowid=False,
)
