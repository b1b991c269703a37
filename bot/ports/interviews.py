"""What is kept of mock interviews."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.ids import InterviewId, PersonId, QuestionId, TopicId
from bot.domain.interview import Interview, Reading, Turn
from bot.domain.round import Rating


class Interviews(Protocol):
    """Mock interviews and what came of each turn; texts are their author's alone."""

    async def start(self, interview: Interview) -> None: ...

    async def find(self, id_: InterviewId) -> Interview | None: ...

    async def finish(self, id_: InterviewId, at: datetime) -> None:
        """Note the end; the first one stands."""
        ...

    async def latest(self, person: PersonId, limit: int) -> Sequence[Interview]:
        """A person's interviews, newest first."""
        ...

    async def asked(self, person: PersonId) -> Sequence[tuple[QuestionId, TopicId]]:
        """Every question that a person has been interviewed on, oldest first."""
        ...

    async def ask(self, id_: InterviewId, turn: Turn) -> bool:
        """Keep a new turn; False if there is one in its place already."""
        ...

    async def turns(self, id_: InterviewId) -> Sequence[Turn]:
        """In the order in which they were asked."""
        ...

    async def answer(
        self, id_: InterviewId, position: int, text: str, reading: Reading, at: datetime
    ) -> bool:
        """Keep a text and tick what it looks to cover; False if there was one (the first one stands)."""
        ...

    async def reread(self, id_: InterviewId, position: int, reading: Reading) -> None:
        """A better reading of a text; the ticks follow it where the person has not changed them yet."""
        ...

    async def tick(self, id_: InterviewId, position: int, point: int, covered: bool) -> None: ...

    async def rate(self, id_: InterviewId, position: int, rating: Rating) -> None:
        """Keep a self-rating; the last one stands."""
        ...
