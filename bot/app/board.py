"""Boards."""

from dataclasses import replace

from bot.app import board_views, competition_boards, league_board, stats
from bot.app.context import Context
from bot.app.fair_play import with_exclusion
from bot.app.people import reader_of
from bot.app.pictures import picture_of
from bot.cards import Reply
from bot.commands import BoardCommand, Leaderboard, Stats
from bot.domain.boards import Of
from bot.domain.contest import Between, Contest, is_season
from bot.domain.ids import PersonId
from bot.domain.people import Actor
from bot.presses.boards import ShowBoard
from bot.wording import boards as words


async def command(ctx: Context, command: BoardCommand, actor: Actor) -> Reply:
    match command:
        case Leaderboard():
            return await leaderboard(ctx, command, actor)
        case Stats():
            return await stats.show(ctx, command, actor)


async def leaderboard(ctx: Context, command: Leaderboard, actor: Actor) -> Reply:
    # a league is that of the channel where it is asked for
    scope = command.channel or (actor.channel if command.of is Of.LEAGUE else actor.workspace)
    board = ShowBoard(scope, command.period, of=command.of, topic=command.topic, season=command.season)
    return await show(ctx, board, actor, in_picture=command.picture)


async def show(
    ctx: Context, board: ShowBoard, actor: Actor, replaces: bool = False, in_picture: bool = False
) -> Reply:
    """A page of a board of the actor's own workspace, whatever the button says."""
    ctx.painter.get_ready()
    if board.scope.partition("/")[0] != actor.workspace:
        board = replace(board, scope=actor.workspace, after=None, before=None, page=0)
    if board.season:
        return await _season(ctx, board, actor, replaces)
    if board.topic and board.of is Of.LEAGUE:
        return Reply(words.no_topic_of_league_card(board), replaces)
    reader = await reader_of(ctx, actor)
    view = await _view(ctx, board, reader)
    if view is None:
        return Reply(words.no_contest_card(board), replaces)
    topic = ctx.bank_of(actor.workspace).title_of(board.topic) if board.topic else ""
    picture = await picture_of(ctx, words.standings_of(board, view, topic)) if in_picture else None
    reply = Reply(words.board_card(board, view, topic, picture), replaces)
    return await with_exclusion(ctx, reply, reader, actor.workspace)


async def _view(ctx: Context, board: ShowBoard, reader: PersonId) -> words.BoardView | None:
    """None where the board is that of a league and there is none."""
    if board.of is Of.LEAGUE:
        return await league_board.of_league(ctx, board, reader)
    if board.of is Of.TEAMS:
        return await board_views.of_teams(ctx, board, reader)
    if board.topic is not None:
        return await board_views.of_topic(ctx, board, reader)
    return await board_views.of_people(ctx, board, reader)


async def _season(ctx: Context, board: ShowBoard, actor: Actor, replaces: bool) -> Reply:
    """How the season stands that runs here, with the buttons of its competition."""
    running = [one for one in await ctx.store.contests.of_workspace(actor.workspace) if is_season(one)]
    fitting = [one for one in running if _is_of(one, board.of)]
    if not fitting and board.of is Of.PEOPLE:  # which is what was asked for where nothing was said
        fitting = running
    if not fitting:
        return Reply(words.no_contest_card(board), replaces)
    return await competition_boards.status(ctx, fitting[0], actor, replaces)


def _is_of(contest: Contest, of: Of) -> bool:
    if of is Of.LEAGUE:
        return contest.league is not None
    return contest.between is (Between.TEAMS if of is Of.TEAMS else Between.PEOPLE)
