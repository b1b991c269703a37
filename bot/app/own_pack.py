"""What managers do about their workspace's own questions, and about which questions are asked there."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace

from bot.app import audit
from bot.app.context import Context
from bot.app.names import name_of
from bot.app.questions import near
from bot.bank_lint.flaws import item_flaws
from bot.cards import Card, Reply
from bot.commands import ExportPack, HideQuestion, ListSuggestions, UnhideQuestion
from bot.domain.audit import Deed
from bot.domain.ids import PersonId, QuestionId
from bot.domain.own_questions import OwnQuestion, State
from bot.domain.people import Actor
from bot.domain.question import Question
from bot.domain.suggestion_text import Unreadable, missing, read
from bot.wording import own_packs as words
from bot.wording.phrases import moment
from bot.wording.replies import unknown_question_card
from bot.wording.suggestions import lost_card

DEEDS: Mapping[State, Deed] = {
    State.APPROVED: Deed.SUGGESTION_APPROVED,
    State.DECLINED: Deed.SUGGESTION_DECLINED,
    State.REMOVED: Deed.OWN_QUESTION_REMOVED,
}


async def command(
    ctx: Context, command: ListSuggestions | HideQuestion | UnhideQuestion | ExportPack, actor: Actor
) -> Reply:
    match command:
        case ListSuggestions():
            return await _list(ctx, actor)
        case HideQuestion(id_):
            return await _hide(ctx, id_, actor)
        case UnhideQuestion(id_):
            return await _unhide(ctx, id_, actor)
        case ExportPack():
            return await _export(ctx, actor)


async def _list(ctx: Context, actor: Actor) -> Reply:
    store, workspace = ctx.store, actor.workspace
    waiting = await store.own_questions.listed(workspace, State.SUGGESTED)
    unanswered = await store.own_questions.listed(workspace, State.UNANSWERED)
    in_pack = await store.own_questions.listed(workspace, State.APPROVED)
    every = [*waiting, *unanswered]
    authors = [await store.people.name_of(own.author, workspace) for own in every[: words.LISTED]]
    return Reply(words.list_card(every, authors, len(in_pack)))


async def post_card(ctx: Context, own: OwnQuestion) -> Card:
    """What the managers' channel shows of a question: what can be decided, later what was."""
    card = await manager_card(ctx, own)
    if own.decided_at is None:
        return card
    by = await name_of(ctx, own.decided_by, own.workspace)
    return words.settled(card, by, moment(own.decided_at, ctx.zone_of(own.workspace)))


async def manager_card(ctx: Context, own: OwnQuestion, page: int = 0) -> Card:
    """A question of the workspace's own with what managers can do about it."""
    author = await ctx.store.people.name_of(own.author, own.workspace)
    topic = ctx.bank_of(own.workspace).title_of(own.written.topic)
    problems = await problems_of(ctx, own)
    hints = tuple(item_flaws(own.question)) if own.question and not problems else ()
    scrutiny = words.Scrutiny(author, topic, problems, hints)
    return words.suggestion_card(own, scrutiny, page)


async def problems_of(ctx: Context, own: OwnQuestion) -> tuple[str, ...]:
    """What keeps the text as it is written out of the pack; empty where nothing does."""
    if own.is_imported and own.question is not None:
        return ()
    try:
        question = read(own.written, own.id)
    except Unreadable as problem:
        return problem.sentences
    if question.id in ctx.banks.current.kept:
        return ("The shared bank has a question of this name by now; suggest it anew.",)
    return tuple(missing(question)) or await _checked(ctx, question)


async def _checked(ctx: Context, question: Question) -> tuple[str, ...]:
    # what checks a bank is imported at its first use, which takes too long for the loop
    return tuple(await asyncio.to_thread(ctx.pack_format.problems, question))


async def approve(ctx: Context, own: OwnQuestion, by: PersonId) -> Reply:
    if own.state is not State.SUGGESTED or await problems_of(ctx, own):
        return Reply(await manager_card(ctx, own), replaces=True)
    return await _decide(ctx, own, State.APPROVED, by)


async def decline(ctx: Context, own: OwnQuestion, reason: str, by: PersonId) -> Reply:
    if own.state is not State.SUGGESTED or not reason:
        return Reply(await manager_card(ctx, own), replaces=True)
    return await _decide(ctx, own, State.DECLINED, by, reason)


async def remove(ctx: Context, own: OwnQuestion, by: PersonId) -> Reply:
    if own.state not in (State.APPROVED, State.UNANSWERED):
        return Reply(await manager_card(ctx, own), replaces=True)
    return await _decide(ctx, own, State.REMOVED, by)


async def _decide(ctx: Context, own: OwnQuestion, state: State, by: PersonId, reason: str = "") -> Reply:
    after = replace(own, state=state, reason=reason, decided_by=by, decided_at=ctx.clock.now())
    if not await ctx.store.own_questions.replace(own, after):
        return Reply(lost_card(), replaces=True)
    await ctx.packs.load(ctx.store, own.workspace)
    await audit.note_for(ctx, by, own.workspace, DEEDS[state], own.id, reason)
    return Reply(words.decided_card(after), replaces=True)


async def _hide(ctx: Context, id_: QuestionId, actor: Actor) -> Reply:
    bank = ctx.bank_of(actor.workspace)
    if id_ not in bank.kept:
        return Reply(unknown_question_card(id_, near(bank, id_)))
    by = await ctx.store.people.recognise(actor)
    is_new = await ctx.store.hidden_questions.hide(actor.workspace, id_, by, ctx.clock.now())
    if is_new:
        await audit.note(ctx, actor, Deed.QUESTION_HIDDEN, id_)
    await ctx.packs.load(ctx.store, actor.workspace)
    return Reply(words.hidden_card(id_, is_new))


async def _unhide(ctx: Context, id_: QuestionId, actor: Actor) -> Reply:
    workspace = actor.workspace
    was_hidden = await ctx.store.hidden_questions.unhide(workspace, id_)
    if was_hidden:
        await audit.note(ctx, actor, Deed.QUESTION_UNHIDDEN, id_)
    await ctx.packs.load(ctx.store, workspace)
    hidden = await ctx.store.hidden_questions.all(workspace)
    return Reply(words.unhidden_card(id_, was_hidden, hidden.get(workspace, ())))


async def _export(ctx: Context, actor: Actor) -> Reply:
    kept = await ctx.store.own_questions.listed(actor.workspace, State.APPROVED)
    questions = [own.question for own in kept if own.question is not None]
    if not questions:
        return Reply(words.empty_pack_card())
    title_of = ctx.bank_of(actor.workspace).title_of
    file = await asyncio.to_thread(ctx.pack_format.file, questions, title_of)
    await audit.note(ctx, actor, Deed.PACK_EXPORTED)
    return Reply(words.export_card(len(questions)), file=file)
