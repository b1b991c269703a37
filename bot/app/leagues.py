"""Leagues: channels of several workspaces that are asked the same and compete on one board."""

from datetime import date

from bot.app import audit
from bot.app.context import Context
from bot.cards import Reply
from bot.commands.leagues import CreateLeague, JoinLeague, LeagueCommand, LeaveLeague, ListLeagues
from bot.domain.audit import Deed
from bot.domain.contest import Contest, ContestKind, State
from bot.domain.ids import ChannelId, ContestId, workspace_of
from bot.domain.names import cleaned
from bot.domain.people import Actor
from bot.domain.picking import pick
from bot.domain.question import Question
from bot.domain.schedule import Schedule
from bot.ports.leagues import JoinOutcome, League
from bot.wording import leagues as words
from bot.wording.replies import refused


async def command(ctx: Context, command: LeagueCommand, actor: Actor) -> Reply:
    match command:
        case CreateLeague(name):
            return await _create(ctx, name, actor)
        case JoinLeague():
            return await _join(ctx, command, actor)
        case LeaveLeague(channel):
            return await _leave(ctx, channel or actor.channel, actor)
        case ListLeagues():
            leagues = await ctx.store.leagues.of_workspace(actor.workspace)
            return Reply(words.list_card(leagues, actor.workspace, with_codes=actor.manager))


async def _create(ctx: Context, name: str, actor: Actor) -> Reply:
    try:
        named = cleaned(name)
    except ValueError as problem:
        return Reply(refused("That name will not do", str(problem)))
    now, id_ = ctx.clock.now(), ContestId(ctx.new_id())
    contest = Contest(
        id=id_,
        name=named,
        workspace=actor.workspace,
        channel=actor.channel,
        places=(actor.channel,),
        starts_at=now,
        ends_at=None,
        kind=ContestKind.LEAGUE,
        state=State.RUNNING,
        by=await ctx.store.people.recognise(actor),
    )
    league = League(contest=contest, code=ctx.new_id())
    if not await ctx.store.leagues.create(league, now):
        return Reply(words.taken_card())
    await audit.note(ctx, actor, Deed.LEAGUE_CREATED, named)
    return Reply(words.created_card(league))


async def _join(ctx: Context, command: JoinLeague, actor: Actor) -> Reply:
    channel = command.channel or actor.channel
    if workspace_of(channel) != actor.workspace:
        return Reply(words.elsewhere_card())
    outcome = await ctx.store.leagues.join(command.code.strip().lower(), channel, ctx.clock.now())
    match outcome:
        case JoinOutcome.UNKNOWN_CODE:
            return Reply(words.unknown_code_card())
        case JoinOutcome.IN_ANOTHER:
            return Reply(words.taken_card())
        case JoinOutcome.JOINED:
            league = await ctx.store.leagues.of_channel(channel)
            assert league is not None  # it has just been joined
            await audit.note(ctx, actor, Deed.LEAGUE_JOINED, league.contest.name)
            return Reply(words.joined_card(league))


async def _leave(ctx: Context, channel: ChannelId, actor: Actor) -> Reply:
    if workspace_of(channel) != actor.workspace:
        return Reply(words.elsewhere_card())
    league = await ctx.store.leagues.leave(channel, ctx.clock.now())
    if league is None:
        return Reply(words.in_none_card())
    await audit.note(ctx, actor, Deed.LEAGUE_LEFT, league.contest.name)
    return Reply(words.left_card(league))


async def question_for(ctx: Context, schedule: Schedule, day: date) -> Question | None:
    """What a channel's league asks next on a day, the same in each of its channels; None outside of leagues.

    The first channel to ask chooses, as its schedule's filters want it, among what every workspace has and
    everybody can be scored on. What the workspace that founded the league hides is not chosen. What another
    one hides is asked there all the same: a league that left it out in one place would compare people who
    were asked different things.
    """
    league = await ctx.store.leagues.of_channel(schedule.channel)
    if league is None:
        return None
    turn = await ctx.store.leagues.turn(schedule.channel, day)
    chosen = await ctx.store.leagues.question(league.id, day, turn)
    if chosen is None:
        wanted = await _choose(ctx, league, schedule)
        if wanted is None:
            return None
        chosen = await ctx.store.leagues.question(league.id, day, turn, wanted.id)
    return ctx.banks.current.find(chosen) if chosen else None


async def _choose(ctx: Context, league: League, schedule: Schedule) -> Question | None:
    bank = ctx.banks.current
    asked = (bank.find(id_) for id_ in await ctx.store.leagues.asked(league.id))
    history = [(question.id, question.topic) for question in asked if question is not None]
    founders = ctx.bank_of(league.contest.workspace)
    fits = schedule.filter.choose_from(bank)
    pool = [question for question in fits if not question.is_open and founders.find(question.id)]
    return pick(pool, history, ctx.chance)
