"""The clock, the chat platforms, the bank's files."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from bot.cards import Card
from bot.domain.bank import Bank
from bot.domain.ids import Account, ChannelId, MessageId
from bot.domain.review import Grade, ReviewCard, ReviewSettings
from bot.domain.round import Round


class Refused(Exception):
    """The platform will not do this however often we ask; the text says why and what a manager can do."""


class Unreachable(Exception):
    """It did not work this time. `wait` is how many seconds the platform asked for, if it did.

    `uncertain` is True where the message may have been accepted all the same.
    """

    def __init__(self, text: str, *, wait: float | None = None, uncertain: bool = False) -> None:
        super().__init__(text)
        self.wait = wait
        self.uncertain = uncertain


class Clock(Protocol):
    def now(self) -> datetime:
        """The time in UTC, with its zone."""
        ...


class Channels(Protocol):
    """Where cards are posted for all to see. Every method may raise Refused or Unreachable."""

    async def post(self, round_: Round, card: Card) -> MessageId:
        """Post a round's card in its channel, marked so that `find` knows it again.

        The card is posted with the round's mention and, if the round wants one, a thread.
        """
        ...

    async def find(self, round_: Round) -> MessageId | None:
        """The message of ours that already shows this round, if the channel has one."""
        ...

    async def edit(self, round_: Round, message: MessageId, card: Card) -> None: ...


class Watchers(Protocol):
    """Those who show a channel live."""

    def changed(self, channel: ChannelId) -> None: ...


class Banks(Protocol):
    """Where the questions come from."""

    @property
    def current(self) -> Bank: ...

    async def reload(self) -> Sequence[str]:
        """Read the bank anew; on any error keep the old one and return every error, a line each."""
        ...


NewId = Callable[[], str]
"""Makes an id that nobody can guess and that no other database has: 12 characters of a-z and 2-7."""


class Tellers(Protocol):
    """Where one person is told something that nobody else sees."""

    async def tell(self, account: Account, card: Card) -> None:
        """A message of its own, not a reply to anything. Refused: the person takes none. Unreachable."""
        ...


class Memory(Protocol):
    """How well people remember, and for how long."""

    def intervals(
        self, card: ReviewCard, settings: ReviewSettings, now: datetime
    ) -> Mapping[Grade, ReviewCard]:
        """What the card becomes by each grade given at that moment; `reps` stays as it is."""
        ...
