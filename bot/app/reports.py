"""Say that a question is wrong, and what managers see of it."""

from bot.app import managers
from bot.app.context import Context
from bot.app.names import name_of
from bot.app.questions import near
from bot.app.typed import cleaned
from bot.cards import Card, Reply
from bot.commands import ReportQuestion
from bot.domain.ids import CaseId, ChannelId, QuestionId, RoundId
from bot.domain.people import Actor
from bot.domain.question import Question
from bot.domain.reported import LONGEST_REASON, Case, Filed, Report
from bot.domain.round import Round
from bot.presses.managing import ReportRound
from bot.wording import replies
from bot.wording import reports as words

LOOKED_AT = 7  # questions of a channel among which a report in words finds the one that was asked
MOST_LISTED = 10


async def command(ctx: Context, command: ReportQuestion, actor: Actor) -> Reply:
    """A report in words: about the latest asking in this channel, else about the bank's question."""
    bank = ctx.bank_of(actor.workspace)
    question = bank.kept.get(command.question)
    if question is None:
        return Reply(replies.unknown_question_card(command.question, near(bank, command.question)))
    asked = await _asked_in(ctx, actor.channel, question.id)
    if asked is not None:
        return await _file(ctx, asked.question, asked.id, command.reason, actor)
    return await _file(ctx, question, None, command.reason, actor)


async def _asked_in(ctx: Context, channel: ChannelId, question: QuestionId) -> Round | None:
    latest = await ctx.store.rounds.latest(channel, LOOKED_AT)
    return next((round_ for round_ in latest if round_.question.id == question), None)


async def ask_why(ctx: Context, press: ReportRound, actor: Actor) -> Reply:
    round_ = await _own_round(ctx, press, actor)
    if round_ is None:
        return Reply(replies.gone_card())
    return Reply(words.why_card(round_.question, press), form=words.report_form(press))


async def submit(ctx: Context, press: ReportRound, text: str, actor: Actor) -> Reply:
    round_ = await _own_round(ctx, press, actor)
    if round_ is None:
        return Reply(replies.gone_card())
    return await _file(ctx, round_.question, round_.id, text, actor)


async def _own_round(ctx: Context, press: ReportRound, actor: Actor) -> Round | None:
    round_ = await ctx.store.rounds.find(press.round)
    return round_ if round_ is not None and round_.workspace == actor.workspace else None


async def _file(ctx: Context, question: Question, round_: RoundId | None, reason: str, actor: Actor) -> Reply:
    channel = await managers.channel_of(ctx, actor.workspace)
    report = Report(
        case=CaseId(ctx.new_id()),
        workspace=actor.workspace,
        question=question,
        round=round_,
        person=await ctx.store.people.recognise(actor),
        reason=cleaned(reason, LONGEST_REASON),
        at=ctx.clock.now(),
    )
    filed = await ctx.store.reports.file(report, channel)
    if filed is not Filed.TOO_MANY and channel is not None:
        ctx.watchers.changed(channel)
    return Reply(words.filed_card(filed, question.id))


async def case_card(ctx: Context, id_: CaseId) -> Card:
    """What managers see of a case at this moment. LookupError: there is none."""
    case = await ctx.store.reports.find(id_)
    if case is None:
        raise LookupError(f"there is no case {id_}")
    return await card_of(ctx, case)


async def card_of(ctx: Context, case: Case) -> Card:
    chosen = await ctx.store.reports.chosen(case.workspace, case.question.id)
    accepted = await ctx.store.rulings.accepted(case.workspace, case.question.id)
    zone = ctx.zone_of(case.workspace)
    if case.decided is None:
        return words.case_card(case, chosen, accepted, zone)
    by = await name_of(ctx, case.decided.by, case.workspace)
    return words.decided_card(case, case.decided, chosen, accepted, by, zone)


async def list_open(ctx: Context, actor: Actor) -> Reply:
    waiting = await ctx.store.reports.open(actor.workspace, MOST_LISTED + 1)
    return Reply(words.open_cases_card(waiting[:MOST_LISTED], len(waiting) > MOST_LISTED))
