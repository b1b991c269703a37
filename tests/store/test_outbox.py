from datetime import datetime

from bot.domain.ids import MessageId, RoundId
from bot.domain.round import Round
from bot.ports.records import Action, DeliveryState
from bot.ports.store import Store
from tests.builders import NOON, after, round_
from tests.store.builders import post

R1, R2 = RoundId("r1"), RoundId("r2")


async def waiting(store: Store, now: datetime) -> list[tuple[str, Action, DeliveryState, int]]:
    due = await store.outbox.due(now)
    return [(d.post.id, d.action, d.state, d.attempts) for d in due]


async def test_a_claimed_round_waits_to_be_posted(store: Store) -> None:
    await store.rounds.claim(round_("r2", opened_at=after(hours=1)))
    await store.rounds.claim(round_("r1"))
    assert await waiting(store, after(minutes=-1)) == []
    assert await waiting(store, after(hours=1)) == [
        ("r1", Action.POST, DeliveryState.CLAIMED, 0),
        ("r2", Action.POST, DeliveryState.CLAIMED, 0),
    ]


async def test_a_delivery_that_was_being_sent_stays_due(store: Store) -> None:
    await store.rounds.claim(round_("r1"))
    await store.outbox.sending(R1, Action.POST, NOON)
    await store.outbox.sending(R1, Action.POST, NOON)
    assert await waiting(store, NOON) == [("r1", Action.POST, DeliveryState.SENDING, 2)]


async def test_what_is_done_is_not_due_and_has_its_message(store: Store) -> None:
    await store.rounds.claim(round_("r1"))
    assert await store.outbox.message_of(R1) is None
    await store.outbox.done(R1, Action.POST, MessageId("m1"), NOON)
    assert await waiting(store, NOON) == []
    assert await store.outbox.message_of(R1) == "m1"
    assert await store.outbox.message_of(RoundId("never")) is None


async def test_a_retry_waits_for_its_time_and_remembers_whether_it_was_sent(store: Store) -> None:
    for name in ("r1", "r2"):
        await store.rounds.claim(round_(name))
        await store.outbox.sending(RoundId(name), Action.POST, NOON)
    await store.outbox.retry(R1, Action.POST, after(seconds=5), "timeout", sent=True)
    await store.outbox.retry(R2, Action.POST, after(seconds=9), "refused connection", sent=False)

    assert await waiting(store, NOON) == []
    assert await waiting(store, after(seconds=5)) == [("r1", Action.POST, DeliveryState.SENDING, 1)]
    assert await waiting(store, after(seconds=9)) == [
        ("r1", Action.POST, DeliveryState.SENDING, 1),
        ("r2", Action.POST, DeliveryState.CLAIMED, 1),
    ]


async def test_what_failed_is_never_due_again(store: Store) -> None:
    await store.rounds.claim(round_("r1"))
    await store.outbox.failed(R1, Action.POST, "no such channel")
    assert await waiting(store, after(days=9)) == []


async def test_a_closing_is_about_the_posted_message_and_comes_once(store: Store) -> None:
    await post(store, round_("r1"))
    await store.outbox.enqueue_close(R1, after(hours=1))
    await store.outbox.enqueue_close(R1, after(hours=2))
    [closing] = await store.outbox.due(after(hours=1))
    assert (closing.action, closing.message, closing.post.id) == (Action.CLOSE, "m-r1", "r1")
    await store.outbox.done(R1, Action.CLOSE, MessageId("m-r1"), after(hours=1))
    await store.outbox.enqueue_close(R1, after(hours=3))
    assert await waiting(store, after(hours=3)) == []


async def test_a_closing_waits_as_long_as_its_post_is_on_its_way(store: Store) -> None:
    await store.rounds.claim(round_("r1"))
    await store.outbox.enqueue_close(R1, NOON)
    assert [action for _, action, *_ in await waiting(store, NOON)] == [Action.POST]
    await store.outbox.sending(R1, Action.POST, NOON)
    assert [action for _, action, *_ in await waiting(store, NOON)] == [Action.POST]
    await store.outbox.done(R1, Action.POST, MessageId("m1"), NOON)
    [closing] = await store.outbox.due(NOON)
    assert (closing.action, closing.message) == (Action.CLOSE, "m1")


async def test_what_has_failed_can_be_revived_and_nothing_else(store: Store) -> None:
    await store.rounds.claim(round_("r1"))
    assert not await store.outbox.revive(R1, Action.POST, NOON)
    await store.outbox.failed(R1, Action.POST, "not in the channel")
    assert await store.outbox.revive(R1, Action.POST, after(minutes=1))
    assert await waiting(store, NOON) == []
    assert [state for _, _, state, _ in await waiting(store, after(minutes=1))] == [DeliveryState.CLAIMED]
    assert await store.outbox.trouble_of(R1) == ""


async def test_a_delivery_shows_the_round_as_it_is_now(store: Store) -> None:
    await post(store, round_("r1"))
    await store.rounds.claim(round_("r2", opened_at=after(hours=1)))
    await store.outbox.enqueue_close(R1, after(hours=1))
    closing = next(d for d in await store.outbox.due(after(hours=1)) if d.action is Action.CLOSE)
    assert isinstance(closing.post, Round)
    assert closing.post.closes_at == after(hours=1)


async def test_the_trouble_of_a_post_is_kept_until_it_is_posted(store: Store) -> None:
    await store.rounds.claim(round_(R1))
    assert await store.outbox.trouble_of(R1) == ""
    await store.outbox.retry(R1, Action.POST, NOON, "no permission to write", sent=False)
    assert await store.outbox.trouble_of(R1) == "no permission to write"
    await store.outbox.done(R1, Action.POST, MessageId("m1"), NOON)
    assert await store.outbox.trouble_of(R1) == ""
    assert await store.outbox.trouble_of(RoundId("never")) == ""
