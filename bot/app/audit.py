"""The audit log: who did what, when and why."""

from dataclasses import replace

from bot.app.context import Context
from bot.app.names import name_of
from bot.cards import Reply
from bot.domain.audit import ABOUT_PEOPLE, AuditEntry, Deed
from bot.domain.ids import PersonId, WorkspaceId
from bot.domain.people import Actor
from bot.wording.managing import audit_card


async def note(ctx: Context, actor: Actor, deed: Deed, subject: str = "", reason: str = "") -> None:
    """Keep what somebody has just done in the workspace in which they act."""
    await note_for(ctx, await ctx.store.people.recognise(actor), actor.workspace, deed, subject, reason)


async def note_for(
    ctx: Context, by: PersonId, workspace: WorkspaceId, deed: Deed, subject: str = "", reason: str = ""
) -> None:
    """The same for somebody who acts from elsewhere."""
    entry = AuditEntry(deed=deed, subject=subject, reason=reason, by=by, at=ctx.clock.now())
    await ctx.store.audit.add(workspace, entry)


async def show(ctx: Context, page: int, actor: Actor, replaces: bool = False) -> Reply:
    """A page of the actor's own workspace."""
    page = max(page, 1)
    entries, has_older = await ctx.store.audit.page(actor.workspace, page)
    named = [
        (await _named(ctx, entry, actor.workspace), await name_of(ctx, entry.by, actor.workspace))
        for entry in entries
    ]
    return Reply(audit_card(named, page, has_older, ctx.zone_of(actor.workspace)), replaces)


async def _named(ctx: Context, entry: AuditEntry, workspace: WorkspaceId) -> AuditEntry:
    """With a name in place of a person's number."""
    if entry.deed not in ABOUT_PEOPLE:
        return entry
    return replace(entry, subject=await name_of(ctx, PersonId(int(entry.subject)), workspace))
