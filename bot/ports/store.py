"""What is kept."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.announcement import Announcement
from bot.domain.ids import (
    Account,
    ChannelId,
    PersonId,
    QuizId,
    RoundId,
    ScheduleId,
    WorkspaceId,
)
from bot.domain.people import Actor
from bot.domain.quiz import Quiz
from bot.domain.round import Answer, Rating, Round
from bot.domain.schedule import Occurrence, Schedule
from bot.ports.boards import Boards
from bot.ports.contests import ContestBoards, Contests, Finals
from bot.ports.fairness import FastAnswers, Items
from bot.ports.interviews import Interviews
from bot.ports.leagues import Leagues
from bot.ports.links import Exclusions, Links
from bot.ports.live import LiveQuizzes
from bot.ports.managing import Audit, Inbox, Notices, Reports
from bot.ports.own_questions import HiddenQuestions, OwnQuestions
from bot.ports.privacy import Privacy
from bot.ports.records import Recorded, Seen
from bot.ports.reviews import Habits, Reviews
from bot.ports.rounds import Outbox, Rounds
from bot.ports.rulings import Rulings
from bot.ports.teams import TeamBoards, TeamGroups, Teams
from bot.ports.troubles import Troubles
from bot.ports.uploads import Uploads


class People(Protocol):
    async def recognise(self, actor: Actor) -> PersonId:
        """The person behind an account, made at first sight; keeps the member's latest name.

        A login is kept only until there is a name.
        """
        ...

    async def find(self, account: Account) -> PersonId | None: ...

    async def name_of(self, person: PersonId, workspace: WorkspaceId) -> str:
        """As others see it: without the name of somebody who wants none shown."""
        ...

    async def is_hidden(self, person: PersonId, workspace: WorkspaceId) -> bool: ...

    async def names(self, workspace: WorkspaceId, people: Collection[PersonId]) -> Mapping[PersonId, str]:
        """Of those who are members, each as others see it."""
        ...

    async def next_seen(self, after: Seen | None) -> Seen | None:
        """Everybody in turn, in a fixed order; None at the end."""
        ...

    async def mark_left(self, people: Collection[PersonId], workspace: WorkspaceId) -> None:
        """They are in the workspace no more; whoever is recognised again has come back."""
        ...


class Answers(Protocol):
    async def record(self, answer: Answer, round_: Round) -> Recorded:
        """Append to the ledger and move every total, in one transaction; a person's first answer stands.

        An answer in a quiz is kept unscored where the person was scored on that question before
        in this workspace. A scored answer in a daily round moves the streaks.
        """
        ...

    async def find(self, id_: RoundId, person: PersonId) -> Answer | None: ...

    async def rate(self, id_: RoundId, person: PersonId, rating: Rating, at: datetime) -> bool:
        """Keep a self-rating; False if there was one already (the first one stands)."""
        ...


class Quizzes(Protocol):
    async def start(self, quiz: Quiz, at: datetime) -> None: ...

    async def find(self, id_: QuizId) -> Quiz | None: ...

    async def latest(self, person: PersonId, workspace: WorkspaceId) -> Quiz | None:
        """The quiz that a person has begun last in a workspace."""
        ...

    async def rounds(self, id_: QuizId) -> Sequence[tuple[Round, Answer | None]]:
        """The quiz's rounds so far in the order they were opened, each with the person's answer."""
        ...


class Schedules(Protocol):
    """Schedules made in chat, and what the ticker remembers of all of them."""

    async def all(self) -> Sequence[Schedule]: ...

    async def save(self, schedule: Schedule) -> None: ...

    async def remove(self, id_: ScheduleId) -> None: ...

    async def looked_until(self, ids: Collection[ScheduleId]) -> Mapping[ScheduleId, datetime]: ...

    async def set_looked_until(self, moments: Mapping[ScheduleId, datetime]) -> None: ...

    async def skip(self, occurrence: Occurrence, channel: ChannelId, reason: str, now: datetime) -> bool:
        """Take the slot without asking, and keep why; False if it was taken already."""
        ...


class Announcements(Protocol):
    async def claim(self, announcement: Announcement) -> bool:
        """Keep it with its outbox entry POST/CLAIMED; False if kind and subject were announced before."""
        ...

    async def latest(self, channel: ChannelId, limit: int) -> Sequence[Announcement]:
        """The channel's announcements, newest first, without those that never reached it."""
        ...


class Store(Protocol):
    """All that is kept, grouped by what it is about."""

    @property
    def people(self) -> People: ...
    @property
    def rounds(self) -> Rounds: ...
    @property
    def outbox(self) -> Outbox: ...
    @property
    def answers(self) -> Answers: ...
    @property
    def boards(self) -> Boards: ...
    @property
    def quizzes(self) -> Quizzes: ...
    @property
    def schedules(self) -> Schedules: ...
    @property
    def reports(self) -> Reports: ...
    @property
    def announcements(self) -> Announcements: ...
    @property
    def interviews(self) -> Interviews: ...
    @property
    def reviews(self) -> Reviews: ...
    @property
    def habits(self) -> Habits: ...
    @property
    def inbox(self) -> Inbox: ...
    @property
    def notices(self) -> Notices: ...
    @property
    def audit(self) -> Audit: ...
    @property
    def live(self) -> LiveQuizzes: ...
    @property
    def rulings(self) -> Rulings: ...
    @property
    def exclusions(self) -> Exclusions: ...
    @property
    def links(self) -> Links: ...
    @property
    def leagues(self) -> Leagues: ...
    @property
    def teams(self) -> Teams: ...
    @property
    def team_boards(self) -> TeamBoards: ...
    @property
    def team_groups(self) -> TeamGroups: ...
    @property
    def own_questions(self) -> OwnQuestions: ...
    @property
    def hidden_questions(self) -> HiddenQuestions: ...
    @property
    def contests(self) -> Contests: ...
    @property
    def contest_boards(self) -> ContestBoards: ...
    @property
    def finals(self) -> Finals: ...
    @property
    def fast_answers(self) -> FastAnswers: ...
    @property
    def items(self) -> Items: ...
    @property
    def privacy(self) -> Privacy: ...
    @property
    def uploads(self) -> Uploads: ...
    @property
    def troubles(self) -> Troubles: ...
