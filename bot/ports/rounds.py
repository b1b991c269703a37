"""What is kept of rounds, and of how far each post has got."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.announcement import PostId
from bot.domain.ids import ChannelId, MessageId, PersonId, QuestionId, RoundId, TopicId
from bot.domain.round import Round
from bot.domain.schedule import Slot
from bot.ports.records import Action, Delivery, RoundResult


class Rounds(Protocol):
    async def claim(self, round_: Round, slot: Slot | None = None, due_at: datetime | None = None) -> bool:
        """Keep a round with its outbox entry POST/CLAIMED; False if its slot was taken already.

        In the same transaction the channel's other rounds without a closing time get `opened_at` as theirs
        where both are channel rounds (daily or asked).
        """
        ...

    async def open_private(self, round_: Round) -> Round:
        """Keep a quiz round, which has no outbox entry and closes nothing.

        Gives the round that stands afterwards: an earlier one where its quiz has opened the question already.
        """
        ...

    async def find(self, id_: RoundId) -> Round | None: ...

    async def latest(self, channel: ChannelId, limit: int) -> Sequence[Round]:
        """The channel's daily and asked rounds, newest first, without those that never reached it."""
        ...

    async def latest_live(self, channel: ChannelId, limit: int) -> Sequence[Round]:
        """The same for its rounds of live quizzes."""
        ...

    async def history(self, channel: ChannelId) -> Sequence[tuple[QuestionId, TopicId]]:
        """Every question that reached the whole channel or still may, oldest first."""
        ...

    async def being_asked(self, person: PersonId, now: datetime) -> Collection[QuestionId]:
        """The questions that are open in channels of a person's workspaces: daily, asked and live ones."""
        ...

    async def due_to_close(self, now: datetime) -> Sequence[Round]:
        """Posted daily and asked rounds whose time is up and that have no outbox entry CLOSE yet."""
        ...

    async def result(self, id_: RoundId) -> RoundResult: ...


class Outbox(Protocol):
    async def enqueue_close(self, id_: PostId, now: datetime) -> None: ...

    async def due(self, now: datetime) -> Sequence[Delivery]:
        """Deliveries neither done nor failed whose time to (re)try has come, oldest first.

        A closing waits as long as its post is on its way.
        """
        ...

    async def sending(self, id_: PostId, action: Action, now: datetime) -> None:
        """Note, before the call, that the message may be on its way; counts an attempt."""
        ...

    async def done(self, id_: PostId, action: Action, message: MessageId, now: datetime) -> None: ...

    async def retry(self, id_: PostId, action: Action, due_at: datetime, error: str, sent: bool) -> None:
        """Try again at `due_at`; `sent` keeps the state SENDING, since the message may be there."""
        ...

    async def failed(self, id_: PostId, action: Action, error: str) -> None: ...

    async def refused(self, id_: PostId, reason: str, at: datetime) -> None:
        """A post has failed since its channel refuses it, which is in trouble from the first time on.

        A question counts against the schedule that asked it, and halts it where that makes `HALT_AFTER` in a
        row; see `Troubles`.
        """
        ...

    async def revive(self, id_: PostId, action: Action, now: datetime) -> bool:
        """Try what has failed once more; False if it has not failed."""
        ...

    async def message_of(self, id_: PostId) -> MessageId | None: ...

    async def trouble_of(self, id_: PostId) -> str:
        """Why a post has not reached its channel yet or never will; empty where nothing has gone wrong."""
        ...
