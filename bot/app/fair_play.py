"""Answers sooner than anybody reads are shown to managers, who may take people off the boards."""

from bot.app import audit
from bot.app.context import Context
from bot.app.hints import tell_managers
from bot.app.names import name_of
from bot.app.people import person_named
from bot.app.typed import cleaned
from bot.cards import Reply
from bot.commands.managing import Exclude, Readmit
from bot.domain.audit import Deed
from bot.domain.hints import FastWeek
from bot.domain.ids import PersonId, WorkspaceId
from bot.domain.people import Actor
from bot.domain.reading import is_too_fast, reading_time, week_of
from bot.domain.reported import LONGEST_REASON
from bot.domain.round import Answer, Round, RoundKind
from bot.ports.fairness import FastAnswer
from bot.wording import fair_play as words
from bot.wording.teams import no_such_member_card

TOLD_AT = 3
"""Flags in a week of which managers hear unasked."""
SHOWN = 15


async def look_at(ctx: Context, round_: Round, answer: Answer) -> None:
    """Flag a right answer that came too soon; races, where speed is the point, are left alone."""
    if not answer.right or round_.kind is RoundKind.LIVE:
        return
    if not is_too_fast(round_.question, round_.opened_at, answer.at):
        return
    fast = FastAnswer(
        round=round_.id,
        person=answer.person,
        question=round_.question.id,
        at=answer.at,
        taken=answer.at - round_.opened_at,
        needed=reading_time(round_.question),
    )
    if await ctx.store.fast_answers.note(fast, round_.workspace) == TOLD_AT:
        await tell_managers(ctx, FastWeek(round_.workspace, answer.person, week_of(answer.at)))


async def show(ctx: Context, actor: Actor) -> Reply:
    fast = await ctx.store.fast_answers.latest(actor.workspace, SHOWN)
    named = [(one, await name_of(ctx, one.person, actor.workspace)) for one in fast]
    return Reply(words.fast_card(named, ctx.zone_of(actor.workspace)))


async def command(ctx: Context, command: Exclude | Readmit, actor: Actor) -> Reply:
    person = await person_named(ctx, command.member, actor)
    if person is None:
        return Reply(no_such_member_card())
    name = await name_of(ctx, person, actor.workspace)
    match command:
        case Exclude(_, reason):
            return await _exclude(ctx, person, name, cleaned(reason, LONGEST_REASON), actor)
        case Readmit():
            return await _readmit(ctx, person, name, actor)


async def _exclude(ctx: Context, person: PersonId, name: str, reason: str, actor: Actor) -> Reply:
    store, now = ctx.store.exclusions, ctx.clock.now()
    if not await store.exclude(actor.workspace, person, now, reason):
        return Reply(words.was_off_card(name))
    await audit.note(ctx, actor, Deed.MEMBER_EXCLUDED, str(person), reason)
    return Reply(words.excluded_card(name, reason))


async def _readmit(ctx: Context, person: PersonId, name: str, actor: Actor) -> Reply:
    if not await ctx.store.exclusions.readmit(actor.workspace, person):
        return Reply(words.was_on_card(name))
    await audit.note(ctx, actor, Deed.MEMBER_READMITTED, str(person))
    return Reply(words.readmitted_card(name))


async def with_exclusion(ctx: Context, reply: Reply, person: PersonId, workspace: WorkspaceId) -> Reply:
    """What somebody is told on their own numbers and boards who is off them."""
    reason = await ctx.store.exclusions.reason(workspace, person)
    return reply if reason is None else words.told_off(reply, reason)
