"""Boards, and a person's own numbers."""

from collections.abc import Sequence

from bot.app import review
from bot.app.context import Context
from bot.app.people import account_of
from bot.app.pictures import picture_of
from bot.cards import Reply
from bot.commands import BoardCommand, Leaderboard, Stats
from bot.domain.attendance import Attendance
from bot.domain.badges import Deeds, awards
from bot.domain.bank import Bank
from bot.domain.boards import Period
from bot.domain.ids import PersonId
from bot.domain.people import Actor
from bot.ports.records import TopicScore
from bot.presses.boards import ShowBoard
from bot.wording.boards import board_card, standings_of
from bot.wording.calendar import first_day
from bot.wording.replies import no_member_card
from bot.wording.reviews import with_due
from bot.wording.stats import Numbers, stats_card


async def command(ctx: Context, command: BoardCommand, actor: Actor) -> Reply:
    match command:
        case Leaderboard():
            return await leaderboard(ctx, command, actor)
        case Stats():
            return await stats(ctx, command, actor)


async def leaderboard(ctx: Context, command: Leaderboard, actor: Actor) -> Reply:
    board = ShowBoard(command.channel or actor.workspace, command.period)
    return await show(ctx, board, actor, in_picture=command.picture)


async def show(
    ctx: Context, board: ShowBoard, actor: Actor, replaces: bool = False, in_picture: bool = False
) -> Reply:
    """A page of a board of the actor's own workspace, whatever the button says."""
    if board.scope.partition("/")[0] != actor.workspace:
        board = ShowBoard(actor.workspace, board.period)
    day = ctx.today(actor.workspace)
    reader = await ctx.store.people.recognise(actor)
    page = await ctx.store.boards.page(board.scope, board.period, day, board.after)
    own = await ctx.store.boards.standing(board.scope, board.period, day, reader)
    picture = await picture_of(ctx, standings_of(board, page, reader)) if in_picture else None
    return Reply(board_card(board, page, reader, own, picture), replaces)


async def stats(ctx: Context, command: Stats, actor: Actor) -> Reply:
    if command.member is None:
        own = await ctx.store.people.recognise(actor)
        numbers = await _numbers(ctx, own, actor)
        return Reply(with_due(numbers.card, await review.waiting(ctx, own, actor.workspace), actor.workspace))
    person = await ctx.store.people.find(account_of(command.member, actor))
    if person is None:
        return Reply(no_member_card())
    return await _numbers(ctx, person, actor)


async def _numbers(ctx: Context, person: PersonId, actor: Actor) -> Reply:
    boards, workspace = ctx.store.boards, actor.workspace
    day, bank = ctx.today(workspace), ctx.banks.current
    standings = {period: await boards.standing(workspace, period, day, person) for period in Period}
    scores = await boards.by_topic(workspace, person)
    attendance = await boards.attendance(workspace, person, day, first_day(day))
    numbers = Numbers(
        name=await ctx.store.people.name_of(person, workspace),
        today=day,
        standings=standings,
        attendance=attendance,
        topics=[(bank.title_of(score.topic), score.right, score.answered) for score in scores],
        awards=list(awards(_deeds(scores, attendance, bank))),
        ratings=await boards.ratings(workspace, person),
    )
    return Reply(stats_card(numbers))


def _deeds(scores: Sequence[TopicScore], attendance: Attendance, bank: Bank) -> Deeds:
    """Corrections and wins stand here once reports and competitions count them."""
    topics = {question.topic for question in bank if not question.is_open}
    return Deeds(
        expert=sum(score.expert for score in scores),
        longest_streak=attendance.longest,
        right=sum(score.right for score in scores),
        topics_right=sum(score.right > 0 and score.topic in topics for score in scores),
        topics=len(topics),
    )
