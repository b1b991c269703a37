"""Keeps the number of answers on open posts up to date, at a pace that platforms allow."""

import structlog

from bot.app.context import Context
from bot.app.timeline import card_of
from bot.domain.announcement import Post
from bot.domain.ids import ChannelId
from bot.domain.live_quiz import LiveQuiz, Phase
from bot.domain.round import Round
from bot.ports.outside import Refused, Unreachable

log = structlog.get_logger()


class Refresher:
    """A watcher that notes which channels have changed and edits their open posts when it is told to.

    What it notes is lost in a crash, and may be: the next answer or the closing brings the post up to date.
    """

    def __init__(self) -> None:
        self._changed: set[ChannelId] = set()

    def changed(self, channel: ChannelId) -> None:
        self._changed.add(channel)

    async def refresh(self, ctx: Context) -> None:
        channels, self._changed = self._changed, set()
        for channel in channels:
            for round_ in await ctx.store.rounds.latest(channel, limit=3):
                if not round_.is_closed(ctx.clock.now()):
                    await self._edit(ctx, round_)
            if (quiz := await ctx.store.live.running_in(channel)) is not None:
                await self._edit_live(ctx, quiz)

    async def _edit_live(self, ctx: Context, quiz: LiveQuiz) -> None:
        """The lobby's names, or the open question's countdown and its number of answers."""
        if quiz.phase is Phase.LOBBY:
            post: Post | None = await ctx.store.live.lobby(quiz.id)
        else:
            post = await ctx.store.rounds.find(quiz.round) if quiz.round else None
        message = await ctx.store.outbox.message_of(post.id) if post else None
        if post is None or message is None:
            return
        try:
            shown = await card_of(ctx, post)
            await ctx.channels.edit(post, message, shown)
            latest = await card_of(ctx, post)
            if latest.tone is not shown.tone:
                # it closed meanwhile, and this edit may have overtaken the closing one
                await ctx.channels.edit(post, message, latest)
        except (Refused, Unreachable) as failure:
            log.info("live quiz not refreshed", post=post.id, channel=post.channel, why=str(failure))

    async def _edit(self, ctx: Context, round_: Round) -> None:
        message = await ctx.store.outbox.message_of(round_.id)
        if message is None:
            return
        try:
            await ctx.channels.edit(round_, message, await card_of(ctx, round_))
            latest = await ctx.store.rounds.find(round_.id)
            if latest is not None and latest.is_closed(ctx.clock.now()):
                # it closed meanwhile, and this edit may have overtaken the closing one
                await ctx.channels.edit(latest, message, await card_of(ctx, latest))
        except (Refused, Unreachable) as failure:
            log.info("count not refreshed", round=round_.id, channel=round_.channel, why=str(failure))
