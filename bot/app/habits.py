"""How a person repeats: how sure they want to be, and when they are reminded."""

from datetime import time, tzinfo
from zoneinfo import ZoneInfo

from bot.app.context import Context
from bot.cards import Reply
from bot.commands import RemindMe, SetRetention, StopReminding
from bot.domain.ids import PersonId, WorkspaceId
from bot.domain.people import Actor
from bot.domain.review import Reminder, ReviewSettings, next_reminder
from bot.domain.schedule_text import read_times, read_zone
from bot.wording import reviews as words
from bot.wording.replies import refused


async def change(
    ctx: Context, command: SetRetention | RemindMe | StopReminding, person: PersonId, actor: Actor
) -> Reply:
    match command:
        case SetRetention(percent):
            return await _retain(ctx, person, percent)
        case RemindMe():
            return await _remind_at(ctx, person, command, actor)
        case StopReminding():
            return await stop(ctx, person)


async def _retain(ctx: Context, person: PersonId, percent: int) -> Reply:
    try:
        share = ReviewSettings(retention=percent / 100).retention
    except ValueError as problem:
        return Reply(refused("That cannot be", str(problem)))
    await ctx.store.habits.set_retention(person, share)
    return Reply(words.retention_card(percent))


async def _remind_at(ctx: Context, person: PersonId, command: RemindMe, actor: Actor) -> Reply:
    settings = await ctx.store.habits.of(person)
    try:
        at = _one_time(command.at)
        zone = read_zone(command.zone) if command.zone else _zone(ctx, settings, actor.workspace)
    except ValueError as problem:
        return Reply(refused("That reminder cannot be", str(problem)))
    reminder = Reminder(at=at, zone=zone, account=actor.account, workspace=actor.workspace)
    following = next_reminder(at, zone, ctx.clock.now())
    await ctx.store.habits.set_reminder(person, reminder, following)
    return Reply(words.reminder_card(at, zone, following))


def _one_time(text: str) -> time:
    times = read_times(text)
    if len(times) > 1:
        raise ValueError("There is one reminder a day at most; write one time, such as 18:30.")
    return times[0]


def zone_for(ctx: Context, settings: ReviewSettings, workspace: WorkspaceId) -> tzinfo:
    """The zone a person named for their reminder, else their workspace's."""
    return settings.reminder.zone if settings.reminder else ctx.zone_of(workspace)


def _zone(ctx: Context, settings: ReviewSettings, workspace: WorkspaceId) -> ZoneInfo:
    zone = zone_for(ctx, settings, workspace)
    if not isinstance(zone, ZoneInfo):
        raise ValueError("Name a time zone, such as Europe/Berlin.")
    return zone


async def stop(ctx: Context, person: PersonId) -> Reply:
    was_on = await ctx.store.habits.stop_reminder(person)
    return Reply(words.no_reminders_card(was_on), replaces=True)


async def last_word(ctx: Context, person: PersonId) -> str:
    """What a person has to hear once: that their reminder was ended, and why."""
    why = await ctx.store.habits.take_last_word(person)
    return words.stopped_note(why) if why else ""
