"""How a question went in a workspace: who chose what, how hard it is, whether it looks wrong."""

from collections.abc import Sequence

from bot.app.context import Context
from bot.app.questions import near
from bot.cards import Card, Reply
from bot.commands import HardQuestions, QuestionStats
from bot.domain.ids import QuestionId, WorkspaceId
from bot.domain.item_statistics import LEAST_ON_HARD, ItemStatistics, item_statistics
from bot.domain.people import Actor
from bot.wording import items as words
from bot.wording.replies import unknown_question_card

HARDEST = 10


async def command(ctx: Context, command: QuestionStats | HardQuestions, actor: Actor) -> Reply:
    match command:
        case QuestionStats(id_):
            bank = ctx.bank_of(actor.workspace)
            if id_ not in bank.kept:
                return Reply(unknown_question_card(id_, near(bank, id_)))
            return Reply(await item_card(ctx, id_, actor.workspace))
        case HardQuestions():
            return await _hardest(ctx, actor)


async def statistics_of(ctx: Context, id_: QuestionId, workspace: WorkspaceId) -> ItemStatistics:
    return item_statistics(await ctx.store.items.responses(workspace, id_, ctx.clock.now()))


async def item_card(ctx: Context, id_: QuestionId, workspace: WorkspaceId) -> Card:
    question, found = ctx.bank_of(workspace).kept.get(id_), await statistics_of(ctx, id_, workspace)
    return words.item_card(id_, question, await ctx.store.rulings.accepted(workspace, id_), found)


async def _hardest(ctx: Context, actor: Actor) -> Reply:
    """For everybody, so it tells of rounds only that are closed, and of no question that is open again."""
    difficulties = await ctx.store.items.difficulties(actor.workspace, ctx.clock.now())
    asked = [one for one in difficulties if one.answered >= LEAST_ON_HARD]
    hardest = sorted(asked, key=lambda one: (one.right / one.answered, -one.answered, one.question))[:HARDEST]
    odd = await _odd(ctx, [one.question for one in hardest], actor.workspace) if actor.manager else ()
    bank = ctx.bank_of(actor.workspace)
    return Reply(words.hard_card([(one, bank.kept.get(one.question)) for one in hardest], odd))


async def _odd(ctx: Context, questions: Sequence[QuestionId], workspace: WorkspaceId) -> Sequence[QuestionId]:
    return [id_ for id_ in questions if (await statistics_of(ctx, id_, workspace)).preferred]
