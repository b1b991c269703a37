"""Open the store and close it again."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.adapters.store.announcements import SqliteAnnouncements
from bot.adapters.store.answers import SqliteAnswers
from bot.adapters.store.audit import SqliteAudit
from bot.adapters.store.boards import SqliteBoards
from bot.adapters.store.contest_boards import SqliteContestBoards
from bot.adapters.store.contest_results import SqliteFinals
from bot.adapters.store.contests import SqliteContests
from bot.adapters.store.database import Database, open_database
from bot.adapters.store.exclusions import SqliteExclusions
from bot.adapters.store.fast_answers import SqliteFastAnswers
from bot.adapters.store.habits import SqliteHabits
from bot.adapters.store.hidden_questions import SqliteHiddenQuestions
from bot.adapters.store.inbox import SqliteInbox
from bot.adapters.store.interviews import SqliteInterviews
from bot.adapters.store.items import SqliteItems
from bot.adapters.store.leagues import SqliteLeagues
from bot.adapters.store.links import SqliteLinks
from bot.adapters.store.live import SqliteLiveQuizzes
from bot.adapters.store.notices import SqliteNotices
from bot.adapters.store.outbox import SqliteOutbox
from bot.adapters.store.own_questions import SqliteOwnQuestions
from bot.adapters.store.people import SqlitePeople
from bot.adapters.store.privacy import SqlitePrivacy
from bot.adapters.store.quizzes import SqliteQuizzes
from bot.adapters.store.reports import SqliteReports
from bot.adapters.store.reviews import SqliteReviews
from bot.adapters.store.rounds import SqliteRounds
from bot.adapters.store.rulings import SqliteRulings
from bot.adapters.store.schedules import SqliteSchedules
from bot.adapters.store.schema import prepare
from bot.adapters.store.team_boards import SqliteTeamBoards
from bot.adapters.store.team_groups import SqliteTeamGroups
from bot.adapters.store.teams import SqliteTeams
from bot.adapters.store.troubles import SqliteTroubles
from bot.adapters.store.uploads import SqliteUploads


class SqliteStore:
    """All that is kept, in one SQLite file."""

    def __init__(self, database: Database) -> None:
        self._open_asked(database)
        self._open_practised(database)
        self._open_contested(database)
        self._open_managed(database)

    def _open_asked(self, database: Database) -> None:
        """What is asked, posted and answered."""
        self.people = SqlitePeople(database)
        self.rounds = SqliteRounds(database)
        self.outbox = SqliteOutbox(database)
        self.answers = SqliteAnswers(database)
        self.boards = SqliteBoards(database)
        self.quizzes = SqliteQuizzes(database)
        self.schedules = SqliteSchedules(database)
        self.announcements = SqliteAnnouncements(database)

    def _open_practised(self, database: Database) -> None:
        """What people do for themselves, and races."""
        self.interviews = SqliteInterviews(database)
        self.reviews = SqliteReviews(database)
        self.habits = SqliteHabits(database)
        self.live = SqliteLiveQuizzes(database, self.rounds.forget)

    def _open_contested(self, database: Database) -> None:
        """Who competes with whom."""
        self.contests = SqliteContests(database)
        self.leagues = SqliteLeagues(database)
        self.links = SqliteLinks(database)
        self.team_boards = SqliteTeamBoards(database)
        self.team_groups = SqliteTeamGroups(database)
        self.contest_boards = SqliteContestBoards(database)
        self.finals = SqliteFinals(database)
        self.teams = SqliteTeams(database, self.team_groups.forget)

    def _open_managed(self, database: Database) -> None:
        """What managers look after, and what people decide about themselves."""
        self.reports = SqliteReports(database)
        self.rulings = SqliteRulings(database, self.rounds.forget)
        self.exclusions = SqliteExclusions(database)
        self.inbox = SqliteInbox(database)
        self.notices = SqliteNotices(database)
        self.audit = SqliteAudit(database)
        self.fast_answers = SqliteFastAnswers(database)
        self.items = SqliteItems(database)
        self.privacy = SqlitePrivacy(database, [self.people.forget, self.rounds.forget, self.notices.forget])
        self.own_questions = SqliteOwnQuestions(database)
        self.hidden_questions = SqliteHiddenQuestions(database)
        self.uploads = SqliteUploads(database)
        self.troubles = SqliteTroubles(database)


@asynccontextmanager
async def open_store(path: Path) -> AsyncIterator[SqliteStore]:
    """Make or migrate the file if need be; what was accepted inside the block is on the disk after it.

    NewerSchema: a later release has migrated the file. sqlite3.Error: it is no database or not ours to write.
    """
    await asyncio.to_thread(prepare, path)
    async with open_database(path) as database:
        yield SqliteStore(database)
