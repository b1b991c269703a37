from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from bot.app.context import Context
from bot.app.postman import Postman
from bot.app.tick import tick
from bot.domain.ids import ChannelId
from tests.builders import HALL, schedule
from tests.fakes import RecordingChannels, StoppedClock

NINE_IN_BERLIN = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)


async def look(ctx: Context) -> None:
    postman = Postman(ctx)
    await tick(ctx, postman)
    await postman.settle()


async def test_a_slot_is_asked_once_however_often_we_look(
    ctx: Context, clock: StoppedClock, channels: RecordingChannels
) -> None:
    ctx = replace(ctx, file_schedules=(schedule(),))
    await look(ctx)
    assert channels.posts == 0
    clock.time = NINE_IN_BERLIN
    for _ in range(3):
        await look(ctx)
        clock.advance(seconds=5)
    assert channels.posts == 1


async def test_what_was_missed_for_less_than_the_catch_up_is_asked_late(
    ctx: Context, clock: StoppedClock, channels: RecordingChannels
) -> None:
    ctx = replace(ctx, file_schedules=(schedule(),))
    await look(ctx)
    clock.time = NINE_IN_BERLIN + timedelta(hours=2)
    await look(ctx)
    assert channels.posts == 1


async def test_what_was_missed_for_longer_is_skipped_for_good(
    ctx: Context, clock: StoppedClock, channels: RecordingChannels
) -> None:
    ctx = replace(ctx, file_schedules=(schedule(),))
    await look(ctx)
    clock.time = NINE_IN_BERLIN + timedelta(days=2, hours=4)
    await look(ctx)
    clock.time -= timedelta(hours=3)
    await look(ctx)
    assert channels.posts == 0


async def test_a_channel_gets_one_late_question_at_most(
    ctx: Context, clock: StoppedClock, channels: RecordingChannels
) -> None:
    both = schedule(times=(time(8, 0), time(9, 0)))
    ctx = replace(ctx, file_schedules=(both, schedule("other", times=(time(8, 30),))))
    await look(ctx)
    clock.time = NINE_IN_BERLIN + timedelta(hours=1)
    await look(ctx)
    assert channels.posts == 1


async def test_a_paused_schedule_asks_nothing_and_makes_up_for_nothing(
    ctx: Context, clock: StoppedClock, channels: RecordingChannels
) -> None:
    await look(replace(ctx, file_schedules=(schedule(),)))
    clock.time = NINE_IN_BERLIN + timedelta(minutes=1)
    await look(replace(ctx, file_schedules=(schedule(paused=True),)))
    await look(replace(ctx, file_schedules=(schedule(),)))
    assert channels.posts == 0


async def test_each_channel_is_asked_by_itself(
    ctx: Context, clock: StoppedClock, channels: RecordingChannels
) -> None:
    other = ChannelId("discord:1/2")
    ctx = replace(ctx, file_schedules=(schedule(), schedule("two", channel=other)))
    await look(ctx)
    clock.time = NINE_IN_BERLIN
    await look(ctx)
    assert (len(channels.cards(HALL)), len(channels.cards(other))) == (1, 1)


async def test_a_filter_that_admits_nothing_is_a_skipped_slot(
    ctx: Context, clock: StoppedClock, channels: RecordingChannels
) -> None:
    barren = schedule()
    barren = replace(barren, filter=replace(barren.filter, tags=frozenset({"no-such-tag"})))
    ctx = replace(ctx, file_schedules=(barren,))
    await look(ctx)
    clock.time = NINE_IN_BERLIN
    await look(ctx)
    await look(replace(ctx, file_schedules=(schedule(),)))
    assert channels.posts == 0


async def test_looking_in_vain_is_noted_once_a_minute(ctx: Context, clock: StoppedClock) -> None:
    ctx = replace(ctx, file_schedules=(schedule(),))
    marks = []
    for _ in range(25):
        await look(ctx)
        marks.append((await ctx.store.schedules.looked_until([schedule().id]))[schedule().id])
        clock.advance(seconds=5)
    assert len(set(marks)) == 3


async def test_a_clock_that_was_far_ahead_silences_nothing(
    ctx: Context, clock: StoppedClock, channels: RecordingChannels
) -> None:
    ctx = replace(ctx, file_schedules=(schedule(),))
    true_time = clock.time
    clock.advance(days=365)
    await look(ctx)
    clock.time = true_time
    await look(ctx)
    clock.time = NINE_IN_BERLIN
    await look(ctx)
    assert channels.posts == 1
