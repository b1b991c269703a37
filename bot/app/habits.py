"""How a person repeats: how sure they want to be, and when they are reminded."""

from dataclasses import replace
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
    settings = await ctx.store.habits.of(person)
    match command:
        case SetRetention(percent):
            return await _retain(ctx, person, settings, percent)
        case RemindMe():
            return await _remind_at(ctx, person, settings, command, actor)
        case StopReminding():
            return await stop(ctx, person)


async def _retain(ctx: Context, person: PersonId, settings: ReviewSettings, percent: int) -> Reply:
    try:
        settings = replace(settings, retention=percent / 100)
    except ValueError as problem:
        return Reply(refused("That cannot be", str(problem)))
    await _save(ctx, person, settings)
    return Reply(words.retention_card(percent))


async def _remind_at(
    ctx: Context, person: PersonId, settings: ReviewSettings, command: RemindMe, actor: Actor
) -> Reply:
    try:
        at = _one_time(command.at)
        zone = read_zone(command.zone) if command.zone else _zone(ctx, settings, actor.workspace)
    except ValueError as problem:
        return Reply(refused("That reminder cannot be", str(problem)))
    reminder = Reminder(at=at, zone=zone, account=actor.account, workspace=actor.workspace)
    await _save(ctx, person, replace(settings, reminder=reminder, stopped=""))
    return Reply(words.reminder_card(at, zone, next_reminder(at, zone, ctx.clock.now())))


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
    settings = await ctx.store.habits.of(person)
    await _save(ctx, person, replace(settings, reminder=None, stopped=""))
    return Reply(words.no_reminders_card(was_on=settings.reminder is not None), replaces=True)


async def give_up(ctx: Context, person: PersonId, why: str) -> None:
    """End a reminder that its platform will not deliver, and keep why until the person comes by."""
    settings = await ctx.store.habits.of(person)
    await _save(ctx, person, replace(settings, reminder=None, stopped=why))


async def last_word(ctx: Context, person: PersonId) -> str:
    """What a person has to hear once: that their reminder was ended, and why."""
    settings = await ctx.store.habits.of(person)
    if not settings.stopped:
        return ""
    await _save(ctx, person, replace(settings, stopped=""))
    return words.stopped_note(settings.stopped)


async def _save(ctx: Context, person: PersonId, settings: ReviewSettings) -> None:
    reminder = settings.reminder
    following = next_reminder(reminder.at, reminder.zone, ctx.clock.now()) if reminder else None
    await ctx.store.habits.save(person, settings, following)
