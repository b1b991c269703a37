"""The ledger and the boards that follow from it, in memory."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from bot.domain.attendance import Attendance
from bot.domain.boards import Period, Score, Standing, place
from bot.domain.ids import (
    ChannelId,
    PersonId,
    RoundId,
    TopicId,
    WorkspaceId,
    workspace_of,
)
from bot.domain.question import Level
from bot.domain.round import Answer, Rating, Round, RoundKind
from bot.ports.records import (
    BoardPage,
    Recorded,
    TopicScore,
)
from tests.fakes_store.kept import Group, Scope

PAGE = 10


class MemoryAnswers(Group):
    async def record(self, answer: Answer, round_: Round) -> Recorded:
        key = (answer.round, answer.person)
        is_new = key not in self.kept.answers
        if is_new and round_.kind in (RoundKind.QUIZ, RoundKind.LIVE) and self._was_scored(answer):
            answer = replace(answer, scored=False, points=0)
        first = self.kept.answers.setdefault(key, answer)
        mine = [a for a in self.kept.scored(round_.workspace) if a.person == answer.person]
        streak = self.kept.streak(round_.workspace, answer.person, answer.day)
        return Recorded(
            is_new=is_new,
            answer=first,
            points=sum(a.points for a in mine),
            streak=streak.days,
            freezes=streak.freezes,
            spent=streak.spent,
        )

    async def find(self, id_: RoundId, person: PersonId) -> Answer | None:
        return self.kept.answers.get((id_, person))

    async def rate(self, id_: RoundId, person: PersonId, rating: Rating, at: datetime) -> bool:
        is_new = (id_, person) not in self.kept.ratings
        self.kept.ratings.setdefault((id_, person), rating)
        self.kept.rated_at.setdefault((id_, person), (rating, at))
        return is_new

    def _was_scored(self, answer: Answer) -> bool:
        scored = self.kept.scored(workspace_of(answer.channel))
        return any(a.person == answer.person and a.question == answer.question for a in scored)


class MemoryBoards(Group):
    async def page(
        self, scope: Scope, period: Period, day: date, after: tuple[int, PersonId] | None = None
    ) -> BoardPage:
        everyone = self._standings(scope, period, day)
        rest = [s for s in everyone if after is None or _position(s) > (-after[0], after[1])]
        shown = tuple(rest[:PAGE])
        last = (shown[-1].score.points, shown[-1].score.person) if len(rest) > PAGE else None
        return BoardPage(standings=shown, after=last)

    async def standing(self, scope: Scope, period: Period, day: date, person: PersonId) -> Standing | None:
        everyone = self._standings(scope, period, day)
        return next((s for s in everyone if s.score.person == person), None)

    async def by_topic(self, workspace: WorkspaceId, person: PersonId) -> Sequence[TopicScore]:
        right, answered, expert = Counter[TopicId](), Counter[TopicId](), Counter[TopicId]()
        for answer in self.kept.scored(workspace):
            if answer.person == person:
                question = self.kept.rounds[answer.round].question
                topic = question.topic
                expert[topic] += answer.right and question.level is Level.EXPERT
                right[topic] += answer.right
                answered[topic] += 1
        return [
            TopicScore(topic=topic, right=right[topic], answered=answered[topic], expert=expert[topic])
            for topic in sorted(right)
        ]

    async def attendance(
        self, workspace: WorkspaceId, person: PersonId, today: date, since: date
    ) -> Attendance:
        return self.kept.attendance(workspace, person, today, since)

    async def ratings(self, workspace: WorkspaceId, person: PersonId) -> Mapping[Rating, int]:
        return Counter(
            rating
            for (round_, who), rating in self.kept.ratings.items()
            if who == person and self.kept.rounds[round_].workspace == workspace
        )

    def _standings(self, scope: Scope, period: Period, day: date) -> list[Standing]:
        key = period.key(day)
        mine: dict[PersonId, list[Answer]] = {}
        for answer in self.kept.scored(scope):
            if period.key(answer.day) == key:
                mine.setdefault(answer.person, []).append(answer)
        scores = [
            Score(
                person=person,
                name=self.kept.names.get((person, workspace_of(ChannelId(scope))), ""),
                points=sum(a.points for a in answers),
                right=sum(a.right for a in answers),
                answered=len(answers),
                streak=self.kept.streak(scope, person, day).days,
            )
            for person, answers in mine.items()
        ]
        return list(place(sorted(scores, key=lambda score: (-score.points, score.person)), above=0))


def _position(standing: Standing) -> tuple[int, PersonId]:
    return -standing.score.points, standing.score.person
