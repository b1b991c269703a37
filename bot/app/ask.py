"""Put a question to a channel: pick it, claim the slot, leave the post to the outbox."""

from datetime import datetime, timedelta

from bot.app.context import Context
from bot.app.leagues import question_for
from bot.domain.ids import ChannelId, RoundId, workspace_of
from bot.domain.picking import pick, shuffled
from bot.domain.question import EVERYTHING, Filter, Question
from bot.domain.round import Round, RoundKind
from bot.domain.schedule import Occurrence, Schedule


async def ask_by_schedule(ctx: Context, schedule: Schedule, occurrence: Occurrence) -> Round | None:
    """The round, or None if the slot was taken already; an empty pool takes the slot as skipped."""
    now = ctx.clock.now()
    question = await question_for(ctx, schedule, occurrence.slot.day)
    question = question or await _choose(ctx, schedule.channel, schedule.filter)
    if question is None:
        reason = "the bank holds no question that this schedule's filters admit"
        await ctx.store.schedules.skip(occurrence, schedule.channel, reason, now)
        return None
    round_ = Round(
        id=RoundId(ctx.new_id()),
        kind=RoundKind.DAILY,
        channel=schedule.channel,
        question=shuffled(question, ctx.chance),
        opened_at=now,
        day=occurrence.slot.day,
        closes_at=_closing_time(now, schedule.open_for),
        reveal=schedule.reveal,
        mention=schedule.mention,
        thread=schedule.thread,
    )
    claimed = await ctx.store.rounds.claim(round_, occurrence.slot, occurrence.at)
    return round_ if claimed else None


def _closing_time(now: datetime, open_for: timedelta | None) -> datetime | None:
    return None if open_for is None else now + open_for


async def _choose(ctx: Context, channel: ChannelId, wanted: Filter = EVERYTHING) -> Question | None:
    history = await ctx.store.rounds.history(channel)
    return pick(wanted.choose_from(ctx.bank_of(workspace_of(channel))), history, ctx.chance)


async def ask_now(
    ctx: Context,
    channel: ChannelId,
    question: Question | None = None,
    kind: RoundKind = RoundKind.ASKED,
) -> Round | None:
    """Ask a channel outside its schedules; without a question, the one whose turn it is."""
    question = question or await _choose(ctx, channel)
    if question is None:
        return None
    now = ctx.clock.now()
    round_ = Round(
        id=RoundId(ctx.new_id()),
        kind=kind,
        channel=channel,
        question=shuffled(question, ctx.chance),
        opened_at=now,
        day=ctx.day_of(now, workspace_of(channel)),
    )
    await ctx.store.rounds.claim(round_)
    return round_


async def ask_if_quiet(ctx: Context, channel: ChannelId) -> None:
    """Give a channel without an open question its question of the day at once."""
    latest = await ctx.store.rounds.latest(channel, limit=1)
    if not latest or latest[0].is_closed(ctx.clock.now()):
        await ask_now(ctx, channel, kind=RoundKind.DAILY)
