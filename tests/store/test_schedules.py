from dataclasses import replace
from datetime import date, time, timedelta

from bot.domain.ids import ChannelId, ScheduleId, TopicId
from bot.domain.question import Filter, Kind, Level
from bot.domain.round import Reveal
from bot.domain.schedule import Occurrence, Slot
from bot.ports.store import Store
from tests.builders import HALL, NOON, after, round_, schedule

FULL = schedule(
    "team",
    channel=ChannelId("slack:T1/C1"),
    times=(time(9, 0), time(17, 30)),
    weekdays=frozenset({0, 4}),
    filter=Filter(
        topics=frozenset({TopicId("attention")}),
        levels=frozenset({Level.EXPERT}),
        kinds=frozenset({Kind.MATH}),
        tags=frozenset({"softmax"}),
    ),
    open_for=timedelta(hours=8, minutes=30),
    reveal=Reveal.AT_CLOSE,
    mention="S123",
    thread=True,
    skip_dates=frozenset({date(2026, 12, 24), date(2026, 12, 25)}),
    paused=True,
)


async def test_a_schedule_comes_back_as_it_was_saved(store: Store) -> None:
    await store.schedules.save(FULL)
    await store.schedules.save(schedule("daily"))
    assert await store.schedules.all() == [schedule("daily"), FULL]
    await store.schedules.save(replace(FULL, paused=False))
    assert await store.schedules.all() == [schedule("daily"), replace(FULL, paused=False)]
    await store.schedules.remove(FULL.id)
    await store.schedules.remove(FULL.id)
    assert await store.schedules.all() == [schedule("daily")]


async def test_the_ticker_s_memory_is_kept_until_its_schedule_goes(store: Store) -> None:
    daily, team, new = ScheduleId("daily"), ScheduleId("team"), ScheduleId("new")
    await store.schedules.set_looked_until({daily: NOON, team: NOON})
    await store.schedules.set_looked_until({daily: after(seconds=30)})
    assert await store.schedules.looked_until([daily, new]) == {daily: after(seconds=30)}
    await store.schedules.remove(daily)
    assert await store.schedules.looked_until([daily, team]) == {team: NOON}


async def test_a_slot_is_either_asked_or_skipped(store: Store) -> None:
    slot = Slot(ScheduleId("daily"), date(2026, 11, 23), time(9, 0))
    other = replace(slot, time=time(17, 0))
    assert await store.schedules.skip(Occurrence(slot, NOON), HALL, "too late", NOON)
    assert not await store.schedules.skip(Occurrence(slot, NOON), HALL, "too late", NOON)
    assert not await store.rounds.claim(round_(), slot, NOON)
    assert await store.rounds.claim(round_(), other, NOON)
    assert not await store.schedules.skip(Occurrence(other, NOON), HALL, "too late", NOON)
