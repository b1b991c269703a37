"""Somebody writes a question for the workspace's own pack, and managers look at it."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from difflib import get_close_matches
from itertools import count

from bot.app import audit, managers, own_pack
from bot.app.context import Context
from bot.app.own_pack import manager_card
from bot.app.typed import cleaned
from bot.cards import Card, Reply
from bot.commands import SuggestQuestion
from bot.domain.announcement import Announcement, AnnouncementKind
from bot.domain.audit import Deed
from bot.domain.ids import AnnouncementId, PersonId, QuestionId
from bot.domain.own_questions import (
    MOST_WAITING,
    OWN_TOPIC,
    WAITING,
    OwnQuestion,
    State,
    Written,
    is_typed,
    subject_of,
)
from bot.domain.people import Actor
from bot.domain.suggestion_text import Unreadable, id_for, read
from bot.ports.outside import Unreachable
from bot.presses.suggestions import (
    ApproveSuggestion,
    DeclineSuggestion,
    DiscardDraft,
    EditSuggestion,
    OnOwn,
    RemoveOwn,
    ShowSuggestion,
    SuggestionPress,
    WriteSuggestion,
)
from bot.wording import suggestions as words
from bot.wording.replies import managers_only_card
from bot.wording.reports import not_sure_card
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
    try:
        found = await _open_to(ctx, press, actor)
    except Unreachable as failure:
        return Reply(not_sure_card(str(failure)))
    return found if isinstance(found, Reply) else await _act(ctx, press, *found)


async def _act(ctx: Context, press: OnOwn, own: OwnQuestion, person: PersonId) -> Reply:
    match press:
        case ShowSuggestion(page=page):
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


async def _open_to(ctx: Context, press: OnOwn, actor: Actor) -> tuple[OwnQuestion, PersonId] | Reply:
    """The question and who presses: a draft is its author's alone, all after that its workspace's managers'.

    Buttons reach us from channels, direct messages and other workspaces. Unreachable.
    """
    own = await ctx.store.own_questions.find(press.workspace, press.question)
    if own is None:
        return Reply(words.lost_card())
    if own.state is State.DRAFT:
        known = await ctx.store.people.find(actor.account)
        is_theirs = known == own.author and actor.may_open(own.workspace)
        return (own, known) if known and is_theirs else Reply(words.lost_card())
    if not await managers.may_manage(ctx, actor, own.workspace):
        return Reply(managers_only_card())
    return own, await managers.person_in(ctx, actor, own.workspace)


async def submit(
    ctx: Context,
    press: WriteSuggestion | EditSuggestion | DeclineSuggestion,
    values: Mapping[str, str],
    actor: Actor,
) -> Reply:
    if isinstance(press, WriteSuggestion):
        return await _write(ctx, press, values, actor)
    try:
        found = await _open_to(ctx, press, actor)
    except Unreachable as failure:
        return Reply(not_sure_card(str(failure)))
    if isinstance(found, Reply):
        return found
    own, person = found
    if isinstance(press, DeclineSuggestion):
        reason = cleaned(values.get(REASON, ""), LONGEST_REASON)
        return await own_pack.decline(ctx, own, reason, person)
    return await _rewrite(ctx, own, values, person)


async def _write(ctx: Context, press: WriteSuggestion, values: Mapping[str, str], actor: Actor) -> Reply:
    draft = OwnQuestion(
        workspace=actor.workspace,
        id=QuestionId(""),
        author=await ctx.store.people.recognise(actor),
        written=_written(values, Written(topic=press.topic, level=press.level)),
        question=None,
        state=State.DRAFT,
        written_at=ctx.clock.now(),
    )
    return _kept(await _keep(ctx, draft))


def _written(values: Mapping[str, str], before: Written) -> Written:
    texts = {field.name: cleaned(values.get(field.name, ""), field.longest) for field in FIELDS}
    return Written(topic=before.topic, level=before.level, **texts)


async def _keep(ctx: Context, draft: OwnQuestion) -> OwnQuestion:
    """Keep it under the first free id; what the same person sends twice is one question."""
    for id_ in _ids(draft.written.prompt):
        own = _read(replace(draft, id=id_))
        if id_ in ctx.banks.current.kept:
            continue
        if await ctx.store.own_questions.add(own, await _post(ctx, own)):
            return own
        known = await ctx.store.own_questions.find(own.workspace, id_)
        if known and known.state in WAITING and (known.author, known.written) == (own.author, own.written):
            return known
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


async def _rewrite(ctx: Context, own: OwnQuestion, values: Mapping[str, str], by: PersonId) -> Reply:
    """Keep a new text in any case; what stands in the pack changes only where the new text may."""
    if own.state not in EDITABLE or not is_typed(own):
        return Reply(words.lost_card())
    written, now = _written(values, own.written), ctx.clock.now()
    after = _read(replace(own, written=written, written_at=now, is_imported=False))
    if own.state is State.APPROVED and await own_pack.problems_of(ctx, after):
        after = replace(after, question=own.question)
    post = await _post(ctx, after) if own.state is State.DRAFT else None
    if not await ctx.store.own_questions.replace(own, after, post):
        return Reply(words.lost_card())
    return _kept(after) if own.state is State.DRAFT else await _edited(ctx, after, by)


async def _edited(ctx: Context, own: OwnQuestion, by: PersonId) -> Reply:
    """By a manager; the post in their channel, where there is one, is brought up to date."""
    await audit.note_for(ctx, by, own.workspace, Deed.SUGGESTION_EDITED, own.id)
    if own.state is State.APPROVED:
        await ctx.packs.load(ctx.store, own.workspace)
    elif channel := await managers.channel_of(ctx, own.workspace):
        ctx.watchers.changed(channel)
    return Reply(await manager_card(ctx, own), replaces=True)


def _kept(own: OwnQuestion) -> Reply:
    """What an author sees of what they have sent."""
    if own.state is State.DRAFT:
        form = suggestion_form(EditSuggestion(own.workspace, own.id), own.written)
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


async def _post(ctx: Context, own: OwnQuestion) -> Announcement | None:
    """For the managers' channel; without one they are told directly, which `notices` sees to."""
    channel = await managers.channel_of(ctx, own.workspace)
    if channel is None or own.state is not State.SUGGESTED:
        return None
    return Announcement(
        id=AnnouncementId(ctx.new_id()),
        kind=AnnouncementKind.SUGGESTION,
        channel=channel,
        subject=subject_of(own.workspace, own.id),
        opened_at=own.written_at,
    )
