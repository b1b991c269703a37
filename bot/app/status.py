"""How the bot itself is, for the managers of a workspace."""

from bot.app.context import Context
from bot.app.schedules import of_workspace
from bot.cards import Reply
from bot.domain.occurrences import next_occurrences
from bot.domain.people import Actor
from bot.domain.schedule import Schedule
from bot.ports.overview import LatestSlot
from bot.wording import status as words

FAILURES = 5  # the latest


async def show(ctx: Context, actor: Actor) -> Reply:
    """Of the outbox and the schedules, those of the actor's own workspace."""
    here, overview = actor.workspace, ctx.store.overview
    known = await of_workspace(ctx, here)
    latest = await overview.latest_slots([schedule.id for schedule in known])
    stands = words.Status(
        now=ctx.clock.now(),
        zone=ctx.zone_of(here),
        vitals=ctx.vitals(),
        waiting=await overview.waiting(here),
        failed=await overview.failed(here, FAILURES),
        schedules=[_stands(ctx, schedule, latest.get(schedule.id)) for schedule in known],
        questions=len(ctx.bank_of(here)),
    )
    return Reply(words.status_card(stands))


def _stands(ctx: Context, schedule: Schedule, latest: LatestSlot | None) -> words.Standing:
    ahead = next_occurrences(schedule, ctx.clock.now(), 1)
    return words.Standing(schedule, ahead[0].at if ahead else None, latest)
