"""One look at the clock: ask what is due, close what has run out, deliver what waits."""

from datetime import datetime, timedelta

import structlog

from bot.app.ask import ask_by_schedule
from bot.app.context import Context
from bot.app.postman import Postman
from bot.domain.catch_up import decide
from bot.domain.occurrences import occurrences
from bot.domain.schedule import Occurrence, Schedule

MARK_EVERY = timedelta(minutes=1)
"""A look that finds nothing due is kept this often: what it would find again is claimed already."""

log = structlog.get_logger()


async def tick(ctx: Context, postman: Postman) -> None:
    """Safe to repeat and to interrupt: slots are claimed in the database, posts leave by the outbox."""
    now = ctx.clock.now()
    await _ask_due(ctx, now)
    for round_ in await ctx.store.rounds.due_to_close(now):
        await ctx.store.outbox.enqueue_close(round_.id, now)
    await postman.deliver_due()


async def _ask_due(ctx: Context, now: datetime) -> None:
    schedules = await ctx.schedules()
    if not schedules:
        return
    seen = await ctx.store.schedules.looked_until([schedule.id for schedule in schedules])
    due = [
        (schedule, occurrence)
        for schedule in schedules
        for occurrence in occurrences(schedule, seen.get(schedule.id, now), now)
    ]
    halts = await ctx.store.troubles.halts() if due else {}
    asking = [each for each in due if not each[0].paused and each[0].id not in halts]
    await _settle(ctx, asking, now)
    passed = {schedule.id for schedule, _ in due}
    marks = {s.id: now for s in schedules if s.id in passed or _is_stale(seen.get(s.id), now)}
    if marks:
        await ctx.store.schedules.set_looked_until(marks)


def _is_stale(mark: datetime | None, now: datetime) -> bool:
    """True for a mark that is missing, old, or ahead of a clock that has been put back."""
    return mark is None or abs(now - mark) >= MARK_EVERY


async def _settle(ctx: Context, due: list[tuple[Schedule, Occurrence]], now: datetime) -> None:
    if not due:
        return
    decision = decide(due, now, ctx.catch_up)
    for schedule, occurrence, reason in decision.skip:
        if await ctx.store.schedules.skip(occurrence, schedule.channel, reason, now):
            log.warning("question skipped", schedule=schedule.id, slot=str(occurrence.slot), why=reason)
    for schedule, occurrence in decision.ask:
        await ask_by_schedule(ctx, schedule, occurrence)
