"""The ledger and the boards that follow from it, in memory."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from bot.domain.attendance import Attendance
from bot.domain.boards import Gap, Period, Score, Standing, place
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
        self,
        scope: Scope,
        period: Period,
        day: date,
        after: tuple[int, PersonId] | None = None,
        before: tuple[int, PersonId] | None = None,
    ) -> BoardPage:
        everyone = self._standings(scope, period, day)
        if before is not None:
            above = [s for s in everyone if _position(s) < (-before[0], before[1])]
            start = max(0, len(above) - PAGE)
            shown = tuple(everyone[start : start + PAGE])
            return BoardPage(
                standings=shown,
                after=_end(shown[-1]) if len(everyone) > start + PAGE else None,
                before=_end(shown[0]) if start else None,
            )
        rest = [s for s in everyone if after is None or _position(s) > (-after[0], after[1])]
        shown = tuple(rest[:PAGE])
        return BoardPage(
            standings=shown,
            after=_end(shown[-1]) if len(rest) > PAGE else None,
            before=_end(shown[0]) if after and shown else None,
        )

    async def places(
        self, scope: Scope, period: Period, day: date, people: Collection[PersonId]
    ) -> Mapping[PersonId, int]:
        return {
            s.score.person: s.place for s in self._standings(scope, period, day) if s.score.person in people
        }

    async def gap(self, scope: Scope, period: Period, day: date, points: int) -> Gap | None:
        higher = [s for s in self._standings(scope, period, day) if s.score.points > points]
        return Gap(higher[-1].score.points - points, higher[-1].place) if higher else None

    async def of_topic(self, scope: Scope, topic: TopicId, days: tuple[date, date]) -> Sequence[Score]:
        mine: dict[PersonId, list[Answer]] = {}
        for answer in self.kept.scored(scope):
            if days[0] <= answer.day <= days[1] and self.kept.rounds[answer.round].question.topic == topic:
                mine.setdefault(answer.person, []).append(answer)
        scores = [
            Score(
                person=person,
                name="",
                points=sum(a.points for a in answers),
                right=sum(a.right for a in answers),
                answered=len(answers),
            )
            for person, answers in mine.items()
        ]
        return sorted(scores, key=lambda score: (-score.points, score.person))

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


def _end(standing: Standing) -> tuple[int, PersonId]:
    return standing.score.points, standing.score.person


def _position(standing: Standing) -> tuple[int, PersonId]:
    return -standing.score.points, standing.score.person
