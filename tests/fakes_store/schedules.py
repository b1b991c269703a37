"""Quizzes and schedules in memory."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from bot.domain.ids import (
    ChannelId,
    PersonId,
    QuizId,
    ScheduleId,
    WorkspaceId,
    workspace_of,
)
from bot.domain.quiz import Quiz
from bot.domain.round import Answer, Round
from bot.domain.schedule import Occurrence, Schedule
from tests.fakes_store.kept import Group


class MemoryQuizzes(Group):
    async def start(self, quiz: Quiz, at: datetime) -> None:
        self.kept.quizzes[quiz.id] = quiz

    async def find(self, id_: QuizId) -> Quiz | None:
        return self.kept.quizzes.get(id_)

    async def latest(self, person: PersonId, workspace: WorkspaceId) -> Quiz | None:
        mine = (quiz for quiz in self.kept.quizzes.values() if quiz.person == person)
        return next((quiz for quiz in reversed([*mine]) if workspace_of(quiz.channel) == workspace), None)

    async def rounds(self, id_: QuizId) -> Sequence[tuple[Round, Answer | None]]:
        person = self.kept.quizzes[id_].person if id_ in self.kept.quizzes else None
        return [
            (round_, self.kept.answers.get((round_.id, person)) if person is not None else None)
            for round_ in self.kept.rounds.values()
            if round_.quiz == id_
        ]


class MemorySchedules(Group):
    async def all(self) -> Sequence[Schedule]:
        return [schedule for _, schedule in sorted(self.kept.schedules.items())]

    async def save(self, schedule: Schedule) -> None:
        self.kept.schedules[schedule.id] = schedule

    async def remove(self, id_: ScheduleId) -> None:
        self.kept.schedules.pop(id_, None)
        self.kept.looked_until.pop(id_, None)

    async def looked_until(self, ids: Collection[ScheduleId]) -> Mapping[ScheduleId, datetime]:
        return {id_: moment for id_, moment in self.kept.looked_until.items() if id_ in ids}

    async def set_looked_until(self, moments: Mapping[ScheduleId, datetime]) -> None:
        self.kept.looked_until.update(moments)

    async def skip(self, occurrence: Occurrence, channel: ChannelId, reason: str, now: datetime) -> bool:
        is_free = occurrence.slot not in self.kept.slots
        self.kept.slots.setdefault(occurrence.slot, reason)
        return is_free
