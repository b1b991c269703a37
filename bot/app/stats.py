"""A person's own numbers, as text or as pictures."""

from collections.abc import Sequence

from bot.app import review
from bot.app.context import Context
from bot.app.fair_play import with_exclusion
from bot.app.people import account_of, member_of, reader_of
from bot.app.pictures import picture_of
from bot.cards import Card, Picture, Reply
from bot.commands import Stats
from bot.domain.attendance import Attendance
from bot.domain.badges import Award, Deeds, awards
from bot.domain.boards import Period
from bot.domain.ids import PersonId
from bot.domain.people import Actor
from bot.domain.pictures import Chart
from bot.ports.records import TopicScore
from bot.wording import stats as words
from bot.wording.calendar import first_day
from bot.wording.replies import no_member_card
from bot.wording.reviews import with_due


async def show(ctx: Context, command: Stats, actor: Actor) -> Reply:
    ctx.painter.get_ready()
    own = await reader_of(ctx, actor)
    person = own
    if command.member is not None:
        found = await member_of(ctx, account_of(command.member, actor), actor.workspace)
        if found is None:
            return Reply(no_member_card())
        person = found
    if person == own:
        card = await _card(ctx, own, actor, actor.name, command.picture)
        waiting = await review.waiting(ctx, own, actor.workspace)
        return await with_exclusion(
            ctx, Reply(with_due(card, waiting, actor.workspace)), own, actor.workspace
        )
    if await ctx.store.people.is_hidden(person, actor.workspace):
        return Reply(words.hidden_card())
    name = await ctx.store.people.name_of(person, actor.workspace)
    return Reply(await _card(ctx, person, actor, name, command.picture))


async def _card(ctx: Context, person: PersonId, actor: Actor, name: str, in_pictures: bool) -> Card:
    numbers = await _numbers(ctx, person, actor, name)
    if not in_pictures:
        return words.stats_card(numbers)
    calendar = await _drawn(ctx, words.calendar_of(numbers))
    return words.stats_card(numbers, calendar, await _drawn(ctx, words.strengths_of(numbers)))


async def _drawn(ctx: Context, chart: Chart | None) -> Picture | None:
    return None if chart is None else await picture_of(ctx, chart)


async def _numbers(ctx: Context, person: PersonId, actor: Actor, name: str) -> words.Numbers:
    boards, workspace = ctx.store.boards, actor.workspace
    day, bank = ctx.today(workspace), ctx.banks.current
    standings = {period: await boards.standing(workspace, period, day, person) for period in Period}
    scores = await boards.by_topic(workspace, person)
    attendance = await boards.attendance(workspace, person, day, first_day(day))
    return words.Numbers(
        name=name,
        today=day,
        standings=standings,
        attendance=attendance,
        topics=[(bank.title_of(score.topic), score.right, score.answered) for score in scores],
        awards=await _awards(ctx, person, actor, scores, attendance),
        ratings=await boards.ratings(workspace, person),
    )


async def _awards(
    ctx: Context, person: PersonId, actor: Actor, scores: Sequence[TopicScore], attendance: Attendance
) -> Sequence[Award]:
    topics = {question.topic for question in ctx.banks.current if not question.is_open}
    deeds = Deeds(
        expert=sum(score.expert for score in scores),
        longest_streak=attendance.longest,
        right=sum(score.right for score in scores),
        topics_right=sum(score.right > 0 and score.topic in topics for score in scores),
        topics=len(topics),
        corrections=await ctx.store.reports.corrections(actor.workspace, person),
        wins=await ctx.store.finals.wins(actor.workspace, person),
    )
    return list(awards(deeds))
