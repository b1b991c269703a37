"""Competitions as people name them."""

from collections.abc import Collection, Sequence

from bot.app.context import Context
from bot.cards import Reply
from bot.domain.contest import Contest, State
from bot.domain.ids import WorkspaceId
from bot.domain.people import Actor
from bot.wording import contests as words
from bot.wording.contest_rules import title_of

GOING_ON = (State.PLANNED, State.RUNNING)
FIRST_SHOWN = (State.RUNNING, State.PLANNED, State.ENDED, State.CANCELLED)


async def known(ctx: Context, workspace: WorkspaceId, states: Collection[State]) -> Sequence[Contest]:
    return [c for c in await ctx.store.contests.of_workspace(workspace) if c.state in states]


async def named(
    ctx: Context, name: str, actor: Actor, states: Collection[State] = FIRST_SHOWN
) -> Contest | None:
    """By its name or the beginning of it; one that runs before the others, of each the latest."""
    there = await known(ctx, actor.workspace, states)
    by_state = sorted(there, key=lambda contest: FIRST_SHOWN.index(contest.state))
    typed = " ".join(name.split()).casefold()
    exact = [c for c in by_state if typed in (c.name.casefold(), title_of(c).casefold())]
    return next(iter(exact or [c for c in by_state if typed and c.name.casefold().startswith(typed)]), None)


async def lost(ctx: Context, name: str, actor: Actor) -> Reply:
    return Reply(words.unknown_card(name, await known(ctx, actor.workspace, FIRST_SHOWN)))
