"""Somebody writes a question for the workspace's own pack, and managers look at it."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from difflib import get_close_matches
from itertools import count

from bot.app import own_pack
from bot.app.context import Context
from bot.app.own_pack import manager_card
from bot.app.typed import cleaned
from bot.cards import Card, Reply
from bot.commands import SuggestQuestion
from bot.domain.ids import PersonId, QuestionId
from bot.domain.own_questions import MOST_WAITING, OWN_TOPIC, WAITING, OwnQuestion, State, Written, is_typed
from bot.domain.people import Actor
from bot.domain.suggestion_text import Unreadable, id_for, read
from bot.presses.suggestions import (
    ApproveSuggestion,
    DeclineSuggestion,
    DiscardDraft,
    EditSuggestion,
    RemoveOwn,
    ShowSuggestion,
    SuggestionPress,
    WriteSuggestion,
)
from bot.wording import suggestions as words
from bot.wording.suggestion_forms import FIELDS, REASON, decline_form, suggestion_form

LONGEST_REASON = 600
EDITABLE = (State.DRAFT, State.SUGGESTED, State.APPROVED, State.UNANSWERED)


async def suggest(ctx: Context, command: SuggestQuestion, actor: Actor) -> Reply:
    """Open the form; somebody who has left a draft behind is asked about that first."""
    topics = ctx.bank_of(actor.workspace).topics
    if command.topic != OWN_TOPIC and command.topic not in topics:
        return Reply(words.unknown_topic_card(command.topic, get_close_matches(command.topic, topics)))
    person = await ctx.store.people.recognise(actor)
    waiting = await ctx.store.own_questions.waiting(actor.workspace, person)
    begin = WriteSuggestion(command.topic, command.level)
    if len(waiting) >= MOST_WAITING:
        return Reply(words.too_many_card())
    drafts = [own for own in waiting if own.state is State.DRAFT]
    if drafts:
        return Reply(words.draft_waits_card(drafts[-1], begin))
    return Reply(words.invitation_card(begin), form=suggestion_form(begin))


async def press(ctx: Context, press: SuggestionPress, actor: Actor) -> Reply:
    if isinstance(press, WriteSuggestion):
        form = suggestion_form(press)
        return Reply(words.invitation_card(press), replaces=True, form=form)
    own = await ctx.store.own_questions.find(actor.workspace, press.question)
    person = await ctx.store.people.recognise(actor)
    if own is None or not _may_see(own, person, actor):
        return Reply(words.lost_card())
    match press:
        case ShowSuggestion(_, page):
            return Reply(await manager_card(ctx, own, page), replaces=page > 0)
        case EditSuggestion() if own.state in EDITABLE and is_typed(own):
            card = _draft_card(own) if own.state is State.DRAFT else await manager_card(ctx, own)
            return Reply(card, replaces=True, form=suggestion_form(press, own.written))
        case DeclineSuggestion() if own.state is State.SUGGESTED:
            return Reply(await manager_card(ctx, own), replaces=True, form=decline_form(press))
        case EditSuggestion() | DeclineSuggestion():
            return Reply(await manager_card(ctx, own), replaces=True)  # an old button
        case DiscardDraft():
            return await _discard(ctx, own, person)
        case ApproveSuggestion():
            return await own_pack.approve(ctx, own, person)
        case RemoveOwn():
            return await own_pack.remove(ctx, own, person)


def _may_see(own: OwnQuestion, person: PersonId, actor: Actor) -> bool:
    """A draft is its author's alone, and everything after that the managers'."""
    return own.author == person if own.state is State.DRAFT else actor.manager


async def submit(
    ctx: Context,
    press: WriteSuggestion | EditSuggestion | DeclineSuggestion,
    values: Mapping[str, str],
    actor: Actor,
) -> Reply:
    person = await ctx.store.people.recognise(actor)
    if isinstance(press, WriteSuggestion):
        return await _write(ctx, press, values, person, actor)
    own = await ctx.store.own_questions.find(actor.workspace, press.question)
    if own is None or not _may_see(own, person, actor):
        return Reply(words.lost_card())
    if isinstance(press, DeclineSuggestion):
        reason = cleaned(values.get(REASON, ""), LONGEST_REASON)
        return await own_pack.decline(ctx, own, reason, person)
    return await _rewrite(ctx, own, values)


async def _write(
    ctx: Context, press: WriteSuggestion, values: Mapping[str, str], person: PersonId, actor: Actor
) -> Reply:
    draft = OwnQuestion(
        workspace=actor.workspace,
        id=QuestionId(""),
        author=person,
        account=actor.account,
        written=_written(values, Written(topic=press.topic, level=press.level)),
        question=None,
        state=State.DRAFT,
        written_at=ctx.clock.now(),
    )
    own, is_new = await _keep(ctx, draft)
    if is_new and own.state is State.SUGGESTED:
        await _tell_managers(ctx, own)
    return await _kept(ctx, own)


def _written(values: Mapping[str, str], before: Written) -> Written:
    texts = {field.name: cleaned(values.get(field.name, ""), field.longest) for field in FIELDS}
    return Written(topic=before.topic, level=before.level, **texts)


async def _keep(ctx: Context, draft: OwnQuestion) -> tuple[OwnQuestion, bool]:
    """Keep it under the first free id; what the same person sends twice is one question, and not new."""
    for id_ in _ids(draft.written.prompt):
        own = _read(replace(draft, id=id_))
        if id_ in ctx.banks.current.kept:
            continue
        if await ctx.store.own_questions.add(own):
            return own, True
        known = await ctx.store.own_questions.find(own.workspace, id_)
        if known and known.state in WAITING and (known.author, known.written) == (own.author, own.written):
            return known, False
    raise AssertionError("there is always another id")


def _ids(prompt: str) -> Iterator[QuestionId]:
    first = id_for(prompt)
    yield first
    for number in count(2):
        yield QuestionId(f"{first}-{number}")


def _read(own: OwnQuestion) -> OwnQuestion:
    """With the question that its text describes; what was none becomes a suggestion once there is one."""
    try:
        question = read(own.written, own.id)
    except Unreadable:
        return replace(own, question=None)
    is_new = own.state in (State.DRAFT, State.UNANSWERED)
    return replace(own, question=question, state=State.SUGGESTED if is_new else own.state)


async def _rewrite(ctx: Context, own: OwnQuestion, values: Mapping[str, str]) -> Reply:
    """Keep a new text in any case; what stands in the pack changes only where the new text may."""
    if own.state not in EDITABLE or not is_typed(own):
        return Reply(words.lost_card())
    written, now = _written(values, own.written), ctx.clock.now()
    after = _read(replace(own, written=written, written_at=now, is_imported=False))
    if own.state is State.APPROVED and await own_pack.problems_of(ctx, after):
        after = replace(after, question=own.question)
    if not await ctx.store.own_questions.replace(own, after):
        return Reply(words.lost_card())
    if after.state is State.APPROVED:
        await ctx.packs.load(ctx.store, after.workspace)
    if own.state is not State.DRAFT:
        return Reply(await manager_card(ctx, after), replaces=True)
    if after.state is State.SUGGESTED:
        await _tell_managers(ctx, after)
    return await _kept(ctx, after)


async def _kept(ctx: Context, own: OwnQuestion) -> Reply:
    """What an author sees of what they have sent."""
    if own.state is State.DRAFT:
        form = suggestion_form(EditSuggestion(own.id), own.written)
        return Reply(_draft_card(own), replaces=True, form=form)
    return Reply(words.thanks_card(own), replaces=True)


def _draft_card(own: OwnQuestion) -> Card:
    try:
        read(own.written, own.id)
    except Unreadable as problem:
        return words.draft_card(own, problem.sentences)
    raise AssertionError("a draft that can be read is a suggestion")


async def _discard(ctx: Context, own: OwnQuestion, person: PersonId) -> Reply:
    if own.state is not State.DRAFT:
        return Reply(words.lost_card(), replaces=True)
    gone = replace(own, state=State.DECLINED, decided_by=person, decided_at=ctx.clock.now())
    await ctx.store.own_questions.replace(own, gone)
    return Reply(words.discarded_card(), replaces=True)


async def _tell_managers(ctx: Context, own: OwnQuestion) -> None:
    """Nobody is told yet: managers look at /question suggestions."""
