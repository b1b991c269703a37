"""Managers decide about reported questions, and those whom it concerns are told."""

from collections.abc import Mapping

from bot.app import audit, managers, reports
from bot.app.context import Context
from bot.app.typed import cleaned
from bot.cards import Reply
from bot.domain.audit import Deed
from bot.domain.ids import PersonId
from bot.domain.people import Actor
from bot.domain.reported import LONGEST_REASON, Case, Decided, Decision
from bot.ports.rulings import AlreadyDecided, Ruling
from bot.presses.managing import (
    AcceptOption,
    CaseDecision,
    CaseEnd,
    CasePress,
    CaseView,
    EndCase,
    LookAtCase,
    VoidRound,
)
from bot.wording import decisions as words
from bot.wording import replies

DEEDS: Mapping[Decision, Deed] = {
    Decision.DISMISSED: Deed.REPORT_DISMISSED,
    Decision.HIDDEN: Deed.QUESTION_HIDDEN,
    Decision.ACCEPTED: Deed.OPTION_ACCEPTED,
    Decision.VOIDED: Deed.ROUND_VOIDED,
}


async def press(ctx: Context, press: CasePress, actor: Actor) -> Reply:
    """Buttons reach us from channels, direct messages and other workspaces: the case's own one counts."""
    case = await _open_to(ctx, press, actor)
    if isinstance(case, Reply):
        return case
    match press:
        case LookAtCase(view=view):
            return await _show(ctx, case, view)
        case EndCase() | AcceptOption() | VoidRound():
            return Reply(words.ask_why_card(case, press), replaces=True, form=words.why_form(press))


async def _show(ctx: Context, case: Case, view: CaseView) -> Reply:
    match view:
        case CaseView.SHOW:
            return Reply(await reports.card_of(ctx, case), replaces=True)
        case CaseView.OPTIONS:
            accepted = await ctx.store.rulings.accepted(case.workspace, case.question.id)
            return Reply(words.options_card(case, accepted), replaces=True)


async def submit(ctx: Context, press: CaseDecision, text: str, actor: Actor) -> Reply:
    case = await _open_to(ctx, press, actor)
    if isinstance(case, Reply):
        return case
    if not _is_possible(press, case):
        return Reply(await reports.card_of(ctx, case), replaces=True)
    reason = cleaned(text, LONGEST_REASON)
    if not reason:
        return Reply(words.ask_why_card(case, press), replaces=True, form=words.why_form(press))
    match press:
        case EndCase(end=end):
            return await _end(ctx, case, end, reason, actor)
        case AcceptOption(option=option):
            return await _accept(ctx, case, option, reason, actor)
        case VoidRound():
            return await _void(ctx, case, reason, actor)


async def _open_to(ctx: Context, press: CasePress, actor: Actor) -> Case | Reply:
    """The case, if this person may decide about it and nobody has yet; else what to say instead."""
    case = await ctx.store.reports.find(press.case)
    if case is None or not await managers.may_manage(ctx, actor, case.workspace):
        return Reply(replies.managers_only_card())
    return case if case.decided is None else Reply(await reports.card_of(ctx, case), replaces=True)


def _is_possible(press: CaseDecision, case: Case) -> bool:
    match press:
        case EndCase():
            return True
        case AcceptOption(_, option):
            return option < len(case.question.options) and option != case.question.key
        case VoidRound():
            return case.round is not None


async def _end(ctx: Context, case: Case, end: CaseEnd, reason: str, actor: Actor) -> Reply:
    by, now = await managers.person_in(ctx, actor, case.workspace), ctx.clock.now()
    if end is CaseEnd.HIDE:
        await ctx.store.hidden_questions.hide(case.workspace, case.question.id, by, now)
        await ctx.packs.load(ctx.store, case.workspace)
    decision = Decision.HIDDEN if end is CaseEnd.HIDE else Decision.DISMISSED
    if await ctx.store.reports.decide(case.id, Decided(decision=decision, by=by, at=now, reason=reason)):
        return await _noted(ctx, case, decision, by, reason)
    return Reply(await reports.case_card(ctx, case.id), replaces=True)


async def _accept(ctx: Context, case: Case, number: int, reason: str, actor: Actor) -> Reply:
    by, now = await managers.person_in(ctx, actor, case.workspace), ctx.clock.now()
    option = case.question.options[number].text
    try:
        ruling = await ctx.store.rulings.accept(
            case.workspace, case.question.id, option, by, reason, now, case.id
        )
    except LookupError:
        return Reply(words.never_asked_card(case))
    except AlreadyDecided:
        return Reply(await reports.case_card(ctx, case.id), replaces=True)
    _show_in_posts(ctx, ruling)
    return await _noted(ctx, case, Decision.ACCEPTED, by, reason)


async def _void(ctx: Context, case: Case, reason: str, actor: Actor) -> Reply:
    assert case.round is not None  # it was asked whether this is possible
    by = await managers.person_in(ctx, actor, case.workspace)
    try:
        ruling = await ctx.store.rulings.void(case.round, by, reason, ctx.clock.now(), case.id)
    except AlreadyDecided:
        return Reply(await reports.case_card(ctx, case.id), replaces=True)
    _show_in_posts(ctx, ruling)
    return await _noted(ctx, case, Decision.VOIDED, by, reason)


def _show_in_posts(ctx: Context, ruling: Ruling) -> None:
    """Have the posts of the question say what counts now."""
    for channel in ruling.channels:
        ctx.watchers.changed(channel)


async def _noted(ctx: Context, case: Case, decision: Decision, by: PersonId, reason: str) -> Reply:
    await audit.note_for(ctx, by, case.workspace, DEEDS[decision], case.question.id, reason)
    return Reply(await reports.case_card(ctx, case.id), replaces=True)
