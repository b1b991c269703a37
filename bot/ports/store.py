"""What is kept."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.announcement import Announcement, PostId
from bot.domain.ids import (
    Account,
    ChannelId,
    MessageId,
    PersonId,
    QuestionId,
    QuizId,
    RoundId,
    ScheduleId,
    TopicId,
    WorkspaceId,
)
from bot.domain.people import Actor
from bot.domain.quiz import Quiz
from bot.domain.round import Answer, Rating, Round
from bot.domain.schedule import Occurrence, Schedule, Slot
from bot.ports.boards import Boards
from bot.ports.contests import ContestBoards, Contests, Finals
from bot.ports.interviews import Interviews
from bot.ports.leagues import Leagues
from bot.ports.links import Exclusions, Links
from bot.ports.live import LiveQuizzes
from bot.ports.managing import Audit, Inbox, Notices, Reports
from bot.ports.own_questions import HiddenQuestions, OwnQuestions
from bot.ports.records import Action, Delivery, Recorded, RoundResult, Seen
from bot.ports.reviews import Habits, Reviews
from bot.ports.rulings import Rulings
from bot.ports.teams import TeamBoards, TeamGroups, Teams
from bot.ports.uploads import Uploads


class People(Protocol):
    async def recognise(self, actor: Actor) -> PersonId:
        """The person behind an account, made at first sight; keeps the member's latest name."""
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


class Rounds(Protocol):
    async def claim(self, round_: Round, slot: Slot | None = None, due_at: datetime | None = None) -> bool:
        """Keep a round with its outbox entry POST/CLAIMED; False if its slot was taken already.

        In the same transaction the channel's other rounds without a closing time get `opened_at` as theirs
        where both are channel rounds (daily or asked).
        """
        ...

    async def open_private(self, round_: Round) -> Round:
        """Keep a quiz round, which has no outbox entry and closes nothing.

        Gives the round that stands afterwards: an earlier one where its quiz has opened the question already.
        """
        ...

    async def find(self, id_: RoundId) -> Round | None: ...

    async def latest(self, channel: ChannelId, limit: int) -> Sequence[Round]:
        """The channel's daily and asked rounds, newest first, without those that never reached it."""
        ...

    async def latest_live(self, channel: ChannelId, limit: int) -> Sequence[Round]:
        """The same for its rounds of live quizzes."""
        ...

    async def history(self, channel: ChannelId) -> Sequence[tuple[QuestionId, TopicId]]:
        """Every question that reached the whole channel or still may, oldest first."""
        ...

    async def being_asked(self, person: PersonId, now: datetime) -> Collection[QuestionId]:
        """The questions that are open in channels of a person's workspaces: daily, asked and live ones."""
        ...

    async def due_to_close(self, now: datetime) -> Sequence[Round]:
        """Posted daily and asked rounds whose time is up and that have no outbox entry CLOSE yet."""
        ...

    async def result(self, id_: RoundId) -> RoundResult: ...


class Outbox(Protocol):
    async def enqueue_close(self, id_: PostId, now: datetime) -> None: ...

    async def due(self, now: datetime) -> Sequence[Delivery]:
        """Deliveries neither done nor failed whose time to (re)try has come, oldest first.

        A closing waits as long as its post is on its way.
        """
        ...

    async def sending(self, id_: PostId, action: Action, now: datetime) -> None:
        """Note, before the call, that the message may be on its way; counts an attempt."""
        ...

    async def done(self, id_: PostId, action: Action, message: MessageId, now: datetime) -> None: ...

    async def retry(self, id_: PostId, action: Action, due_at: datetime, error: str, sent: bool) -> None:
        """Try again at `due_at`; `sent` keeps the state SENDING, since the message may be there."""
        ...

    async def failed(self, id_: PostId, action: Action, error: str) -> None: ...

    async def revive(self, id_: PostId, action: Action, now: datetime) -> bool:
        """Try what has failed once more; False if it has not failed."""
        ...

    async def message_of(self, id_: PostId) -> MessageId | None: ...

    async def trouble_of(self, id_: PostId) -> str:
        """Why a post has not reached its channel yet or never will; empty where nothing has gone wrong."""
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
    def uploads(self) -> Uploads: ...
