"""A post as it stands in its channel right now, and a channel as a whole."""

from collections.abc import Sequence

from bot.app import board, live_cards, stats
from bot.app.announce import announcement_card
from bot.app.context import Context
from bot.app.credits import with_credit
from bot.cards import Card
from bot.commands import Leaderboard, Stats
from bot.domain.announcement import Announcement, Post, PostId
from bot.domain.ids import ChannelId, workspace_of
from bot.domain.people import Actor
from bot.domain.round import Round, RoundKind
from bot.wording.rounds import closed_card, open_card


async def card_of(ctx: Context, post: Post) -> Card:
    """What a post shows now."""
    match post:
        case Round(kind=RoundKind.LIVE):
            return await live_cards.round_card(ctx, post)
        case Round():
            return await _round_card(ctx, post)
        case Announcement():
            return await announcement_card(ctx, post)


async def _round_card(ctx: Context, round_: Round) -> Card:
    """The question while it is open, the results once it is closed."""
    result = await ctx.store.rounds.result(round_.id)
    topic = ctx.bank_of(round_.workspace).title_of(round_.question.topic)
    if round_.is_closed(ctx.clock.now()):
        card = closed_card(round_, topic, result)
    else:
        card = open_card(round_, topic, result.answered, ctx.zone_for(round_.channel))
    return await with_credit(ctx, card, round_.question.id, round_.workspace)


async def timeline(ctx: Context, channel: ChannelId, limit: int) -> Sequence[tuple[PostId, Card]]:
    """The newest posts, oldest first; before them what is still open, however much came after it."""
    rounds = await ctx.store.rounds.latest(channel, limit)
    raced = await ctx.store.rounds.latest_live(channel, limit)
    announced = await ctx.store.announcements.latest(channel, limit)
    newest_first: list[Post] = [*rounds, *raced, *announced]
    posts = sorted(reversed(newest_first), key=lambda post: post.opened_at)
    now = ctx.clock.now()
    still_open = [post for post in posts[:-limit] if isinstance(post, Round) and not post.is_closed(now)]
    return [(post.id, await card_of(ctx, post)) for post in (*still_open, *posts[-limit:])]


async def home(ctx: Context, actor: Actor) -> Sequence[Card]:
    """The latest question of each scheduled channel of the workspace, one's numbers, the board."""
    channels = {schedule.channel for schedule in await ctx.schedules()}
    cards: list[Card] = []
    for channel in sorted(channels):
        if workspace_of(channel) == actor.workspace:
            cards += [await card_of(ctx, round_) for round_ in await ctx.store.rounds.latest(channel, 1)]
    numbers = await stats.show(ctx, Stats(), actor)
    standings = await board.leaderboard(ctx, Leaderboard(), actor)
    return [*cards, numbers.card, standings.card]
