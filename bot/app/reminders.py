"""Tell people in private that something waits for them, at most once on each of their days."""

from datetime import timedelta

import structlog

from bot.app import review
from bot.app.context import Context
from bot.domain.review import is_time, local_day, next_reminder
from bot.ports.outside import Refused, Unreachable
from bot.ports.records import DueReminder
from bot.wording.reviews import due_card

AT_ONCE = 50  # people told in one look; the others have their turn in the next
TRY_AGAIN = timedelta(minutes=5)

log = structlog.get_logger()


async def remind(ctx: Context) -> None:
    """Safe to repeat and to interrupt: a day is claimed in the database before anything is sent."""
    for due in await ctx.store.habits.due(ctx.clock.now(), AT_ONCE):
        await _remind(ctx, due)


async def _remind(ctx: Context, due: DueReminder) -> None:
    now, reminder = ctx.clock.now(), due.reminder
    day = local_day(now, reminder.zone)
    following = next_reminder(reminder.at, reminder.zone, now)
    if not is_time(reminder.at, reminder.zone, now):
        # yesterday's is late, and must not take the place of today's
        await ctx.store.habits.put_off(due, following)
        return
    if not await ctx.store.habits.claim(due, day, following):
        return
    waiting = await review.waiting(ctx, due.person, reminder.workspace)
    if not waiting:
        return
    try:
        await ctx.tellers.tell(reminder.account, due_card(waiting, reminder.workspace))
    except Refused as refusal:
        log.info("reminder ended", person=due.person, why=str(refusal))
        await ctx.store.habits.stop_reminder(due.person, why=str(refusal), only=reminder)
    except Unreachable as failure:
        outcome = "reminder unknown" if failure.uncertain else "reminder not sent"
        log.warning(outcome, person=due.person, why=str(failure))
        if not failure.uncertain:  # one that may have arrived is not sent again
            wait = max(TRY_AGAIN, timedelta(seconds=failure.wait or 0))
            await ctx.store.habits.put_off(due, now + wait, give_back=day)
