"""What the store is given in these tests; a test names only what it is about."""

from datetime import datetime

from bot.domain.ids import ChannelId, MessageId, PersonId
from bot.domain.round import Answer, Round, Verdict
from bot.domain.scoring import points_for
from bot.ports.records import Action
from bot.ports.store import Store
from tests.builders import HALL, NOON, actor


async def member(store: Store, name: str, channel: ChannelId = HALL) -> PersonId:
    return await store.people.recognise(actor(name, channel))


def answer(round_: Round, person: PersonId, right: bool = True, at: datetime = NOON) -> Answer:
    key = round_.question.key
    verdict = Verdict.RIGHT if right else Verdict.WRONG
    return Answer(
        round=round_.id,
        person=person,
        question=round_.question.id,
        channel=round_.channel,
        choice=key if right else (key + 1) % 4,
        right=right,
        points=points_for(verdict, round_.question.level),
        scored=True,
        at=at,
        day=at.date(),
    )


def peek(round_: Round, person: PersonId, at: datetime = NOON) -> Answer:
    return Answer(
        round=round_.id,
        person=person,
        question=round_.question.id,
        channel=round_.channel,
        choice=None,
        right=False,
        points=0,
        scored=False,
        at=at,
        day=at.date(),
    )


async def post(store: Store, round_: Round) -> Round:
    """A round that has reached its channel."""
    assert await store.rounds.claim(round_)
    await store.outbox.done(round_.id, Action.POST, MessageId(f"m-{round_.id}"), round_.opened_at)
    return round_
