"""What people are called in front of others."""

from bot.app.context import Context
from bot.domain.ids import PersonId, WorkspaceId
from bot.wording.phrases import SOMEBODY_GONE


async def name_of(ctx: Context, person: PersonId | None, workspace: WorkspaceId) -> str:
    """A person's name in a workspace; words that fit any sentence where nothing is known of them any more."""
    if person is None:
        return SOMEBODY_GONE
    try:
        return await ctx.store.people.name_of(person, workspace)
    except LookupError:
        return SOMEBODY_GONE
