"""The tables of contests: competitions, and the lasting contest of a league.

What a contest counted is kept row by row in `contest_answers`; the other tables are sums of it.
A period is `all` in a competition; a league has a day, a week, a month and all.
"""

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, Table, Text, literal_column

from bot.adapters.store.tables import metadata, persons

# `topics` are joined by commas, none for all. `season` says how it repeats, `number` which one it is then.
contests = Table(
    "contests",
    metadata,
    Column("id", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("workspace", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("starts_at", BigInteger, nullable=False),
    Column("ends_at", BigInteger),
    Column("between", Text, nullable=False),
    Column("rule", Text, nullable=False),
    Column("best", Integer, nullable=False),
    Column("share", Integer, nullable=False),
    Column("topics", Text, nullable=False),
    Column("league", Text),
    Column("is_frozen", Boolean, nullable=False),
    Column("season", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("series", Text, nullable=False),
    Column("by", ForeignKey(persons.c.id)),
    Column("is_divided", Boolean, nullable=False, server_default=literal_column("0")),
)
Index("contests_of_workspace", contests.c.workspace, contests.c.starts_at)
IS_GOING_ON = contests.c.state.in_([literal_column("'planned'"), literal_column("'running'")])
Index("contests_by_state", contests.c.state, contests.c.ends_at)
Index("contests_of_series", contests.c.series, contests.c.number)

# Where answers count for a contest, and from when to when: workspaces or channels.
contest_places = Table(
    "contest_places",
    metadata,
    Column("place", Text, primary_key=True),
    Column("contest", ForeignKey(contests.c.id), primary_key=True),
    Column("since", BigInteger, primary_key=True),
    Column("until", BigInteger),
    sqlite_with_rowid=False,
)

Index("places_of_contest", contest_places.c.contest)

contest_roster = Table(
    "contest_roster",
    metadata,
    Column("contest", ForeignKey(contests.c.id), primary_key=True),
    Column("person", ForeignKey(persons.c.id), primary_key=True),
    Column("team", Text, nullable=False),
    sqlite_with_rowid=False,
)

# `subject` is what is counted once: a question, in a league a question of a day. `self` is whose entry of the
# ledger it is and `person` whom it counts for; they differ where somebody has linked two selves.
contest_answers = Table(
    "contest_answers",
    metadata,
    Column("contest", ForeignKey(contests.c.id), primary_key=True),
    Column("person", ForeignKey(persons.c.id), primary_key=True),
    Column("subject", Text, primary_key=True),
    Column("round", Text, nullable=False),
    Column("self", Integer, nullable=False),
    Column("team", Text),
    Column("day", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("points", Integer, nullable=False),
    Column("right", Integer, nullable=False),
    Column("answered", Integer, nullable=False),
    sqlite_with_rowid=False,
)
Index("contest_answers_of_round", contest_answers.c.round)

contest_people = Table(
    "contest_people",
    metadata,
    Column("contest", Text, primary_key=True),
    Column("period", Text, primary_key=True),
    Column("person", Integer, primary_key=True),
    Column("points", Integer, nullable=False),
    Column("right", Integer, nullable=False),
    Column("answered", Integer, nullable=False),
    Column("last_at", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)
Index(
    "contest_board",
    contest_people.c.contest,
    contest_people.c.period,
    contest_people.c.points.desc(),
    contest_people.c.right.desc(),
    contest_people.c.last_at,
    contest_people.c.person,
    contest_people.c.answered,  # so that a page is read from the index alone
)

# How many people have how many points, so that a place is found without counting people.
contest_levels = Table(
    "contest_levels",
    metadata,
    Column("contest", Text, primary_key=True),
    Column("period", Text, primary_key=True),
    Column("points", Integer, primary_key=True),
    Column("people", Integer, nullable=False),
    sqlite_with_rowid=False,
)

contest_members = Table(
    "contest_members",
    metadata,
    Column("contest", Text, primary_key=True),
    Column("team", Text, primary_key=True),
    Column("person", Integer, primary_key=True),
    Column("points", Integer, nullable=False),
    Column("right", Integer, nullable=False),
    Column("answered", Integer, nullable=False),
    Column("last_at", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)

# How many members of a team have answered so often, and what they have earned: it tells who is active.
contest_activity = Table(
    "contest_activity",
    metadata,
    Column("contest", Text, primary_key=True),
    Column("team", Text, primary_key=True),
    Column("answered", Integer, primary_key=True),
    Column("people", Integer, nullable=False),
    Column("points", Integer, nullable=False),
    sqlite_with_rowid=False,
)

# `right` members of a team were right on a subject, which was worth `points` each.
contest_best = Table(
    "contest_best",
    metadata,
    Column("contest", Text, primary_key=True),
    Column("team", Text, primary_key=True),
    Column("subject", Text, primary_key=True),
    Column("right", Integer, nullable=False),
    Column("points", Integer, nullable=False),
    sqlite_with_rowid=False,
)

# `best` is what the best of each round have earned together.
contest_teams = Table(
    "contest_teams",
    metadata,
    Column("contest", Text, primary_key=True),
    Column("team", Text, primary_key=True),
    Column("points", Integer, nullable=False),
    Column("right", Integer, nullable=False),
    Column("answered", Integer, nullable=False),
    Column("best", Integer, nullable=False),
    Column("last_at", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)

# Kept standings: version 0 is that of half-time, 1 the final one, and each amendment is one more. `kind` is
# `people` or `teams` and `subject` a person or a team; a person's name is looked up, so `name` is empty.
# `score` is in hundredths of a point.
contest_results = Table(
    "contest_results",
    metadata,
    Column("contest", ForeignKey(contests.c.id), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("subject", Text, primary_key=True),
    Column("place", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("score", Integer, nullable=False),
    Column("points", Integer, nullable=False),
    Column("right", Integer, nullable=False),
    Column("answered", Integer, nullable=False),
    Column("last_at", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)
Index(
    "contest_results_by_place",
    contest_results.c.contest,
    contest_results.c.version,
    contest_results.c.kind,
    contest_results.c.place,
)

# Final standings with who has amended them and why; an amended one is a new version, and the old one stays.
contest_versions = Table(
    "contest_versions",
    metadata,
    Column("contest", ForeignKey(contests.c.id), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("reason", Text, nullable=False),
    Column("by", ForeignKey(persons.c.id)),
    Column("at", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)
