"""What a person may practise on now."""

from bot.app.context import Context
from bot.domain.ids import PersonId, WorkspaceId
from bot.domain.question import Filter, Question


async def practicable(
    ctx: Context, wanted: Filter, person: PersonId, workspace: WorkspaceId
) -> list[Question]:
    """What is wanted, but nothing that a channel is being asked for points: practice would give it away."""
    asked = await ctx.store.rounds.being_asked(person, ctx.clock.now())
    return [question for question in wanted.choose_from(ctx.bank_of(workspace)) if question.id not in asked]


async def choices(ctx: Context, wanted: Filter, person: PersonId, workspace: WorkspaceId) -> list[Question]:
    """Those among them that a quiz can ask, which have options."""
    return [q for q in await practicable(ctx, wanted, person, workspace) if not q.is_open]


async def interviewable(
    ctx: Context, wanted: Filter, person: PersonId, workspace: WorkspaceId
) -> list[Question]:
    """Those that an interview can ask, where people tick key points; imported questions may have none."""
    return [q for q in await practicable(ctx, wanted, person, workspace) if q.key_points]
