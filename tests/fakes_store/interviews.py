"""Mock interviews in memory."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.domain.ids import InterviewId, PersonId, QuestionId, TopicId
from bot.domain.interview import Interview, Reading, Turn
from bot.domain.round import Rating
from tests.fakes_store.kept import Group


class MemoryInterviews(Group):
    async def start(self, interview: Interview) -> None:
        self.kept.interviews[interview.id] = interview
        self.kept.turns[interview.id] = []

    async def find(self, id_: InterviewId) -> Interview | None:
        return self.kept.interviews.get(id_)

    async def finish(self, id_: InterviewId, at: datetime) -> None:
        known = self.kept.interviews[id_]
        self.kept.interviews[id_] = replace(known, finished_at=known.finished_at or at)

    async def latest(self, person: PersonId, limit: int) -> Sequence[Interview]:
        theirs = [one for one in self.kept.interviews.values() if one.person == person]
        return sorted(theirs, key=lambda one: one.started_at, reverse=True)[:limit]

    async def asked(self, person: PersonId) -> Sequence[tuple[QuestionId, TopicId]]:
        theirs = sorted(
            (one for one in self.kept.interviews.values() if one.person == person),
            key=lambda one: one.started_at,
        )
        turns = (turn for one in theirs for turn in self.kept.turns[one.id])
        return [(turn.question.id, turn.question.topic) for turn in turns if not turn.part]

    async def ask(self, id_: InterviewId, turn: Turn) -> bool:
        turns = self.kept.turns[id_]
        is_free = turn.position == len(turns)
        if is_free:
            turns.append(turn)
        return is_free

    async def turns(self, id_: InterviewId) -> Sequence[Turn]:
        return list(self.kept.turns.get(id_, ()))

    async def answer(
        self, id_: InterviewId, position: int, text: str, reading: Reading, at: datetime
    ) -> bool:
        if self.kept.turns[id_][position].is_answered:
            return False
        self._change(id_, position, text=text, answered_at=at, reading=reading, covered=reading.covered)
        return True

    async def reread(self, id_: InterviewId, position: int, reading: Reading) -> None:
        turn = self.kept.turns[id_][position]
        follows = turn.covered == turn.reading.covered
        self._change(id_, position, reading=reading, covered=reading.covered if follows else turn.covered)

    async def tick(self, id_: InterviewId, position: int, point: int, covered: bool) -> None:
        ticked = self.kept.turns[id_][position].covered
        self._change(id_, position, covered=ticked | {point} if covered else ticked - {point})

    async def rate(self, id_: InterviewId, position: int, rating: Rating) -> None:
        self._change(id_, position, rating=rating)

    def _change(self, id_: InterviewId, position: int, **changes: object) -> None:
        turns = self.kept.turns[id_]
        turns[position] = replace(turns[position], **changes)  # type: ignore[arg-type] # the fields of a Turn
