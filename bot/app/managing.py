"""Leads what managers see and do to its use case."""

from bot.app import audit, decisions, fair_play, halts, managers, reports
from bot.app.context import Context
from bot.cards import Reply
from bot.commands.managing import (
    ClearInbox,
    Exclude,
    ListReports,
    ManagingCommand,
    Readmit,
    SetInbox,
    ShowAudit,
    ShowFastAnswers,
    ShowInbox,
)
from bot.domain.people import Actor
from bot.ports.outside import Unreachable
from bot.presses.managing import (
    AcceptOption,
    CaseDecision,
    EndCase,
    LookAtCase,
    ManagingPress,
    ReadAudit,
    ReportRound,
    ResumeHalted,
    VoidRound,
)
from bot.wording import replies
from bot.wording.reports import not_sure_card


async def command(ctx: Context, command: ManagingCommand, actor: Actor) -> Reply:
    match command:
        case ShowInbox() | SetInbox() | ClearInbox():
            return await managers.command(ctx, command, actor)
        case ListReports():
            return await reports.list_open(ctx, actor)
        case ShowAudit(page):
            return await audit.show(ctx, page, actor)
        case ShowFastAnswers():
            return await fair_play.show(ctx, actor)
        case Exclude() | Readmit():
            return await fair_play.command(ctx, command, actor)


async def press(ctx: Context, press: ManagingPress, actor: Actor) -> Reply:
    try:
        match press:
            case ReportRound():
                return await reports.ask_why(ctx, press, actor)
            case LookAtCase() | EndCase() | AcceptOption() | VoidRound():
                return await decisions.press(ctx, press, actor)
            case ReadAudit(page):
                return await _audit(ctx, page, actor)
            case ResumeHalted():
                return await halts.press(ctx, press, actor)
    except Unreachable as failure:
        return Reply(not_sure_card(str(failure)))


async def submit(ctx: Context, press: ReportRound | CaseDecision, text: str, actor: Actor) -> Reply:
    try:
        match press:
            case ReportRound():
                return await reports.submit(ctx, press, text, actor)
            case EndCase() | AcceptOption() | VoidRound():
                return await decisions.submit(ctx, press, text, actor)
    except Unreachable as failure:
        return Reply(not_sure_card(str(failure)))


async def _audit(ctx: Context, page: int, actor: Actor) -> Reply:
    if not await managers.may_manage(ctx, actor, actor.workspace):
        return Reply(replies.managers_only_card())
    return await audit.show(ctx, page, actor, replaces=True)
