"""Look a question up, read the bank anew, complete what somebody types."""

from collections.abc import Sequence
from dataclasses import replace
from difflib import get_close_matches

from bot.app import audit
from bot.app.context import Context
from bot.app.credits import with_credit
from bot.cards import Reply
from bot.commands import ReloadBank, ShowQuestion
from bot.domain.audit import Deed
from bot.domain.bank import Bank
from bot.domain.ids import QuestionId, TopicId, WorkspaceId
from bot.domain.own_questions import State
from bot.domain.people import Actor
from bot.richtext.parse import parse
from bot.richtext.plain import plain
from bot.wording import replies
from bot.wording.answers import question_page
from bot.wording.own_packs import own_buttons

MOST_SUGGESTIONS = 25  # what Discord shows
LONGEST_LABEL = 100  # what Discord takes


async def command(ctx: Context, command: ShowQuestion | ReloadBank, actor: Actor) -> Reply:
    match command:
        case ShowQuestion(id_):
            return await show(ctx, id_, actor.workspace)
        case ReloadBank():
            return await reload(ctx, actor)


async def show(ctx: Context, id_: QuestionId, workspace: WorkspaceId, page: int = 0) -> Reply:
    """Everything about a question, also about one that is no longer asked here."""
    bank = ctx.bank_of(workspace)
    question = bank.kept.get(id_)
    if question is None:
        return Reply(replies.unknown_question_card(id_, near(bank, id_)))
    card = await with_credit(ctx, question_page(question, page), id_, workspace)
    own = await ctx.store.own_questions.find(workspace, id_) if id_ not in ctx.banks.current.kept else None
    if own is not None and own.state is State.APPROVED:
        card = replace(card, buttons=(*card.buttons, *own_buttons(own)))
    return Reply(card, replaces=page > 0)


async def reload(ctx: Context, actor: Actor) -> Reply:
    errors = await ctx.banks.reload()
    if not errors:
        await audit.note(ctx, actor, Deed.BANK_RELOADED)
    return Reply(replies.reloaded_card(len(ctx.banks.current), errors))


def near(bank: Bank, id_: str) -> Sequence[str]:
    return get_close_matches(id_.lower(), [question.id for question in bank], n=3)


def complete_questions(bank: Bank, typed: str) -> Sequence[tuple[QuestionId, str]]:
    """Questions whose id or prompt holds every word typed so far."""
    words = typed.lower().split()
    fits = (q for q in bank if all(word in q.id or word in q.prompt.lower() for word in words))
    return [(q.id, _label(q.id, q.prompt)) for q, _ in zip(fits, range(MOST_SUGGESTIONS), strict=False)]


def _label(id_: str, prompt: str) -> str:
    label = f"{id_}: {' '.join(plain(parse(prompt)).split())}"
    return label if len(label) <= LONGEST_LABEL else label[: LONGEST_LABEL - 1].rstrip() + "…"


def complete_topics(bank: Bank, typed: str) -> Sequence[tuple[TopicId, str]]:
    words = typed.lower().split()
    return [
        (topic, title)
        for topic, title in bank.topics.items()
        if all(word in topic or word in title.lower() for word in words)
    ][:MOST_SUGGESTIONS]
