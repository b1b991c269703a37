"""What is kept of people's own repetition."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from bot.domain.ids import PersonId, QuestionId, ReviewId, WorkspaceId
from bot.domain.review import Reminder, ReviewCard, ReviewSettings
from bot.ports.records import DueReminder


class Reviews(Protocol):
    """Each person's own repetition, in each workspace."""

    async def take_in(self, person: PersonId, workspace: WorkspaceId, now: datetime) -> None:
        """Make a card, due since then, of every question missed in any round that has none yet.

        Missed is a wrong first choice, an answer looked at first, a self-rating of partly or missed.
        """
        ...

    async def add(
        self, person: PersonId, workspace: WorkspaceId, question: QuestionId, now: datetime
    ) -> bool:
        """Make a card that is due now; False if there was one already."""
        ...

    async def find(self, id_: ReviewId) -> ReviewCard | None: ...

    async def cards(self, person: PersonId, workspace: WorkspaceId, now: datetime) -> Sequence[ReviewCard]:
        """All of a person's cards but those that would tell the answer of a round still open to them.

        Those are questions being asked in a channel that the person has not answered there yet, or
        whose answer that channel gets at closing time.
        """
        ...

    async def rate(self, card: ReviewCard) -> bool:
        """Keep a card as a rating left it; False if it is not the rating that comes next (by `reps`)."""
        ...


class Habits(Protocol):
    """How each person wants to repeat, and when they are reminded of it.

    Each change touches only what it names, so that two at once take nothing from each other.
    """

    async def of(self, person: PersonId) -> ReviewSettings:
        """The defaults for somebody who never changed them."""
        ...

    async def set_retention(self, person: PersonId, share: float) -> None: ...

    async def set_reminder(self, person: PersonId, reminder: Reminder, next_at: datetime) -> None:
        """In place of the one there was; `next_at` is when it falls due first."""
        ...

    async def stop_reminder(self, person: PersonId, why: str = "", only: Reminder | None = None) -> bool:
        """End the reminder, or `only` that one; False if there was none. `why` is kept as the last word."""
        ...

    async def take_last_word(self, person: PersonId) -> str:
        """Why the reminder was ended, to be told once; empty if there is nothing to tell."""
        ...

    async def due(self, now: datetime, limit: int) -> Sequence[DueReminder]:
        """The reminders that have fallen due, the earliest first."""
        ...

    async def claim(self, due: DueReminder, day: date, next_at: datetime) -> bool:
        """Take the person's only reminder of a local day before it is sent.

        In the same transaction the reminder is put off to `next_at`. False if that day or a later one was
        taken, or if the person has stopped or changed the reminder since it was found due.
        """
        ...

    async def put_off(self, due: DueReminder, next_at: datetime, give_back: date | None = None) -> None:
        """Let it fall due at another time, if the person has neither stopped nor changed it meanwhile.

        `give_back` is a day whose reminder certainly was not sent.
        """
        ...
