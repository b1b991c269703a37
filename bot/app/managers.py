"""Who manages a workspace, and where they hear of things."""

from dataclasses import replace
from datetime import timedelta

from bot.app import audit
from bot.app.context import Context
from bot.app.names import name_of
from bot.cards import Reply
from bot.commands.managing import ClearInbox, SetInbox, ShowInbox
from bot.domain.audit import Deed
from bot.domain.ids import AnnouncementId, ChannelId, PersonId, WorkspaceId, workspace_of
from bot.domain.people import Actor
from bot.ports.outside import Unreachable
from bot.wording import managing as words

MOST_TOLD = 5
"""Managers who are told of a report in direct messages."""
NOTED_EVERY = timedelta(days=1)


async def note(ctx: Context, actor: Actor) -> None:
    """Remember who acts as a manager, so that there is somebody to tell; forget who no longer may.

    A platform that does not answer takes everybody for a member, so it is asked before anybody is forgotten.
    """
    inbox, now = ctx.store.inbox, ctx.clock.now()
    seen = await inbox.seen(actor.workspace, actor.account)
    if not actor.manager:
        if seen is not None and await _is_none_any_more(ctx, actor):
            await inbox.forget(actor.workspace, actor.account)
    elif seen is None or now - seen >= NOTED_EVERY:
        person = await ctx.store.people.recognise(actor)
        await inbox.note(actor.workspace, actor.account, person, now)


async def _is_none_any_more(ctx: Context, actor: Actor) -> bool:
    try:
        return not await ctx.roster.may_manage(actor.account, actor.workspace)
    except Unreachable:
        return False


async def may_manage(ctx: Context, actor: Actor, workspace: WorkspaceId) -> bool:
    """Whether somebody may manage a workspace, which they may act on from elsewhere. Unreachable."""
    if actor.manager and actor.workspace == workspace:
        return True
    return await ctx.roster.may_manage(actor.account, workspace)


async def person_in(ctx: Context, actor: Actor, workspace: WorkspaceId) -> PersonId:
    """The person behind an actor, who is a member of the workspace, not of the place they act from."""
    known = await ctx.store.people.find(actor.account)
    if known is not None and actor.workspace != workspace:
        return known
    return await ctx.store.people.recognise(replace(actor, channel=ChannelId(f"{workspace}/")))


async def channel_of(ctx: Context, workspace: WorkspaceId) -> ChannelId | None:
    """Where reports are posted, None where they go to direct messages; the config file has the last word."""
    return ctx.file_inboxes.get(workspace) or await ctx.store.inbox.channel_of(workspace)


async def command(ctx: Context, command: ShowInbox | SetInbox | ClearInbox, actor: Actor) -> Reply:
    match command:
        case ShowInbox():
            return await _show(ctx, actor)
        case SetInbox(channel):
            return await _set(ctx, channel, actor)
        case ClearInbox():
            return await _set(ctx, None, actor)


async def _show(ctx: Context, actor: Actor) -> Reply:
    workspace = actor.workspace
    channel = await channel_of(ctx, workspace)
    if channel is not None:
        return Reply(words.inbox_card(channel, actor.channel, await _trouble(ctx, workspace)))
    told = await ctx.store.inbox.managers(workspace, MOST_TOLD)
    return Reply(words.direct_card([await name_of(ctx, person, workspace) for person in told]))


async def _trouble(ctx: Context, workspace: WorkspaceId) -> str:
    """Why the latest open report has not reached the channel; empty where it has, or where there is none."""
    waiting = await ctx.store.reports.open(workspace, limit=100)
    return await ctx.store.outbox.trouble_of(AnnouncementId(waiting[-1].id)) if waiting else ""


async def _set(ctx: Context, channel: ChannelId | None, actor: Actor) -> Reply:
    workspace = actor.workspace
    if workspace in ctx.file_inboxes:
        return Reply(words.inbox_from_file_card(ctx.file_inboxes[workspace]))
    if channel is not None and workspace_of(channel) != workspace:
        return Reply(words.foreign_channel_card())
    await ctx.store.inbox.set_channel(workspace, channel)
    await audit.note(ctx, actor, Deed.INBOX_SET if channel else Deed.INBOX_CLEARED, channel or "")
    return await _show(ctx, actor)
