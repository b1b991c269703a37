"""What a store in memory holds, and what follows from its ledger, slowly and plainly."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from bot.domain.announcement import Announcement, PostId
from bot.domain.attendance import Attendance, Mark
from bot.domain.audit import AuditEntry
from bot.domain.ids import (
    Account,
    AnnouncementId,
    ChannelId,
    InterviewId,
    PersonId,
    QuizId,
    ReviewId,
    RoundId,
    ScheduleId,
    WorkspaceId,
    workspace_of,
)
from bot.domain.interview import Interview, Turn
from bot.domain.quiz import Quiz
from bot.domain.review import ReviewCard, ReviewSettings
from bot.domain.round import Answer, Rating, Round
from bot.domain.schedule import Schedule, Slot
from bot.domain.streaks import Streak, counts
from bot.ports.records import (
    Action,
    Delivery,
    DeliveryState,
)
from tests.fakes_store.day_by_day import day_by_day

Scope = WorkspaceId | ChannelId


@dataclass
class Entry:
    """An outbox entry with what only the store knows of it."""

    delivery: Delivery
    created_at: datetime
    due_at: datetime
    error: str = ""
    changed_at: datetime | None = None


@dataclass
class Kept:
    """All rows of all tables, in the order in which they came."""

    accounts: dict[Account, PersonId] = field(default_factory=dict)
    names: dict[tuple[PersonId, WorkspaceId], str] = field(default_factory=dict)
    rounds: dict[RoundId, Round] = field(default_factory=dict)
    slots: dict[Slot, str] = field(default_factory=dict)
    outbox: dict[tuple[PostId, Action], Entry] = field(default_factory=dict)
    answers: dict[tuple[RoundId, PersonId], Answer] = field(default_factory=dict)
    ratings: dict[tuple[RoundId, PersonId], Rating] = field(default_factory=dict)
    quizzes: dict[QuizId, Quiz] = field(default_factory=dict)
    schedules: dict[ScheduleId, Schedule] = field(default_factory=dict)
    looked_until: dict[ScheduleId, datetime] = field(default_factory=dict)
    announcements: dict[AnnouncementId, Announcement] = field(default_factory=dict)
    interviews: dict[InterviewId, Interview] = field(default_factory=dict)
    turns: dict[InterviewId, list[Turn]] = field(default_factory=dict)
    audit: list[tuple[WorkspaceId, AuditEntry]] = field(default_factory=list)
    rated_at: dict[tuple[RoundId, PersonId], tuple[Rating, datetime]] = field(default_factory=dict)
    reviews: dict[ReviewId, ReviewCard] = field(default_factory=dict)
    habits: dict[PersonId, tuple[ReviewSettings, datetime | None]] = field(default_factory=dict)
    reminded: dict[PersonId, date] = field(default_factory=dict)

    def scored(self, scope: Scope) -> Iterator[Answer]:
        return (a for a in self.answers.values() if a.scored and in_scope(a.channel, scope))

    def streak(self, scope: Scope, person: PersonId, today: date) -> Streak:
        return list(self.streaks(scope, person, today).values())[-1]

    def streaks(self, scope: Scope, person: PersonId, today: date) -> dict[date, Streak]:
        """After every asked day that was answered, over or before an answered one, and before them all."""
        answered = self.days_answered(scope, person)
        asked = sorted(self.asked_days(scope, today).items())
        settled = [day for day, is_over in asked if is_over or day <= max(answered, default=date.min)]
        told = day_by_day(day in answered for day in settled)
        return dict(zip([date.min, *settled], told, strict=True))

    def attendance(self, scope: Scope, person: PersonId, today: date, since: date) -> Attendance:
        answered, streaks = self.days_answered(scope, person), self.streaks(scope, person, today)
        right = {
            self.rounds[a.round].day
            for a in self.scored(scope)
            if a.person == person and a.right and counts(self.rounds[a.round])
        }
        marks = {}
        for day in sorted(self.asked_days(scope, today)):
            if day in answered:
                marks[day] = Mark.RIGHT if day in right else Mark.WRONG
            elif day in streaks:
                marks[day] = Mark.FREEZE if streaks[day].days else Mark.MISSED
            else:
                marks[day] = Mark.WAITING
        begun = min(answered, default=date.max)
        return Attendance(
            list(streaks.values())[-1],
            max(streak.days for streak in streaks.values()),
            {day: mark for day, mark in marks.items() if day >= max(begun, since)},
        )

    def days_answered(self, scope: Scope, person: PersonId) -> set[date]:
        return {
            self.rounds[answer.round].day
            for answer in self.scored(scope)
            if answer.person == person and counts(self.rounds[answer.round])
        }

    def asked_days(self, scope: Scope, today: date) -> dict[date, bool]:
        """Days with a daily choice question that was posted or answered, and whether each is over."""
        daily = [r for r in self.rounds.values() if counts(r) and in_scope(r.channel, scope)]
        still_open = {r.day for r in daily if r.closes_at is None and (r.id, Action.CLOSE) not in self.outbox}
        answered = {answer.round for answer in self.scored(scope)}
        asked = {r.day for r in daily if self.is_posted(r.id) or r.id in answered}
        return {day: day < today and day not in still_open for day in asked}

    def is_posted(self, id_: PostId) -> bool:
        entry = self.outbox.get((id_, Action.POST))
        return entry is not None and entry.delivery.state is DeliveryState.DONE


def in_scope(channel: ChannelId, scope: Scope) -> bool:
    return scope in (channel, workspace_of(channel))


@dataclass
class Group:
    kept: Kept
