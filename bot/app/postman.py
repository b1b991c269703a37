"""Carries the outbox to the platforms: no message is lost, none comes twice."""

import asyncio
from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta

import structlog

from bot.app.context import Context
from bot.app.timeline import card_of
from bot.domain.announcement import Announcement, Post
from bot.domain.ids import ChannelId, MessageId
from bot.domain.round import Round
from bot.ports.outside import NotServed, Over, Refused, Unreachable
from bot.ports.records import Action, Delivery, DeliveryState

log = structlog.get_logger()

POST_WITHIN = 5.0  # seconds that whoever has asked for a post waits to hear how it went
FIRST_WAIT = timedelta(seconds=5)
LONGEST_WAIT = timedelta(minutes=5)


class Postman:
    """Works on each channel by itself, so that a slow or broken one never holds up another."""

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        self._at_work: dict[ChannelId, asyncio.Task[None]] = {}

    async def deliver_due(self) -> None:
        """Start on everything that is due, leaving out channels that are still being worked on."""
        by_channel: dict[ChannelId, list[Delivery]] = defaultdict(list)
        for delivery in await self._ctx.store.outbox.due(self._ctx.clock.now()):
            by_channel[delivery.post.channel].append(delivery)
        for channel, deliveries in by_channel.items():
            if channel not in self._at_work:
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
                await self._deliver(delivery)
        except Exception:
            # the boundary of one channel's deliveries: the next look tries again
            log.exception("delivery failed", channel=channel)
        finally:
            del self._at_work[channel]

    async def _deliver(self, delivery: Delivery) -> None:
        ctx, post, outbox = self._ctx, delivery.post, self._ctx.store.outbox
        try:
            message = await self._send(delivery)
        except Refused as refusal:
            await self._give_up(delivery, refusal)
        except Unreachable as failure:
            await self._put_off(delivery, failure)
        else:
            await outbox.done(post.id, delivery.action, message, ctx.clock.now())
            ctx.watchers.changed(post.channel)
            log.info("delivered", post=post.id, channel=post.channel, action=delivery.action)

    async def _give_up(self, delivery: Delivery, refusal: Refused) -> None:
        ctx, post = self._ctx, delivery.post
        await ctx.store.outbox.failed(post.id, delivery.action, str(refusal))
        log.warning("delivery refused", post=post.id, channel=post.channel, why=str(refusal))
        if delivery.action is Action.POST and not isinstance(refusal, (Over, NotServed)):
            await ctx.store.troubles.refused(post.id, post.channel, str(refusal), ctx.clock.now())

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
            log.warning("delivery given up", post=post.id, channel=post.channel, why=str(failure))
            return
        wait = _wait(delivery.attempts, failure)
        uncertain = failure.uncertain or delivery.state is DeliveryState.SENDING
        await ctx.store.outbox.retry(post.id, delivery.action, now + wait, str(failure), sent=uncertain)
        log.warning("delivery put off", post=post.id, channel=post.channel, wait=wait.total_seconds())


def _has_to_come(post: Post) -> bool:
    return isinstance(post, Announcement) and post.comes_however_late


def _wait(attempts: int, failure: Unreachable) -> timedelta:
    """Twice as long after each try, and never shorter than the platform asked for."""
    backoff: timedelta = min(FIRST_WAIT * 2 ** min(attempts, 10), LONGEST_WAIT)
    return max(backoff, timedelta(seconds=failure.wait or 0.0))
