"""A store in memory that is held to the real store's contract."""

from typing import cast

from bot.ports.contests import ContestBoards, Contests, Finals
from bot.ports.fairness import FastAnswers, Items
from bot.ports.leagues import Leagues
from bot.ports.links import Exclusions, Links
from bot.ports.privacy import Privacy
from bot.ports.rulings import Rulings
from bot.ports.troubles import Troubles
from bot.ports.uploads import Uploads
from tests.fakes_store.announcements import MemoryAnnouncements
from tests.fakes_store.answers import MemoryAnswers, MemoryBoards
from tests.fakes_store.contests import NoContests, NoFinals
from tests.fakes_store.fairness import NobodyIsOff, NothingIsFast
from tests.fakes_store.interviews import MemoryInterviews
from tests.fakes_store.kept import Kept
from tests.fakes_store.leagues import NoLeagues
from tests.fakes_store.live import MemoryLiveQuizzes
from tests.fakes_store.managing import MemoryAudit, MemoryInbox, MemoryNotices, MemoryReports
from tests.fakes_store.own_questions import MemoryHiddenQuestions, MemoryOwnQuestions
from tests.fakes_store.people import MemoryPeople
from tests.fakes_store.reviews import MemoryHabits, MemoryReviews
from tests.fakes_store.rounds import MemoryOutbox, MemoryRounds
from tests.fakes_store.schedules import MemoryQuizzes, MemorySchedules
from tests.fakes_store.teams import NoTeamBoards, NoTeamGroups, NoTeams
from tests.fakes_store.troubles import NoTroubles

__all__ = ["MemoryStore"]


class MemoryStore:
    """The older groups of the store over the same rows; `kept` may be looked at.

    The others are tried on the real store alone: these names only say to the type checker that they exist.
    """

    rulings: Rulings
    links: Links
    items: Items
    privacy: Privacy
    uploads: Uploads

    def __init__(self) -> None:
        self.kept = kept = Kept()
        self.people = MemoryPeople(kept)
        self.rounds = MemoryRounds(kept)
        self.outbox = MemoryOutbox(kept)
        self.answers = MemoryAnswers(kept)
        self.boards = MemoryBoards(kept)
        self.quizzes = MemoryQuizzes(kept)
        self.schedules = MemorySchedules(kept)
        self.reports = MemoryReports(kept)
        self.announcements = MemoryAnnouncements(kept)
        self.interviews = MemoryInterviews(kept)
        self.reviews = MemoryReviews(kept)
        self.habits = MemoryHabits(kept)
        self.exclusions = cast(Exclusions, NobodyIsOff())
        self.fast_answers = cast(FastAnswers, NothingIsFast())
        self.leagues = cast(Leagues, NoLeagues())
        self.inbox = MemoryInbox(kept)
        self.notices = MemoryNotices(kept)
        self.audit = MemoryAudit(kept)
        self.live = MemoryLiveQuizzes(kept)
        self.teams = NoTeams()
        self.team_boards = NoTeamBoards()
        self.team_groups = NoTeamGroups()
        self.own_questions = MemoryOwnQuestions()
        self.hidden_questions = MemoryHiddenQuestions()
        # nobody asks how a competition stands where there is none
        self.contests = cast(Contests, NoContests())
        self.contest_boards = cast(ContestBoards, None)
        self.finals = cast(Finals, NoFinals())
        self.troubles = cast(Troubles, NoTroubles())
