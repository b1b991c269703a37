"""Boards, and a person's own numbers."""

from bot.app import review
from bot.app.context import Context
from bot.cards import Reply
from bot.commands import BoardCommand, Leaderboard, Stats
from bot.domain.boards import Period
from bot.domain.ids import Account, PersonId, platform_of
from bot.domain.people import Actor
from bot.presses.boards import ShowBoard
from bot.wording.boards import board_card, stats_card
from bot.wording.replies import no_member_card
from bot.wording.reviews import with_due


async def command(ctx: Context, command: BoardCommand, actor: Actor) -> Reply:
    match command:
        case Leaderboard():
            return await leaderboard(ctx, command, actor)
        case Stats():
            return await stats(ctx, command, actor)


async def leaderboard(ctx: Context, command: Leaderboard, actor: Actor) -> Reply:
    return await show(ctx, ShowBoard(command.channel or actor.workspace, command.period), actor)


async def show(ctx: Context, board: ShowBoard, actor: Actor, replaces: bool = False) -> Reply:
    """A page of a board of the actor's own workspace, whatever the button says."""
    if board.scope.partition("/")[0] != actor.workspace:
        board = ShowBoard(actor.workspace, board.period)
    day = ctx.today(actor.workspace)
    reader = await ctx.store.people.recognise(actor)
    page = await ctx.store.boards.page(board.scope, board.period, day, board.after)
    own = await ctx.store.boards.standing(board.scope, board.period, day, reader)
    return Reply(board_card(board, page, reader, own), replaces)


async def stats(ctx: Context, command: Stats, actor: Actor) -> Reply:
    if command.member is None:
        own = await ctx.store.people.recognise(actor)
        numbers = await _numbers(ctx, own, actor)
        return Reply(with_due(numbers.card, await review.waiting(ctx, own, actor.workspace), actor.workspace))
    person = await ctx.store.people.find(_account(command.member, actor))
    if person is None:
        return Reply(no_member_card())
    return await _numbers(ctx, person, actor)


def _account(member: str, actor: Actor) -> Account:
    """Slack's user ids hold within a workspace, Discord's everywhere."""
    prefix = (
        f"{actor.workspace}/"
        if platform_of(actor.workspace) == "slack"
        else f"{platform_of(actor.workspace)}:"
    )
    return Account(prefix + member)


async def _numbers(ctx: Context, person: PersonId, actor: Actor) -> Reply:
    store, workspace = ctx.store, actor.workspace
    day = ctx.today(workspace)
    standings = {period: await store.boards.standing(workspace, period, day, person) for period in Period}
    topics = [
        (ctx.banks.current.title_of(score.topic), score.right, score.answered)
        for score in await store.boards.by_topic(workspace, person)
    ]
    name = await store.people.name_of(person, workspace)
    return Reply(stats_card(name, standings, topics, await store.boards.ratings(workspace, person)))
