"""What is kept of live quizzes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from enum import StrEnum
from typing import Protocol

from bot.domain.announcement import Announcement
from bot.domain.ids import ChannelId, PersonId, QuizId
from bot.domain.live_quiz import LiveQuiz, Seen
from bot.domain.round import Round


class Outcome(StrEnum):
    """What became of a choice in an open question."""

    LOCKED = "locked"
    CHANGED = "changed"
    STANDS = "stands"
    """An earlier choice stands, since this quiz takes no second ones."""
    LATE = "late"
    PAUSED = "paused"


@dataclass(frozen=True, slots=True)
class Chosen:
    """`choice` is the one that counts, None if there is none."""

    outcome: Outcome
    choice: int | None
    may_change: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A person's choice in a question of a race; `points` is None until the question is settled.

    `left` is what was left of the time that everybody was given, extensions aside.
    """

    person: PersonId
    name: str
    choice: int
    left: timedelta
    points: int | None


@dataclass(frozen=True, slots=True)
class RaceRound:
    round: Round
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Race:
    """A quiz with all its questions so far, and what everybody chose in each, the first to choose first."""

    quiz: LiveQuiz
    rounds: tuple[RaceRound, ...]


class LiveQuizzes(Protocol):
    async def start(self, quiz: LiveQuiz, lobby: Announcement) -> LiveQuiz | None:
        """Keep a quiz with its host as the first who is in, and its lobby with an outbox entry.

        If the channel has one that runs, nothing is kept and that one is returned.
        """
        ...

    async def find(self, id_: QuizId) -> LiveQuiz | None: ...

    async def running(self) -> Sequence[LiveQuiz]: ...

    async def running_in(self, channel: ChannelId) -> LiveQuiz | None: ...

    async def lobby(self, id_: QuizId) -> Announcement | None: ...

    async def seen(self, quiz: LiveQuiz) -> Seen: ...

    async def join(self, id_: QuizId, person: PersonId, at: datetime) -> bool:
        """False if the person is in already."""
        ...

    async def members(self, id_: QuizId) -> Sequence[tuple[PersonId, str]]:
        """Who is in, with their names, in the order in which they joined."""
        ...

    async def choose(self, round_: Round, person: PersonId, choice: int, at: datetime) -> Chosen:
        """Keep a choice in a round of a live quiz while it takes answers; choosing joins."""
        ...

    async def advance(
        self,
        before: LiveQuiz,
        after: LiveQuiz,
        at: datetime,
        zone: tzinfo,
        ask: Round | None = None,
        podium: Announcement | None = None,
        leaves: PersonId | None = None,
    ) -> bool:
        """Go from one state to another in one transaction; False, and nothing done, if `before` is past.

        The same if somebody came or chose whom the step has not seen, as `is_overtaken` has it.
        `ask` is the round that `after` opens; it gets an outbox entry, as `podium` does. A round that is open
        in `before` and not in `after` is settled: race points are noted, answers go to the ledger by the same
        rule as a solo quiz's, with the date in `zone`, and its closing goes to the outbox. So does the
        lobby's once the lobby is left. Whoever `leaves` is no longer in; what they have earned stays.
        """
        ...

    async def race(self, id_: QuizId) -> Race | None: ...
