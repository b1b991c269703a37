"""Carries the outbox to the platforms: no message is lost, none comes twice."""

import asyncio
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta

import structlog

from bot.app.context import Context
from bot.app.timeline import card_of
from bot.domain.announcement import Announcement, Post
from bot.domain.ids import ChannelId, MessageId, platform_of
from bot.domain.round import Round
from bot.ports.meter import Arrival
from bot.ports.outside import NotServed, Over, Refused, Threadless, Unreachable
from bot.ports.records import Action, Delivery, DeliveryState
from bot.ports.trouble import NotKept

log = structlog.get_logger()

POST_WITHIN = 5.0  # seconds that whoever has asked for a post waits to hear how it went
FIRST_WAIT = timedelta(seconds=5)
LONGEST_WAIT = timedelta(minutes=5)


class Postman:
    """Works on each channel by itself, so that a slow or broken one never holds up another."""

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        self._at_work: dict[ChannelId, asyncio.Task[None]] = {}
        self._resting: dict[ChannelId, tuple[datetime, datetime]] = {}

    async def deliver_due(self) -> None:
        """Start on everything due, leaving out channels that are being worked on or asked for patience."""
        by_channel: dict[ChannelId, list[Delivery]] = defaultdict(list)
        for delivery in await self._ctx.store.outbox.due(self._ctx.clock.now()):
            by_channel[delivery.post.channel].append(delivery)
        for channel, deliveries in by_channel.items():
            if channel not in self._at_work and not self._rests(channel):
                self._at_work[channel] = asyncio.create_task(self._serve(channel, deliveries))

    async def settle(self) -> None:
        """Wait until nothing is on its way any more."""
        while self._at_work:
            await asyncio.wait(self._at_work.values())

    async def settle_in(self, channel: ChannelId, within: float) -> None:
        """Wait, for at most so many seconds, until nothing is on its way to a channel any more."""
        if channel in self._at_work:
            await asyncio.wait([self._at_work[channel]], timeout=within)

    async def _serve(self, channel: ChannelId, deliveries: Sequence[Delivery]) -> None:
        try:
            for delivery in deliveries:
                if not self._rests(channel):
                    await self._deliver(delivery)
        except NotKept as trouble:  # said by the store already; what may have been sent is looked for first
            log.warning("delivery not noted", channel=channel, why=str(trouble))
        except Exception:
            # the boundary of one channel's deliveries: the next look tries again
            log.exception("delivery failed", channel=channel)
        finally:
            del self._at_work[channel]

    def _rests(self, channel: ChannelId) -> bool:
        if channel not in self._resting:
            return False
        asked, over = self._resting[channel]
        # a clock that was put back must not make the wait longer
        return asked <= self._ctx.clock.now() < over

    async def _deliver(self, delivery: Delivery) -> None:
        try:
            message = await self._send(delivery)
        except Threadless as lack:
            await self._note_arrival(delivery, lack.message)
            await self._miss_thread(delivery, lack)
        except Refused as refusal:
            await self._give_up(delivery, refusal)
            self._count(delivery, Arrival.REFUSED)
        except Unreachable as failure:
            await self._put_off(delivery, failure)
        else:
            await self._note_arrival(delivery, message)
            if delivery.post.thread and delivery.action is Action.POST:
                await self._ctx.store.troubles.thread_opened(delivery.post.channel, self._ctx.clock.now())

    async def _note_arrival(self, delivery: Delivery, message: MessageId) -> None:
        ctx, post = self._ctx, delivery.post
        await ctx.store.outbox.done(post.id, delivery.action, message, ctx.clock.now())
        self._count(delivery, Arrival.POSTED)
        ctx.watchers.changed(post.channel)
        log.info("delivered", post=post.id, channel=post.channel, action=delivery.action)

    async def _miss_thread(self, delivery: Delivery, lack: Threadless) -> None:
        ctx, post = self._ctx, delivery.post
        log.warning("thread refused", post=post.id, channel=post.channel, why=str(lack))
        await ctx.store.troubles.threads_refused(post.channel, str(lack), ctx.clock.now())

    async def _give_up(self, delivery: Delivery, refusal: Refused) -> None:
        post, outbox = delivery.post, self._ctx.store.outbox
        if delivery.action is Action.POST and not isinstance(refusal, (Over, NotServed)):
            await outbox.refused(post.id, str(refusal), self._ctx.clock.now())
        else:
            await outbox.failed(post.id, delivery.action, str(refusal))
        log.warning("delivery refused", post=post.id, channel=post.channel, why=str(refusal))

    async def _send(self, delivery: Delivery) -> MessageId:
        match delivery.action:
            case Action.POST:
                return await self._post(delivery)
            case Action.CLOSE:
                return await self._close(delivery)

    async def _post(self, delivery: Delivery) -> MessageId:
        ctx, post = self._ctx, delivery.post
        if delivery.state is DeliveryState.SENDING:
            # an earlier try may have arrived without our hearing of it
            found = await ctx.channels.find(post, await card_of(ctx, post))
            if found is not None:
                return found
        if isinstance(post, Round) and post.is_closed(ctx.clock.now()):
            # nobody could answer it any more, and without buttons it would not be found again
            raise Over("the question closed before it could be posted")
        await ctx.store.outbox.sending(post.id, Action.POST, ctx.clock.now())
        return await ctx.channels.post(post, await card_of(ctx, post))

    async def _close(self, delivery: Delivery) -> MessageId:
        ctx, post = self._ctx, delivery.post
        if delivery.message is None:
            raise Over("the question was never posted, so there is nothing to close")
        await ctx.store.outbox.sending(post.id, Action.CLOSE, ctx.clock.now())
        await ctx.channels.edit(post, delivery.message, await card_of(ctx, post))
        return delivery.message

    async def _put_off(self, delivery: Delivery, failure: Unreachable) -> None:
        ctx, post = self._ctx, delivery.post
        now = ctx.clock.now()
        if delivery.action is Action.POST and now - post.opened_at > ctx.catch_up and not _has_to_come(post):
            await ctx.store.outbox.failed(post.id, delivery.action, f"too late by now: {failure}")
            self._count(delivery, Arrival.GIVEN_UP)
            log.warning("delivery given up", post=post.id, channel=post.channel, why=str(failure))
            return
        wait = _wait(delivery.attempts, failure)
        if failure.wait:
            self._resting[post.channel] = now, now + timedelta(seconds=failure.wait)
        uncertain = failure.uncertain or delivery.state is DeliveryState.SENDING
        await ctx.store.outbox.retry(post.id, delivery.action, now + wait, str(failure), sent=uncertain)
        self._count(delivery, Arrival.PUT_OFF)
        log.warning("delivery put off", post=post.id, channel=post.channel, wait=wait.total_seconds())

    def _count(self, delivery: Delivery, arrival: Arrival) -> None:
        self._ctx.meter.delivered(platform_of(delivery.post.channel), delivery.action, arrival)


def _has_to_come(post: Post) -> bool:
    return isinstance(post, Announcement) and post.comes_however_late


def _wait(attempts: int, failure: Unreachable) -> timedelta:
    """Twice as long after each try, and never shorter than the platform asked for."""
    backoff: timedelta = min(FIRST_WAIT * 2 ** min(attempts, 10), LONGEST_WAIT)
    return max(backoff, timedelta(seconds=failure.wait or 0.0))
