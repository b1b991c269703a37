"""Tell people in private what concerns them, each thing once at most."""

import asyncio
from collections import defaultdict
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

import structlog

from bot.app import own_pack, reports
from bot.app.context import Context
from bot.app.hints import hint_card, tell_of_troubles
from bot.app.managers import MOST_TOLD
from bot.app.names import name_of
from bot.cards import Card, Reply
from bot.domain.ids import Account, CaseId, PersonId, WorkspaceId
from bot.domain.notice import Notice, NoticeKind, read_invitation_subject, read_ruling_subject
from bot.domain.own_questions import State, read_subject, subject_of
from bot.domain.people import Actor
from bot.plain import summary
from bot.ports.outside import Refused, Unreachable
from bot.ports.trouble import NotKept
from bot.wording import notices as words
from bot.wording.own_packs import outcome_card
from bot.wording.teams import invitation_card

AT_ONCE = 25
"""People of a workspace who are told in one look; the others have their turn in the next."""
TRY_AGAIN = timedelta(minutes=5)
GIVE_UP_AFTER = timedelta(days=3)
LINES = 3  # kept words that one reply brings
LONGEST_LINE = 400

log = structlog.get_logger()


async def notify(
    ctx: Context, persons: Collection[PersonId], kind: NoticeKind, subject: str, workspace: WorkspaceId
) -> None:
    """Tell each person about one subject, in the next looks; whoever was told of it before is left out."""
    if persons:
        await ctx.store.notices.add(dict.fromkeys(persons, subject), kind, workspace, ctx.clock.now())


async def deliver(ctx: Context) -> None:
    """One look. Safe to repeat and to interrupt: a notice is claimed in the database before it is sent."""
    for workspace, case in await ctx.store.reports.untold():
        told = await ctx.store.inbox.managers(workspace, MOST_TOLD)
        await notify(ctx, told, NoticeKind.REPORT, case, workspace)
    for workspace, id_ in await ctx.store.own_questions.untold():
        told = await ctx.store.inbox.managers(workspace, MOST_TOLD)
        await notify(ctx, told, NoticeKind.SUGGESTION, subject_of(workspace, id_), workspace)
    await tell_of_troubles(ctx)
    by_workspace: dict[WorkspaceId, list[Notice]] = defaultdict(list)
    for notice in await ctx.store.notices.due(ctx.clock.now(), AT_ONCE):
        by_workspace[notice.workspace].append(notice)
    await asyncio.gather(*(_serve(ctx, waiting) for waiting in by_workspace.values()))


async def take_stock(ctx: Context) -> None:
    """Say at the start what an earlier process was sending when it died: it may have arrived, and is left."""
    for notice in await ctx.store.notices.interrupted():
        log.warning("notice unknown", notice=notice, why="the bot died while it was sent")


async def _serve(ctx: Context, waiting: Sequence[Notice]) -> None:
    """Tell the people of one workspace, until its platform asks for a rest."""
    try:
        for notice in waiting:
            if not await _deliver(ctx, notice):
                return
    except NotKept:
        raise  # the others' could not be kept either
    except Exception:
        # the boundary of one workspace: the others are told all the same
        log.exception("notices not sent", workspace=waiting[0].workspace)


async def _deliver(ctx: Context, notice: Notice) -> bool:
    """False where the platform asks for a rest."""
    try:
        card = await card_of(ctx, notice)
    except Unreachable as failure:
        return await _put_off(ctx, notice, failure)
    if not await ctx.store.notices.claim(notice.id):
        return True
    try:
        if card is not None:
            await ctx.tellers.tell(notice.account, card)
    except Refused as refusal:
        log.info("notice kept", notice=notice.id, person=notice.person, why=str(refusal))
        await ctx.store.notices.keep(notice.id)
    except Unreachable as failure:
        return await _put_off(ctx, notice, failure, may_be_there=failure.uncertain)
    else:
        await ctx.store.notices.told(notice.id)
    return True


async def _put_off(ctx: Context, notice: Notice, failure: Unreachable, may_be_there: bool = False) -> bool:
    store, now = ctx.store.notices, ctx.clock.now()
    outcome = "notice unknown" if may_be_there else "notice not sent"
    log.warning(outcome, notice=notice.id, person=notice.person, why=str(failure))
    if may_be_there:  # never twice
        await store.told(notice.id)
    elif now - notice.made_at > GIVE_UP_AFTER:
        await store.keep(notice.id)
    else:
        await store.put_off(notice.id, now + TRY_AGAIN * 2.0 ** min(notice.tries, 5))
    if failure.wait:
        await store.rest(notice.workspace, now + timedelta(seconds=failure.wait))
    return not failure.wait


async def card_of(ctx: Context, notice: Notice) -> Card | None:
    """What a notice says now, None where there is nothing left to say. Unreachable."""
    match notice.kind:
        case NoticeKind.REPORT:
            return await _report(ctx, notice)
        case NoticeKind.SUGGESTION:
            return await _suggestion(ctx, notice)
        case NoticeKind.OUTCOME:
            return await _outcome(ctx, notice)
        case NoticeKind.HINT:
            return await hint_card(ctx, notice.subject) if await _still_manages(ctx, notice) else None
        case NoticeKind.RULING:
            return await _ruling(ctx, notice)
        case NoticeKind.INVITATION:
            return await _invitation(ctx, notice)


async def _report(ctx: Context, notice: Notice) -> Card | None:
    case = await ctx.store.reports.find(CaseId(notice.subject))
    if case is None or case.decided is not None or not await _still_manages(ctx, notice):
        return None
    return await reports.card_of(ctx, case)


async def _suggestion(ctx: Context, notice: Notice) -> Card | None:
    own = await ctx.store.own_questions.find(*read_subject(notice.subject))
    if own is None or own.state is not State.SUGGESTED or not await _still_manages(ctx, notice):
        return None
    return await own_pack.manager_card(ctx, own)


async def _still_manages(ctx: Context, notice: Notice) -> bool:
    if await ctx.roster.may_manage(notice.account, notice.workspace):
        return True
    await ctx.store.inbox.forget(notice.workspace, notice.account)
    return False


async def _outcome(ctx: Context, notice: Notice) -> Card | None:
    own = await ctx.store.own_questions.find(*read_subject(notice.subject))
    return outcome_card(own) if own and own.state in (State.APPROVED, State.DECLINED) else None


async def _ruling(ctx: Context, notice: Notice) -> Card | None:
    case_id, points = read_ruling_subject(notice.subject)
    case = await ctx.store.reports.find(CaseId(case_id))
    if case is None or case.decided is None:
        return None
    return words.ruling_card(case.question, case.decided, points)


async def _invitation(ctx: Context, notice: Notice) -> Card | None:
    id_, by = read_invitation_subject(notice.subject)
    team = await ctx.store.teams.find(id_)
    if team is None or not await ctx.store.teams.is_invited(id_, notice.person):
        return None
    return invitation_card(team, await name_of(ctx, by, notice.workspace))


async def with_kept(ctx: Context, reply: Reply, actor: Actor) -> Reply:
    """A private reply, led by what could not be told to this person in direct messages."""
    if reply.form is not None:  # the card behind it may never be seen
        return reply
    try:
        lines = [words.kept_line(text) for text in await _take_kept(ctx, actor.account)]
    except NotKept:  # it is for another time; the reply is for now
        return reply
    return replace(reply, card=replace(reply.card, blocks=(*lines, *reply.card.blocks))) if lines else reply


async def _take_kept(ctx: Context, account: Account) -> Sequence[str]:
    lines = []
    for notice in await ctx.store.notices.take_kept(account, LINES):
        with suppress(Unreachable):
            card = await card_of(ctx, notice)
            lines += [summary(card, LONGEST_LINE)] if card else []
    return lines
