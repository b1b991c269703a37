"""Teams that follow a role or a user group: at once, when somebody acts, and now and then."""

from datetime import timedelta

import structlog

from bot.app.context import Context
from bot.cards import Reply
from bot.domain.ids import Account, ChannelId, PersonId, TeamId, WorkspaceId
from bot.domain.people import Actor
from bot.domain.team import Team
from bot.domain.team_names import fitted, key_of
from bot.ports.outside import Refused, Unreachable
from bot.ports.teams import Created
from bot.wording import team_groups as words

NEW_AT_ONCE = 50
"""People never seen before whom one look takes in; the others have their turn in the next."""

log = structlog.get_logger()


async def arrive(ctx: Context, actor: Actor) -> None:
    """Somebody acts, of whom the platform says which groups they are in."""
    if actor.groups is None or not await ctx.store.team_groups.of_workspace(actor.workspace):
        return
    person = await ctx.store.people.recognise(actor)
    await ctx.store.team_groups.arrive(actor.workspace, person, actor.groups, ctx.clock.now())


async def sync(ctx: Context, group: str, actor: Actor) -> Reply:
    """Make a team of a group, or bring the one there is up to date."""
    workspace = actor.workspace
    try:
        title = await ctx.groups.title(workspace, group)
        team = await _team_of(ctx, workspace, group, title)
        if team is None:
            return Reply(words.name_taken_card(title))
        outcome = await _follow(ctx, team)
    except (Refused, Unreachable) as trouble:
        return Reply(words.trouble_card(str(trouble)))
    members = await ctx.store.teams.members(team)
    return Reply(words.synced_card(team, title, len(members), outcome))


async def _team_of(ctx: Context, workspace: WorkspaceId, group: str, title: str) -> Team | None:
    """The team that follows a group, made if need be; None where another team has its name."""
    following = await ctx.store.team_groups.of_workspace(workspace)
    known = next((team for team in following if team.source == group), None)
    if known is not None:
        return known
    name = fitted(title, words.otherwise(len(following) + 1))
    team = Team(
        id=TeamId(ctx.new_id()),
        workspace=workspace,
        name=name,
        key=key_of(name),
        created_at=ctx.clock.now(),
        source=group,
        is_open=False,
    )
    return team if await ctx.store.teams.create(team) is Created.DONE else None


async def _follow(ctx: Context, team: Team) -> words.Followed:
    accounts = await ctx.groups.members(team.workspace, team.source)
    if accounts is None:
        return words.Followed(is_listed=False)
    found = {account: await ctx.store.people.find(account) for account, _ in accounts}
    unseen = [(account, name) for account, name in accounts if found[account] is None]
    for account, name in unseen[:NEW_AT_ONCE]:
        found[account] = await _met(ctx, team.workspace, account, name)
    people = {person for person in found.values() if person is not None}
    held = await ctx.store.team_groups.set_members(team, people, ctx.clock.now())
    return words.Followed(is_listed=True, held=held, to_come=len(unseen[NEW_AT_ONCE:]))


async def _met(ctx: Context, workspace: WorkspaceId, account: Account, name: str) -> PersonId | None:
    """None for somebody whom the group still names and the platform does not."""
    try:
        name = name or await ctx.groups.name_of(workspace, account)
    except Refused:
        return None
    return await ctx.store.people.recognise(Actor(account, name, ChannelId(f"{workspace}/")))


class Follower:
    """Brings teams up to date, one after the other: a look is one team's, so that no platform is hurried."""

    def __init__(self, every: timedelta) -> None:
        self._every = every
        self._looked: dict[TeamId, float] = {}

    async def look(self, ctx: Context) -> None:
        """The team whose last look is longest ago, if that is long enough."""
        now = ctx.clock.now().timestamp()
        teams = await ctx.store.team_groups.all()
        self._looked = {team.id: self._looked.get(team.id, 0.0) for team in teams}
        due = [team for team in teams if now - self._looked[team.id] >= self._every.total_seconds()]
        if not due:
            return
        team = min(due, key=lambda one: self._looked[one.id])
        self._looked[team.id] = now
        try:
            await _follow(ctx, team)
        except (Refused, Unreachable) as trouble:
            log.warning("team not brought up to date", team=team.id, why=str(trouble))
