"""Keeps open posts up to date, at a pace that platforms allow and only where something looks different."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta

import structlog

from bot.app.context import Context
from bot.app.timeline import card_of
from bot.cards import Card
from bot.domain.announcement import Post, PostId
from bot.domain.ids import ChannelId, WorkspaceId, workspace_of
from bot.domain.live_quiz import Phase
from bot.domain.round import ASKED_WELL, Round
from bot.ports.outside import Refused, Unreachable

log = structlog.get_logger()

LOOKED_AT = 7
"""Questions of a channel whose posts can still change: a ruling comes days after the closing at times."""

MOST_AT_ONCE = 3
"""Channels of a workspace in one turn: at a turn every four seconds Slack's fifty edits a minute are kept."""


class Refresher:
    """A watcher that notes which channels have changed and edits their open posts when it is told to.

    What it notes is lost in a crash, and may be: the next answer or the closing brings the post up to date.
    """

    def __init__(self) -> None:
        self._changed: dict[ChannelId, None] = {}
        self._shown: dict[ChannelId, dict[PostId, Card]] = {}
        self._resting: dict[WorkspaceId, datetime] = {}

    def changed(self, channel: ChannelId) -> None:
        self._changed[channel] = None

    async def refresh(self, ctx: Context) -> None:
        """Those that have waited longest first; the others wait for the next turn."""
        for channel in self._due(ctx.clock.now()):
            del self._changed[channel]
            try:
                await self._refresh(ctx, channel)
            except Exception:
                # the boundary of one channel: the others are refreshed all the same
                log.exception("channel not refreshed", channel=channel)

    def _due(self, now: datetime) -> Sequence[ChannelId]:
        taken: Counter[WorkspaceId] = Counter()
        due = []
        for channel in self._changed:
            workspace = workspace_of(channel)
            taken[workspace] += 1
            if taken[workspace] <= MOST_AT_ONCE and self._resting.get(workspace, now) <= now:
                due.append(channel)
        return due

    async def _refresh(self, ctx: Context, channel: ChannelId) -> None:
        before = self._shown.pop(channel, {})
        shown = {
            post.id: await self._edit(ctx, post, before.get(post.id))
            for post in await _open_posts(ctx, channel)
        }
        self._shown[channel] = {id_: card for id_, card in shown.items() if card is not None}

    async def _edit(self, ctx: Context, post: Post, before: Card | None) -> Card | None:
        """What the post shows now, as far as it is known."""
        message = await ctx.store.outbox.message_of(post.id)
        if message is None:
            return None
        card = await card_of(ctx, post)
        if card == before:
            return card
        try:
            await ctx.channels.edit(post, message, card)
            now = await ctx.store.rounds.find(post.id) or post if isinstance(post, Round) else post
            latest = await card_of(ctx, now)
            if latest.tone is not card.tone:
                # it closed meanwhile, and this edit may have overtaken the closing one
                await ctx.channels.edit(now, message, latest)
        except (Refused, Unreachable) as failure:
            log.info("post not refreshed", post=post.id, channel=post.channel, why=str(failure))
            if isinstance(failure, Unreachable) and failure.wait:
                # asked for patience; what has changed is shown once it is over
                self._resting[post.workspace] = ctx.clock.now() + timedelta(seconds=failure.wait)
                self.changed(post.channel)
            return None
        return card


async def _open_posts(ctx: Context, channel: ChannelId) -> Sequence[Post]:
    """Open questions and those put right, of a live quiz its lobby or open question, what managers decide."""
    rounds = await ctx.store.rounds.latest(channel, LOOKED_AT)
    now = ctx.clock.now()
    posts: list[Post] = [one for one in rounds if not one.is_closed(now) or one.put_right != ASKED_WELL]
    quiz = await ctx.store.live.running_in(channel)
    if quiz is not None:
        lobby = await ctx.store.live.lobby(quiz.id) if quiz.phase is Phase.LOBBY else None
        asked = await ctx.store.rounds.find(quiz.round) if quiz.round else None
        posts += [post for post in (lobby, asked) if post is not None]
    suggested = await ctx.store.own_questions.posts_in(channel)
    return [*posts, *await ctx.store.reports.posts_in(channel), *suggested]
