"""Posts are neither lost nor doubled, whatever the platform does."""

from datetime import timedelta

import pytest

from bot.app.ask import ask_now
from bot.app.context import Context
from bot.app.postman import Postman
from bot.app.tick import tick
from bot.domain.ids import ChannelId
from bot.ports.outside import Refused, Unreachable
from tests.builders import HALL
from tests.fakes import RecordingChannels, StoppedClock

LOBBY = ChannelId("web:playground/lobby")


async def deliver(postman: Postman) -> None:
    await postman.deliver_due()
    await postman.settle()


async def test_a_post_is_made_once_and_noted(
    ctx: Context, postman: Postman, channels: RecordingChannels
) -> None:
    round_ = await ask_now(ctx, HALL)
    assert round_ is not None
    await deliver(postman)
    await deliver(postman)

    assert channels.posts == 1
    assert await ctx.store.outbox.message_of(round_.id) == "m1"


async def test_a_post_that_arrived_unheard_is_found_and_not_repeated(
    ctx: Context, postman: Postman, channels: RecordingChannels, clock: StoppedClock
) -> None:
    round_ = await ask_now(ctx, HALL)
    assert round_ is not None
    channels.after_accepting = [Unreachable("cut", uncertain=True)]
    await deliver(postman)
    clock.advance(minutes=10)
    await deliver(postman)

    assert channels.posts == 1
    assert await ctx.store.outbox.message_of(round_.id) == "m1"


async def test_what_may_have_arrived_is_looked_for_until_a_look_has_succeeded(
    ctx: Context, postman: Postman, channels: RecordingChannels, clock: StoppedClock
) -> None:
    await ask_now(ctx, HALL)
    channels.after_accepting = [Unreachable("cut", uncertain=True)]
    await deliver(postman)
    for _ in range(2):
        channels.failures = [Unreachable("slow down", wait=1)]
        clock.advance(minutes=1)
        await deliver(postman)
    clock.advance(minutes=1)
    await deliver(postman)

    assert channels.posts == 1


async def test_a_crash_while_sending_is_cleared_up_by_looking_first(
    ctx: Context, channels: RecordingChannels
) -> None:
    await ask_now(ctx, HALL)
    channels.after_accepting = [RuntimeError("the process dies here")]
    await deliver(Postman(ctx))
    await deliver(Postman(ctx))

    assert channels.posts == 1


async def test_a_post_that_never_arrived_is_sent_again(
    ctx: Context, postman: Postman, channels: RecordingChannels, clock: StoppedClock
) -> None:
    await ask_now(ctx, HALL)
    channels.failures = [Unreachable("down"), Unreachable("down")]
    for _ in range(3):
        await deliver(postman)
        clock.advance(minutes=5)

    assert channels.posts == 1


async def test_no_request_before_the_platform_said(
    ctx: Context, postman: Postman, channels: RecordingChannels, clock: StoppedClock
) -> None:
    await ask_now(ctx, HALL)
    channels.failures = [Unreachable("slow down", wait=30)]
    await deliver(postman)
    clock.advance(seconds=29)
    for one in (postman, Postman(ctx)):  # the second one as after a restart
        await deliver(one)
    assert channels.posts == 0

    clock.advance(seconds=2)
    await deliver(postman)
    assert channels.posts == 1


async def test_whatever_else_is_for_that_channel_waits_too_and_other_channels_do_not(
    ctx: Context, postman: Postman, channels: RecordingChannels, clock: StoppedClock
) -> None:
    await ask_now(ctx, HALL)
    channels.failures = [Unreachable("slow down", wait=30)]
    await deliver(postman)
    await ask_now(ctx, HALL)
    await ask_now(ctx, LOBBY)
    await deliver(postman)
    assert (len(channels.cards(HALL)), len(channels.cards(LOBBY))) == (0, 1)

    clock.advance(seconds=29)
    await deliver(postman)
    assert channels.cards(HALL) == []

    clock.advance(seconds=1)
    await deliver(postman)
    assert len(channels.cards(HALL)) == 1  # the first question closed when the second one came


async def test_a_clock_that_is_put_back_does_not_lengthen_the_wait(
    ctx: Context, postman: Postman, channels: RecordingChannels, clock: StoppedClock
) -> None:
    await ask_now(ctx, HALL)
    channels.failures = [Unreachable("slow down", wait=30)]
    await deliver(postman)
    clock.advance(hours=-2)
    await ask_now(ctx, HALL)
    await deliver(postman)
    assert channels.posts == 1


@pytest.mark.parametrize("failure", [Refused("no permission"), Unreachable("still down")])
async def test_it_ends_with_a_refusal_or_after_the_catch_up_time(
    ctx: Context, postman: Postman, channels: RecordingChannels, clock: StoppedClock, failure: Exception
) -> None:
    await ask_now(ctx, HALL)
    if isinstance(failure, Unreachable):
        clock.advance(hours=4)
    channels.failures = [failure]
    await deliver(postman)
    clock.advance(hours=1)
    await deliver(postman)

    assert channels.posts == 0
    assert not await ctx.store.outbox.due(clock.now() + timedelta(days=1))


async def test_closing_edits_the_post_it_belongs_to(
    ctx: Context, postman: Postman, channels: RecordingChannels, clock: StoppedClock
) -> None:
    await ask_now(ctx, HALL)
    await tick(ctx, postman)
    await postman.settle()
    clock.advance(hours=1)
    await ask_now(ctx, HALL)
    await tick(ctx, postman)
    await postman.settle()

    first, second = channels.cards(HALL)
    assert first.title.startswith("Closed")
    assert [button.label for button in first.buttons] == ["Report"]
    assert second.title.startswith("A question for everyone")


async def test_a_question_that_closed_before_it_could_be_posted_is_not_posted(
    ctx: Context, postman: Postman, channels: RecordingChannels, clock: StoppedClock
) -> None:
    first = await ask_now(ctx, HALL)
    assert first is not None
    channels.failures = [Unreachable("down")]
    await deliver(postman)
    clock.advance(minutes=10)
    await ask_now(ctx, HALL)
    await deliver(postman)

    assert [title for title in (card.title for card in channels.cards(HALL)) if "Closed" in title] == []
    assert channels.posts == 1
    assert "closed before" in await ctx.store.outbox.trouble_of(first.id)
