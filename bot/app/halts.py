"""Let a schedule ask again that stopped because its questions could not be posted."""

from dataclasses import replace

from bot.app import audit, managers
from bot.app.context import Context
from bot.cards import Reply
from bot.domain.audit import Deed
from bot.domain.ids import PersonId, workspace_of
from bot.domain.occurrences import next_occurrences
from bot.domain.people import Actor
from bot.domain.schedule import Schedule
from bot.domain.trouble import Halt
from bot.presses.managing import ResumeHalted
from bot.wording import replies
from bot.wording import schedules as words
from bot.wording.troubles import asks_again_card


async def press(ctx: Context, press: ResumeHalted, actor: Actor) -> Reply:
    """Buttons reach us from channels, direct messages and other workspaces: the schedule's own one counts."""
    schedule = next((one for one in await ctx.schedules() if one.id == press.schedule), None)
    if schedule is None:
        return Reply(asks_again_card(press.schedule), replaces=True)
    workspace = workspace_of(schedule.channel)
    if not await managers.may_manage(ctx, actor, workspace):
        return Reply(replies.managers_only_card())
    halt = (await ctx.store.troubles.halts()).get(schedule.id)
    if halt is None or halt.id != press.halt:
        return Reply(asks_again_card(press.schedule), replaces=True)
    by = await managers.person_in(ctx, actor, workspace)
    return replace(await resume(ctx, schedule, halt, by, actor), replaces=True)


async def resume(ctx: Context, schedule: Schedule, halt: Halt, by: PersonId, actor: Actor) -> Reply:
    """Also where the config file keeps the schedule: that it stopped is not in the file."""
    now = ctx.clock.now()
    if await ctx.store.troubles.resume(halt, now):
        await audit.note_for(ctx, by, halt.workspace, Deed.SCHEDULE_CHANGED, schedule.id, "resumed")
    if schedule.paused and not schedule.from_file:
        schedule = replace(schedule, paused=False)
        await ctx.store.schedules.save(schedule)
    ahead = next_occurrences(schedule, now, words.AHEAD)
    return Reply(words.changed_card("resumed", schedule, ahead, actor.channel))
