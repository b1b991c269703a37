"""Names the author of a workspace's own question wherever the question is shown."""

from bot.app.context import Context
from bot.cards import Card
from bot.domain.ids import QuestionId, WorkspaceId
from bot.wording.suggestions import credited


async def with_credit(ctx: Context, card: Card, id_: QuestionId, workspace: WorkspaceId) -> Card:
    author = ctx.packs.author_of(workspace, id_)
    if author is None or ctx.banks.current.find(id_):
        return card
    return credited(card, await ctx.store.people.name_of(author, workspace))
