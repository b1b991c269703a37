"""Channels that refuse posts and schedules that are halted, on the real store."""

from collections.abc import AsyncIterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.adapters.store.opening import open_store
from bot.domain.ids import ChannelId, MessageId, RoundId, ScheduleId
from bot.domain.round import Round
from bot.domain.schedule import Slot
from bot.domain.trouble import HALT_AFTER
from bot.ports.records import Action
from bot.ports.store import Store
from tests.builders import HALL, NOON, after, round_, schedule

DAILY = ScheduleId("daily")


@pytest.fixture
async def store(path: Path) -> AsyncIterator[Store]:
    async with open_store(path) as opened:
        yield opened


async def asked(store: Store, number: int, channel: ChannelId = HALL, of: ScheduleId = DAILY) -> Round:
    """A question of a schedule that waits to be posted."""
    made = round_(f"{of}-{number}", channel=channel, opened_at=after(days=number))
    slot = Slot(of, date(2026, 11, 23) + timedelta(days=number), schedule().times[0])
    assert await store.rounds.claim(made, slot, made.opened_at)
    return made


async def refused(store: Store, number: int, reason: str = "no", of: ScheduleId = DAILY) -> None:
    made = await asked(store, number, of=of)
    await store.outbox.refused(made.id, reason, made.opened_at)


async def arrived(store: Store, number: int, of: ScheduleId = DAILY) -> None:
    made = await asked(store, number, of=of)
    await store.outbox.done(made.id, Action.POST, MessageId(f"m{number}"), made.opened_at)


async def test_a_refused_post_has_failed_for_the_reason_that_managers_are_told(store: Store) -> None:
    await refused(store, 1, "no room")
    assert await store.outbox.due(after(days=2)) == []
    assert await store.outbox.trouble_of(RoundId("daily-1")) == "no room"
    [trouble], _ = await store.troubles.untold()
    assert trouble.reason == "no room"


async def test_a_channel_is_in_trouble_once_for_each_reason_until_a_post_arrives(store: Store) -> None:
    for number, reason in enumerate(("no room", "no room", "no right")):
        await refused(store, number, reason, ScheduleId(f"s{number}"))
    closed, _ = await store.troubles.untold()
    assert [(one.reason, one.since, one.is_over) for one in closed] == [
        ("no room", NOON, False),
        ("no right", after(days=2), False),
    ]
    assert await store.troubles.is_closed(HALL)
    assert not await store.troubles.is_closed(ChannelId("discord:1/2"))
    await arrived(store, 3)
    assert not await store.troubles.is_closed(HALL)
    assert await store.troubles.untold() == ([], [])
    found = await store.troubles.find(closed[0].id)
    assert found is not None
    assert found.is_over
    await refused(store, 4, "no room")
    assert [one.id for one in (await store.troubles.untold())[0]] != [closed[0].id]


async def test_what_has_been_told_is_not_told_again(store: Store) -> None:
    for number in range(3):
        await refused(store, number)
    [trouble], [halt] = await store.troubles.untold()
    await store.troubles.told_of_trouble(trouble.id)
    await store.troubles.told_of_halt(halt.id)
    await refused(store, 3)
    assert await store.troubles.untold() == ([], [])


async def test_three_in_a_row_halt_a_schedule_and_a_success_begins_anew(store: Store) -> None:
    for number in range(2):
        await refused(store, number)
    await arrived(store, 2)
    for number in range(3, 5):
        await refused(store, number)
    assert await store.troubles.halts() == {}
    await refused(store, 5, "at last")
    [halt] = (await store.troubles.halts()).values()
    assert (halt.schedule, halt.channel, halt.reason, halt.since) == (DAILY, HALL, "at last", after(days=5))
    await refused(store, 6, "and again")
    assert (await store.troubles.halts())[DAILY].since == halt.since
    await arrived(store, 7)
    assert await store.troubles.halts(), "only a manager resumes it"


async def test_a_channel_without_threads_takes_posts_and_is_in_trouble_until_a_thread_opens(
    store: Store,
) -> None:
    for day in range(HALT_AFTER):
        made = await asked(store, day)
        await store.outbox.done(made.id, Action.POST, MessageId(f"m{day}"), made.opened_at)
        await store.troubles.threads_refused(HALL, "no threads", made.opened_at)
    [trouble], halted = await store.troubles.untold()
    assert (trouble.since, trouble.of_threads, halted) == (NOON, True, [])
    assert not await store.troubles.is_closed(HALL)
    await store.troubles.thread_opened(HALL, after(days=3))
    found = await store.troubles.find(trouble.id)
    assert found is not None
    assert found.is_over
    await refused(store, 4)
    await store.troubles.thread_opened(HALL, after(days=4))
    assert await store.troubles.is_closed(HALL), "only a post ends that one"


async def test_another_schedule_is_not_blamed(store: Store) -> None:
    for number in range(2):
        await refused(store, number)
    await refused(store, 3, of=ScheduleId("other"))
    by_hand = round_("asked by hand")
    assert await store.rounds.claim(by_hand)
    await store.outbox.refused(by_hand.id, "no", NOON)
    assert await store.troubles.halts() == {}


async def test_a_resumed_schedule_counts_from_nothing_and_its_channel_is_heard_of_anew(store: Store) -> None:
    for number in range(3):
        await refused(store, number)
    [trouble], [halt] = await store.troubles.untold()
    await store.troubles.told_of_trouble(trouble.id)
    assert await store.troubles.resume(halt, after(days=3))
    assert not await store.troubles.resume(halt, after(days=3))
    for number in range(4, 6):
        await refused(store, number)
    assert await store.troubles.halts() == {}
    [again], _ = await store.troubles.untold()
    assert again.id != trouble.id
    await refused(store, 6)
    assert (await store.troubles.halts())[DAILY].id != halt.id


async def test_a_removed_schedule_leaves_nothing_behind(store: Store) -> None:
    await store.schedules.save(schedule())
    for number in range(3):
        await refused(store, number)
    await store.schedules.remove(DAILY)
    assert await store.troubles.halts() == {}
