"""What managers do about their workspace's own questions, and about which questions are asked there."""

import asyncio
from contextlib import suppress
from dataclasses import replace

from bot.app.context import Context
from bot.app.questions import near
from bot.bank_lint.flaws import item_flaws
from bot.cards import Card, Reply
from bot.commands import ExportPack, HideQuestion, ListSuggestions, UnhideQuestion
from bot.domain.ids import PersonId, QuestionId, WorkspaceId
from bot.domain.own_questions import OwnQuestion, State
from bot.domain.people import Actor
from bot.domain.question import Question
from bot.domain.suggestion_text import Unreadable, missing, read
from bot.ports.outside import Refused, Unreachable
from bot.wording import own_packs as words
from bot.wording.replies import unknown_question_card
from bot.wording.suggestions import lost_card


async def command(
    ctx: Context, command: ListSuggestions | HideQuestion | UnhideQuestion | ExportPack, actor: Actor
) -> Reply:
    match command:
        case ListSuggestions():
            return await _list(ctx, actor)
        case HideQuestion(id_):
            return await _hide(ctx, id_, actor)
        case UnhideQuestion(id_):
            return await _unhide(ctx, id_, actor.workspace)
        case ExportPack():
            return await _export(ctx, actor.workspace)


async def _list(ctx: Context, actor: Actor) -> Reply:
    store, workspace = ctx.store, actor.workspace
    waiting = await store.own_questions.listed(workspace, State.SUGGESTED)
    unanswered = await store.own_questions.listed(workspace, State.UNANSWERED)
    in_pack = await store.own_questions.listed(workspace, State.APPROVED)
    every = [*waiting, *unanswered]
    authors = [await store.people.name_of(own.author, workspace) for own in every[: words.LISTED]]
    return Reply(words.list_card(every, authors, len(in_pack)))


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
    if state is not State.REMOVED:
        await _tell_author(ctx, after)
    return Reply(words.decided_card(after), replaces=True)


async def _tell_author(ctx: Context, own: OwnQuestion) -> None:
    """Say privately what became of a suggestion; nobody is told what they have decided themselves."""
    if own.author != own.decided_by:
        with suppress(Refused, Unreachable):
            await ctx.tellers.tell(own.account, words.outcome_card(own))


async def _hide(ctx: Context, id_: QuestionId, actor: Actor) -> Reply:
    bank = ctx.bank_of(actor.workspace)
    if id_ not in bank.kept:
        return Reply(unknown_question_card(id_, near(bank, id_)))
    by = await ctx.store.people.recognise(actor)
    is_new = await ctx.store.hidden_questions.hide(actor.workspace, id_, by, ctx.clock.now())
    await ctx.packs.load(ctx.store, actor.workspace)
    return Reply(words.hidden_card(id_, is_new))


async def _unhide(ctx: Context, id_: QuestionId, workspace: WorkspaceId) -> Reply:
    was_hidden = await ctx.store.hidden_questions.unhide(workspace, id_)
    await ctx.packs.load(ctx.store, workspace)
    hidden = await ctx.store.hidden_questions.all(workspace)
    return Reply(words.unhidden_card(id_, was_hidden, hidden.get(workspace, ())))


async def _export(ctx: Context, workspace: WorkspaceId) -> Reply:
    kept = await ctx.store.own_questions.listed(workspace, State.APPROVED)
    questions = [own.question for own in kept if own.question is not None]
    if not questions:
        return Reply(words.empty_pack_card())
    title_of = ctx.bank_of(workspace).title_of
    file = await asyncio.to_thread(ctx.pack_format.file, questions, title_of)
    return Reply(words.export_card(len(questions)), file=file)
