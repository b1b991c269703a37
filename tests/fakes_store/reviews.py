"""Repetition and its reminders in memory."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from bot.domain.ids import PersonId, QuestionId, ReviewId, WorkspaceId
from bot.domain.review import Reminder, ReviewCard, ReviewSettings
from bot.domain.round import Rating, Reveal, RoundKind
from bot.ports.records import DueReminder
from tests.fakes_store.kept import Group


class MemoryReviews(Group):
    async def take_in(self, person: PersonId, workspace: WorkspaceId, now: datetime) -> None:
        wrong = [
            (answer.at, answer.round)
            for answer in self.kept.answers.values()
            if answer.person == person and not answer.right
        ]
        rated = [
            (at, id_)
            for (id_, who), (rating, at) in self.kept.rated_at.items()
            if who == person and rating is not Rating.KNEW
        ]
        for at, id_ in sorted(wrong) + sorted(rated):
            if self.kept.rounds[id_].workspace == workspace:
                self._take(person, workspace, self.kept.rounds[id_].question.id, at)
        for interview in self.kept.interviews.values():
            for turn in self.kept.turns[interview.id]:
                left_out = turn.text == "" or turn.rating in (Rating.PARTLY, Rating.MISSED)
                if interview.person == person and turn.answered_at and left_out:
                    self._take(person, workspace, turn.question.id, turn.answered_at)

    def _take(self, person: PersonId, workspace: WorkspaceId, question: QuestionId, due: datetime) -> bool:
        reviews = self.kept.reviews
        if any(
            (c.person, c.workspace, c.question) == (person, workspace, question) for c in reviews.values()
        ):
            return False
        id_ = ReviewId(len(reviews) + 1)
        reviews[id_] = ReviewCard(id=id_, person=person, workspace=workspace, question=question, due=due)
        return True

    async def add(
        self, person: PersonId, workspace: WorkspaceId, question: QuestionId, now: datetime
    ) -> bool:
        return self._take(person, workspace, question, now)

    async def find(self, id_: ReviewId) -> ReviewCard | None:
        return self.kept.reviews.get(id_)

    async def cards(self, person: PersonId, workspace: WorkspaceId, now: datetime) -> Sequence[ReviewCard]:
        mine = [c for c in self.kept.reviews.values() if (c.person, c.workspace) == (person, workspace)]
        free = [card for card in mine if not self._still_open(card, now)]
        return sorted(free, key=lambda card: (card.due, card.id))

    def _still_open(self, card: ReviewCard, now: datetime) -> bool:
        return any(
            round_.question.id == card.question
            and round_.workspace == card.workspace
            and round_.kind is not RoundKind.QUIZ
            and not round_.is_closed(now)
            and (round_.reveal is Reveal.AT_CLOSE or (round_.id, card.person) not in self.kept.answers)
            for round_ in self.kept.rounds.values()
        )

    async def rate(self, card: ReviewCard) -> bool:
        if self.kept.reviews[card.id].reps != card.reps - 1:
            return False
        self.kept.reviews[card.id] = card
        return True


class MemoryHabits(Group):
    async def of(self, person: PersonId) -> ReviewSettings:
        return self._kept(person)[0]

    async def set_retention(self, person: PersonId, share: float) -> None:
        settings, at = self._kept(person)
        self.kept.habits[person] = replace(settings, retention=share), at

    async def set_reminder(self, person: PersonId, reminder: Reminder, next_at: datetime) -> None:
        settings, _ = self._kept(person)
        self.kept.habits[person] = replace(settings, reminder=reminder, stopped=""), next_at

    async def stop_reminder(self, person: PersonId, why: str = "", only: Reminder | None = None) -> bool:
        settings, _ = self._kept(person)
        if settings.reminder is None or (only and settings.reminder != only):
            return False
        self.kept.habits[person] = replace(settings, reminder=None, stopped=why), None
        return True

    async def take_last_word(self, person: PersonId) -> str:
        settings, at = self._kept(person)
        self.kept.habits[person] = replace(settings, stopped=""), at
        return settings.stopped

    async def due(self, now: datetime, limit: int) -> Sequence[DueReminder]:
        found = [
            (at, DueReminder(person=person, reminder=settings.reminder))
            for person, (settings, at) in self.kept.habits.items()
            if settings.reminder is not None and at is not None and at <= now
        ]
        return [due for _, due in sorted(found, key=lambda pair: pair[0])][:limit]

    async def claim(self, due: DueReminder, day: date, next_at: datetime) -> bool:
        if not self._move(due, next_at) or self.kept.reminded.get(due.person, date.min) >= day:
            return False
        self.kept.reminded[due.person] = day
        return True

    async def put_off(self, due: DueReminder, next_at: datetime, give_back: date | None = None) -> None:
        self._move(due, next_at)
        if give_back is not None and self.kept.reminded.get(due.person) == give_back:
            del self.kept.reminded[due.person]

    def _move(self, due: DueReminder, next_at: datetime) -> bool:
        settings, _ = self._kept(due.person)
        if settings.reminder != due.reminder:
            return False
        self.kept.habits[due.person] = settings, next_at
        return True

    def _kept(self, person: PersonId) -> tuple[ReviewSettings, datetime | None]:
        return self.kept.habits.get(person, (ReviewSettings(), None))
