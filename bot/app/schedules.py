"""Make, list, change and preview a workspace's schedules."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from bot.app import audit, halts
from bot.app.context import Context
from bot.app.schedule_fields import Unreadable, changed, made
from bot.cards import Reply
from bot.commands import (
    AddSchedule,
    EditSchedule,
    ListSchedules,
    PauseSchedule,
    PreviewSchedule,
    RemoveSchedule,
    ResumeSchedule,
    ScheduleCommand,
    SkipDate,
)
from bot.domain.audit import Deed
from bot.domain.ids import ScheduleId, WorkspaceId, workspace_of
from bot.domain.occurrences import next_occurrences
from bot.domain.people import Actor
from bot.domain.schedule import Occurrence, Schedule
from bot.domain.schedule_text import read_dates
from bot.wording import schedules as words

Change = EditSchedule | PauseSchedule | ResumeSchedule | SkipDate | RemoveSchedule


async def command(ctx: Context, command: ScheduleCommand, actor: Actor) -> Reply:
    match command:
        case AddSchedule():
            return await add(ctx, command, actor)
        case ListSchedules() | PreviewSchedule():
            return await show(ctx, command, actor)
        case EditSchedule() | PauseSchedule() | ResumeSchedule() | SkipDate() | RemoveSchedule():
            return await change(ctx, command, actor)


async def of_workspace(ctx: Context, workspace: WorkspaceId) -> Sequence[Schedule]:
    return [s for s in await ctx.schedules() if workspace_of(s.channel) == workspace]


async def show(ctx: Context, command: ListSchedules | PreviewSchedule, actor: Actor) -> Reply:
    known = await of_workspace(ctx, actor.workspace)
    stopped = await ctx.store.troubles.halts()
    match command:
        case ListSchedules():
            zone = ctx.zone_of(actor.workspace)
            return Reply(words.list_card(known, stopped, actor.channel, zone, for_manager=actor.manager))
        case PreviewSchedule(name):
            wanted = [s for s in known if name is None or s.id == name]
            if name is not None and not wanted:
                return Reply(words.unknown_card(name, [s.id for s in known]))
            return Reply(words.preview_card([(s, _ahead(ctx, s)) for s in wanted], stopped))


def _ahead(ctx: Context, schedule: Schedule) -> Sequence[Occurrence]:
    return next_occurrences(schedule, ctx.clock.now(), words.AHEAD)


async def add(ctx: Context, command: AddSchedule, actor: Actor) -> Reply:
    taken = {schedule.id for schedule in await ctx.schedules()}
    channel = command.channel or actor.channel
    if workspace_of(channel) != actor.workspace:
        return Reply(words.invalid_card(["The channel belongs to another workspace."]))
    try:
        schedule = made(ctx, command.name, channel, command.fields, taken)
    except Unreadable as problems:
        return Reply(words.invalid_card(problems.sentences))
    await ctx.store.schedules.save(schedule)
    await audit.note(ctx, actor, Deed.SCHEDULE_ADDED, schedule.id)
    return Reply(words.changed_card("added", schedule, _ahead(ctx, schedule), actor.channel))


async def change(ctx: Context, command: Change, actor: Actor) -> Reply:
    """Find the schedule the command names, and change it unless the config file keeps it."""
    known = {s.id: s for s in await of_workspace(ctx, actor.workspace)}
    schedule = known.get(ScheduleId(command.name))
    if schedule is None:
        return Reply(words.unknown_card(command.name, list(known)))
    halt = (await ctx.store.troubles.halts()).get(schedule.id)
    if halt is not None and isinstance(command, ResumeSchedule):
        return await halts.resume(ctx, schedule, halt, await ctx.store.people.recognise(actor), actor)
    if schedule.from_file:
        return Reply(words.from_file_card(schedule))
    match command:
        case EditSchedule(fields=fields):
            return await _save(ctx, actor, "changed", lambda: changed(ctx, schedule, fields))
        case PauseSchedule():
            return await _save(ctx, actor, "paused", lambda: replace(schedule, paused=True))
        case ResumeSchedule():
            return await _save(ctx, actor, "resumed", lambda: replace(schedule, paused=False))
        case SkipDate(date=text):
            return await _skip(ctx, actor, schedule, text)
        case RemoveSchedule():
            await ctx.store.schedules.remove(schedule.id)
            await audit.note(ctx, actor, Deed.SCHEDULE_REMOVED, schedule.id)
            return Reply(words.removed_card(schedule))


async def _save(ctx: Context, actor: Actor, what: str, make: Callable[[], Schedule]) -> Reply:
    try:
        schedule = make()
    except Unreadable as problems:
        return Reply(words.invalid_card(problems.sentences))
    await ctx.store.schedules.save(schedule)
    await audit.note(ctx, actor, Deed.SCHEDULE_CHANGED, schedule.id, what)
    halt = (await ctx.store.troubles.halts()).get(schedule.id)
    return Reply(words.changed_card(what, schedule, _ahead(ctx, schedule), actor.channel, halt))


async def _skip(ctx: Context, actor: Actor, schedule: Schedule, text: str | None) -> Reply:
    """Leave out the dates that were typed, or the next one the schedule would ask on."""
    try:
        days = read_dates(text) if text else _next_day(ctx, schedule)
    except ValueError as problem:
        return Reply(words.invalid_card([str(problem)]))
    if not days:
        return Reply(words.invalid_card(["There is no next time to leave out."]))
    await ctx.store.schedules.save(replace(schedule, skip_dates=schedule.skip_dates | days))
    await audit.note(ctx, actor, Deed.SCHEDULE_CHANGED, schedule.id, "skipped")
    return Reply(words.skipped_card(schedule, days))


def _next_day(ctx: Context, schedule: Schedule) -> frozenset[date]:
    return frozenset(occurrence.slot.day for occurrence in _ahead(ctx, schedule)[:1])
