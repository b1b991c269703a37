"""Rounds and the outbox in memory."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

from bot.domain.announcement import Post, PostId
from bot.domain.ids import (
    AnnouncementId,
    ChannelId,
    MessageId,
    PersonId,
    QuestionId,
    RoundId,
    TopicId,
)
from bot.domain.round import Round, RoundKind
from bot.domain.schedule import Slot
from bot.ports.records import (
    Action,
    Delivery,
    DeliveryState,
    RoundResult,
)
from tests.fakes_store.kept import Entry, Group, Kept


class MemoryRounds(Group):
    async def claim(self, round_: Round, slot: Slot | None = None, due_at: datetime | None = None) -> bool:
        if slot in self.kept.slots:
            return False
        if slot is not None:
            self.kept.slots[slot] = ""
        for other in self._public(round_.channel):
            if other.closes_at is None and other.kind is not RoundKind.LIVE:
                self.kept.rounds[other.id] = replace(other, closes_at=round_.opened_at)
        self.kept.rounds[round_.id] = round_
        enqueue(self.kept, round_, Action.POST, round_.opened_at)
        return True

    async def open_private(self, round_: Round) -> Round:
        for other in self.kept.rounds.values():
            if round_.quiz and (other.quiz, other.question.id) == (round_.quiz, round_.question.id):
                return other
        self.kept.rounds[round_.id] = round_
        return round_

    async def find(self, id_: RoundId) -> Round | None:
        return self.kept.rounds.get(id_)

    async def latest(self, channel: ChannelId, limit: int) -> Sequence[Round]:
        return [r for r in self._public(channel)[::-1] if r.kind is not RoundKind.LIVE][:limit]

    async def latest_live(self, channel: ChannelId, limit: int) -> Sequence[Round]:
        return [r for r in self._public(channel)[::-1] if r.kind is RoundKind.LIVE][:limit]

    async def history(self, channel: ChannelId) -> Sequence[tuple[QuestionId, TopicId]]:
        return [(r.question.id, r.question.topic) for r in self._public(channel)]

    async def being_asked(self, person: PersonId, now: datetime) -> Collection[QuestionId]:
        return {
            round_.question.id
            for round_ in self.kept.rounds.values()
            if (person, round_.workspace) in self.kept.names
            and round_.kind is not RoundKind.QUIZ
            and not round_.is_closed(now)
            and (round_.id, Action.CLOSE) not in self.kept.outbox
        }

    async def due_to_close(self, now: datetime) -> Sequence[Round]:
        over = [
            (round_.closes_at, round_)
            for round_ in self.kept.rounds.values()
            if round_.closes_at is not None
            and round_.kind is not RoundKind.LIVE
            and round_.closes_at <= now
            and self.kept.is_posted(round_.id)
            and (round_.id, Action.CLOSE) not in self.kept.outbox
        ]
        return [round_ for _, round_ in sorted(over, key=lambda pair: pair[0])]

    async def result(self, id_: RoundId) -> RoundResult:
        round_ = self.kept.rounds.get(id_)
        if round_ is None:
            raise LookupError(f"there is no round {id_}")
        given = [answer for answer in self.kept.answers.values() if answer.round == id_]
        chosen = Counter(answer.choice for answer in given)
        right = sorted((answer.at, answer.person) for answer in given if answer.right)
        return RoundResult(
            chosen=tuple(chosen[choice] for choice in range(len(round_.question.options))),
            peeked=chosen[None],
            first_right=self.kept.names[right[0][1], round_.workspace] if right else None,
            ratings=Counter(rating for (rated, _), rating in self.kept.ratings.items() if rated == id_),
        )

    def _public(self, channel: ChannelId) -> list[Round]:
        rounds = [
            r
            for r in self.kept.rounds.values()
            if r.channel == channel and r.kind != RoundKind.QUIZ and not self._never_posted(r)
        ]
        return sorted(rounds, key=lambda round_: round_.opened_at)

    def _never_posted(self, round_: Round) -> bool:
        entry = self.kept.outbox.get((round_.id, Action.POST))
        return entry is not None and entry.delivery.state is DeliveryState.FAILED


PENDING = (DeliveryState.CLAIMED, DeliveryState.SENDING)


class MemoryOutbox(Group):
    async def enqueue_close(self, id_: PostId, now: datetime) -> None:
        enqueue(self.kept, self._post(id_), Action.CLOSE, now)

    async def due(self, now: datetime) -> Sequence[Delivery]:
        waiting = [
            entry
            for entry in self.kept.outbox.values()
            if entry.due_at <= now and entry.delivery.state in PENDING and not self._waits(entry.delivery)
        ]
        return [self._to_delivery(entry) for entry in sorted(waiting, key=lambda entry: entry.created_at)]

    async def sending(self, id_: PostId, action: Action, now: datetime) -> None:
        entry = self.kept.outbox[id_, action]
        attempts = entry.delivery.attempts + 1
        entry.delivery = replace(entry.delivery, state=DeliveryState.SENDING, attempts=attempts)

    async def done(self, id_: PostId, action: Action, message: MessageId, now: datetime) -> None:
        entry = self.kept.outbox[id_, action]
        entry.delivery = replace(entry.delivery, state=DeliveryState.DONE, message=message)
        entry.changed_at = now
        entry.error = ""

    async def retry(self, id_: PostId, action: Action, due_at: datetime, error: str, sent: bool) -> None:
        entry = self.kept.outbox[id_, action]
        state = DeliveryState.SENDING if sent else DeliveryState.CLAIMED
        entry.delivery = replace(entry.delivery, state=state)
        entry.due_at, entry.error = due_at, error

    async def failed(self, id_: PostId, action: Action, error: str) -> None:
        entry = self.kept.outbox[id_, action]
        entry.delivery = replace(entry.delivery, state=DeliveryState.FAILED)
        entry.error = error

    async def refused(self, id_: PostId, reason: str, at: datetime) -> None:
        await self.failed(id_, Action.POST, reason)

    async def revive(self, id_: PostId, action: Action, now: datetime) -> bool:
        entry = self.kept.outbox[id_, action]
        if entry.delivery.state is not DeliveryState.FAILED:
            return False
        entry.delivery = replace(entry.delivery, state=DeliveryState.CLAIMED)
        entry.due_at, entry.error = now, ""
        return True

    async def message_of(self, id_: PostId) -> MessageId | None:
        entry = self.kept.outbox.get((id_, Action.POST))
        return entry.delivery.message if entry else None

    async def trouble_of(self, id_: PostId) -> str:
        entry = self.kept.outbox.get((id_, Action.POST))
        return entry.error if entry else ""

    def _to_delivery(self, entry: Entry) -> Delivery:
        post = self._post(entry.delivery.post.id)
        about = self.kept.outbox[post.id, Action.POST].delivery.message
        return replace(entry.delivery, post=post, message=entry.delivery.message or about)

    def _waits(self, delivery: Delivery) -> bool:
        posting = self.kept.outbox[delivery.post.id, Action.POST].delivery
        return delivery.action is Action.CLOSE and posting.state in PENDING

    def _post(self, id_: PostId) -> Post:
        round_ = self.kept.rounds.get(RoundId(id_))
        return round_ or self.kept.announcements[AnnouncementId(id_)]


def enqueue(kept: Kept, post: Post, action: Action, now: datetime) -> None:
    delivery = Delivery(post=post, action=action, state=DeliveryState.CLAIMED, attempts=0, message=None)
    kept.outbox.setdefault((post.id, action), Entry(delivery, created_at=now, due_at=now))
