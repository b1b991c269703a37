"""Who somebody is that another one names."""

from bot.app.context import Context
from bot.domain.ids import NOBODY, Account, PersonId, WorkspaceId, platform_of
from bot.domain.people import Actor
from bot.ports.outside import Refused, Unreachable


def account_of(member: str, actor: Actor) -> Account:
    """Slack's user ids hold within a workspace, Discord's everywhere."""
    platform = platform_of(actor.workspace)
    prefix = f"{actor.workspace}/" if platform == "slack" else f"{platform}:"
    return Account(prefix + member)


async def person_named(ctx: Context, member: str, actor: Actor) -> PersonId | None:
    """A member of the actor's workspace, also one who was never seen before; None where there is none."""
    account = account_of(member, actor)
    known = await member_of(ctx, account, actor.workspace)
    if known is not None:
        return known
    try:
        name = await ctx.groups.name_of(actor.workspace, account)
    except (Refused, Unreachable):
        return None
    return await ctx.store.people.recognise(Actor(account, name, actor.channel))


async def member_of(ctx: Context, account: Account, workspace: WorkspaceId) -> PersonId | None:
    """Somebody who was seen in a workspace; an account may belong to several of them, and to others only."""
    known = await ctx.store.people.find(account)
    return known if known is not None and await ctx.store.people.names(workspace, [known]) else None


async def reader_of(ctx: Context, actor: Actor) -> PersonId:
    """Who looks at something; whoever has done nothing yet stays NOBODY, since looking leaves no trace."""
    return await ctx.store.people.find(actor.account) or NOBODY
