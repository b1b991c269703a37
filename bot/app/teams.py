"""Make, join, leave, name, hand over and end teams."""

from dataclasses import dataclass
from difflib import get_close_matches

from bot.app import team_dealing, team_groups
from bot.app.context import Context
from bot.app.notices import notify
from bot.app.people import account_of, person_named
from bot.cards import Reply
from bot.commands import (
    BalanceTeams,
    CreateTeam,
    DisbandTeam,
    HandOverTeam,
    InviteToTeam,
    JoinTeam,
    LeaveTeam,
    ListTeams,
    RenameTeam,
    SyncTeam,
    TeamCommand,
)
from bot.domain.ids import PersonId, TeamId, WorkspaceId
from bot.domain.notice import NoticeKind, invitation_subject
from bot.domain.people import Actor
from bot.domain.team import Team
from bot.domain.team_names import cleaned, key_of
from bot.ports.teams import Created
from bot.presses.teams import DealTeams, EndTeam, EnterTeam, ShowTeams, TeamPress
from bot.wording import teams as words
from bot.wording.replies import managers_only_card

LEADING = RenameTeam | InviteToTeam | HandOverTeam | DisbandTeam


@dataclass(frozen=True, slots=True)
class Lead:
    """A team, and who may lead it just now."""

    team: Team
    person: PersonId


async def command(ctx: Context, command: TeamCommand, actor: Actor) -> Reply:
    match command:
        case CreateTeam():
            return await create(ctx, command, actor)
        case JoinTeam():
            return await join(ctx, command, actor)
        case LeaveTeam(member):
            return await leave(ctx, member, actor)
        case ListTeams(name):
            return await (show_all(ctx, 0, actor) if name is None else show(ctx, name, actor))
        case RenameTeam() | InviteToTeam() | HandOverTeam() | DisbandTeam():
            return await _lead(ctx, command, actor)
        case SyncTeam(group):
            return await team_groups.sync(ctx, group, actor)
        case BalanceTeams(count):
            return await team_dealing.preview(ctx, count, actor)


async def press(ctx: Context, press: TeamPress, actor: Actor) -> Reply:
    match press:
        case EnterTeam(id_):
            return await _enter(ctx, id_, actor)
        case ShowTeams(page):
            return await show_all(ctx, page, actor, replaces=True)
        case EndTeam(id_):
            return await _end(ctx, id_, actor)
        case DealTeams():
            return await team_dealing.deal(ctx, press, actor)


async def create(ctx: Context, command: CreateTeam, actor: Actor) -> Reply:
    try:
        name = cleaned(command.name)
    except ValueError as problem:
        return Reply(words.bad_name_card(str(problem)))
    person = await ctx.store.people.recognise(actor)
    team = Team(
        id=TeamId(ctx.new_id()),
        workspace=actor.workspace,
        name=name,
        key=key_of(name),
        created_at=ctx.clock.now(),
        captain=person,
        is_open=not command.by_invitation,
    )
    match await ctx.store.teams.create(team):
        case Created.DONE:
            return Reply(words.created_card(team))
        case Created.NAME_TAKEN:
            return Reply(words.name_taken_card(await _named_alike(ctx, team.workspace, team.key)))
        case Created.IN_A_TEAM:
            own = await ctx.store.teams.of_person(actor.workspace, person)
            return Reply(words.in_a_team_card(own))


async def _named_alike(ctx: Context, workspace: WorkspaceId, key: str) -> str:
    other = await ctx.store.teams.named(workspace, key)
    return other.name if other else ""


async def join(ctx: Context, command: JoinTeam, actor: Actor) -> Reply:
    if command.member is not None and not actor.manager:
        return Reply(managers_only_card())
    team = await ctx.store.teams.named(actor.workspace, key_of(command.name))
    if team is None:
        return await _unknown(ctx, command.name, actor)
    if command.member is None:
        return await _join(ctx, team, await ctx.store.people.recognise(actor))
    person = await person_named(ctx, command.member, actor)
    if person is None:
        return Reply(words.no_such_member_card())
    return await _join(ctx, team, person, of=await ctx.store.people.name_of(person, actor.workspace))


async def _enter(ctx: Context, id_: TeamId, actor: Actor) -> Reply:
    """By a button, which in a direct message comes from no workspace: then from who is invited or in it."""
    team = await ctx.store.teams.find(id_)
    if team is None:
        return Reply(words.ended_card())
    if actor.workspace == team.workspace:
        return await _join(ctx, team, await ctx.store.people.recognise(actor))
    person = await ctx.store.people.find(actor.account) if actor.is_nowhere else None
    if person is None or not await _may_enter(ctx, team, person):
        return Reply(words.elsewhere_card())
    return await _join(ctx, team, person)


async def _may_enter(ctx: Context, team: Team, person: PersonId) -> bool:
    own = await ctx.store.teams.of_person(team.workspace, person)
    return own == team or await ctx.store.teams.is_invited(team.id, person)


async def _join(ctx: Context, team: Team, person: PersonId, of: str | None = None) -> Reply:
    """`of` is the name of somebody whom a manager puts there."""
    outcome, left = await ctx.store.teams.join(team.id, person, ctx.clock.now(), is_put=of is not None)
    return Reply(words.joined_card(outcome, team, left, of))


async def leave(ctx: Context, member: str | None, actor: Actor) -> Reply:
    if member is not None and not actor.manager:
        return Reply(managers_only_card())
    if member is None:
        person, of = await ctx.store.people.recognise(actor), None
    else:
        found = await person_named(ctx, member, actor)
        if found is None:
            return Reply(words.no_such_member_card())
        person, of = found, await ctx.store.people.name_of(found, actor.workspace)
    team = await ctx.store.teams.of_person(actor.workspace, person)
    if team is not None and team.source:
        return Reply(words.follows_card(team))
    left = await ctx.store.teams.leave(actor.workspace, person, ctx.clock.now())
    names = await ctx.store.people.names(actor.workspace, [left.captain] if left and left.captain else [])
    return Reply(words.left_card(left, of, "".join(names.values())))


async def show_all(ctx: Context, page: int, actor: Actor, replaces: bool = False) -> Reply:
    reader = await ctx.store.people.recognise(actor)
    own = await ctx.store.teams.of_person(actor.workspace, reader)
    teams = await ctx.store.teams.of_workspace(actor.workspace)
    return Reply(words.list_card(teams, page, own), replaces)


async def show(ctx: Context, name: str, actor: Actor) -> Reply:
    team = await ctx.store.teams.named(actor.workspace, key_of(name))
    if team is None:
        return await _unknown(ctx, name, actor)
    reader = await ctx.store.people.recognise(actor)
    return Reply(words.team_card(team, await ctx.store.teams.members(team), reader))


async def _unknown(ctx: Context, name: str, actor: Actor) -> Reply:
    known = [one.team.name for one in await ctx.store.teams.of_workspace(actor.workspace)]
    return Reply(words.unknown_card(get_close_matches(name, known, n=3, cutoff=0.4) or known[:3]))


async def _lead(ctx: Context, command: LEADING, actor: Actor) -> Reply:
    """What only the captain of a team and managers may do."""
    person = await ctx.store.people.recognise(actor)
    if command.team is None:
        team = await ctx.store.teams.of_person(actor.workspace, person)
    else:
        team = await ctx.store.teams.named(actor.workspace, key_of(command.team))
    if team is None:
        return await _unknown(ctx, command.team, actor) if command.team else Reply(words.in_no_team_card())
    if not actor.manager and team.captain != person:
        return Reply(words.captains_only_card(team))
    match command:
        case RenameTeam(new_name):
            return await _rename(ctx, team, new_name)
        case InviteToTeam(member):
            return await _invite(ctx, Lead(team, person), member, actor)
        case HandOverTeam(member):
            return await _hand_over(ctx, team, member, actor)
        case DisbandTeam():
            return Reply(words.sure_to_disband_card(team, await ctx.store.teams.members(team)))


async def _rename(ctx: Context, team: Team, new_name: str) -> Reply:
    try:
        name = cleaned(new_name)
    except ValueError as problem:
        return Reply(words.bad_name_card(str(problem)))
    if await ctx.store.teams.rename(team.id, name, key_of(name)):
        return Reply(words.renamed_card(team.name, name))
    return Reply(words.name_taken_card(await _named_alike(ctx, team.workspace, key_of(name))))


async def _invite(ctx: Context, lead: Lead, member: str, actor: Actor) -> Reply:
    team = lead.team
    if team.source:
        return Reply(words.follows_card(team))
    person = await person_named(ctx, member, actor)
    if person is None:
        return Reply(words.no_such_member_card())
    current = await ctx.store.teams.of_person(team.workspace, person)
    name = await ctx.store.people.name_of(person, team.workspace)
    if current is not None and current.id == team.id:
        return Reply(words.is_in_it_card(name, team))
    if not await ctx.store.teams.invite(team.id, person, lead.person, ctx.clock.now()):
        return Reply(words.invited_before_card(name, team))
    subject = invitation_subject(team.id, lead.person, ctx.clock.now())
    await notify(ctx, [person], NoticeKind.INVITATION, subject, team.workspace)
    return Reply(words.invited_card(name, team))


async def _hand_over(ctx: Context, team: Team, member: str, actor: Actor) -> Reply:
    if team.source:
        return Reply(words.follows_card(team))
    person = await ctx.store.people.find(account_of(member, actor))
    if person is None or not await ctx.store.teams.hand_over(team.id, person):
        return Reply(words.not_in_it_card(team))
    return Reply(words.handed_over_card(team, await ctx.store.people.name_of(person, team.workspace)))


async def _end(ctx: Context, id_: TeamId, actor: Actor) -> Reply:
    team = await ctx.store.teams.find(id_)
    if team is None or team.workspace != actor.workspace:
        return Reply(words.ended_card(), replaces=True)
    person = await ctx.store.people.recognise(actor)
    if not actor.manager and team.captain != person:
        return Reply(words.captains_only_card(team), replaces=True)
    await ctx.store.teams.disband(id_, ctx.clock.now())
    return Reply(words.disbanded_card(team), replaces=True)
