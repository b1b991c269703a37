"""Deal people into teams of like strength: shown first, then done as it was shown."""

import zlib
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from bot.app.context import Context
from bot.cards import Reply
from bot.domain.boards import Period
from bot.domain.ids import PersonId, TeamId, WorkspaceId
from bot.domain.people import Actor
from bot.domain.team import MOST_DEALT, Record, Team
from bot.domain.team import deal as dealt_into
from bot.domain.team_names import key_of
from bot.presses.teams import DealTeams
from bot.wording import team_dealing as words
from bot.wording.replies import managers_only_card

Dealt = Sequence[Sequence[PersonId]]


async def preview(ctx: Context, count: int, actor: Actor) -> Reply:
    return await _preview(ctx, count, actor, replaces=False)


async def deal(ctx: Context, press: DealTeams, actor: Actor) -> Reply:
    """As it was shown; where somebody has answered meanwhile and it would be otherwise, it is shown again."""
    if not actor.manager:
        return Reply(managers_only_card())
    people = await _people(ctx, actor.workspace)
    teams = dealt_into(people, press.count) if 1 < press.count <= min(len(people), MOST_DEALT) else ()
    if not teams or _check(teams) != press.check:
        return await _preview(ctx, press.count, actor, replaces=True)
    await ctx.store.teams.deal(actor.workspace, _named(ctx, teams, actor.workspace), ctx.clock.now())
    return Reply(words.done_card(len(people), press.count), replaces=True)


async def _preview(ctx: Context, count: int, actor: Actor, replaces: bool) -> Reply:
    following = await ctx.store.team_groups.of_workspace(actor.workspace)
    if following:
        return Reply(words.follow_groups_card([team.name for team in following]))
    people = await _people(ctx, actor.workspace)
    if not 1 < count <= min(len(people), MOST_DEALT):
        return Reply(words.too_many_card(len(people)))
    teams = dealt_into(people, count)
    names = await ctx.store.people.names(actor.workspace, [one.person for one in people])
    there = await ctx.store.teams.of_workspace(actor.workspace)
    shown = [[names.get(person, "") for person in team] for team in teams]
    card = words.preview_card(shown, _averages(people, teams), len(there), DealTeams(count, _check(teams)))
    return Reply(card, replaces)


async def _people(ctx: Context, workspace: WorkspaceId) -> Sequence[Record]:
    """Those who have answered in this month or the last one."""
    today = ctx.today(workspace)
    return await ctx.store.teams.records(workspace, [today, _month_before(today)])


def _month_before(day: date) -> date:
    return Period.MONTH.days(day)[0] - timedelta(days=1)


def _averages(people: Sequence[Record], teams: Dealt) -> Sequence[tuple[int, int]]:
    """The points and answers of each team's people so far."""
    by_person: Mapping[PersonId, Record] = {one.person: one for one in people}
    return [
        (sum(by_person[p].points for p in team), sum(by_person[p].answered for p in team)) for team in teams
    ]


def _check(teams: Dealt) -> int:
    return zlib.crc32(repr([list(team) for team in teams]).encode())


def _named(ctx: Context, teams: Dealt, workspace: WorkspaceId) -> Mapping[Team, Sequence[PersonId]]:
    # a microsecond apart, so that they are listed in the order of their numbers
    now = ctx.clock.now()
    named = {}
    for number, people in enumerate(teams, 1):
        name = words.name_of(number)
        at = now + timedelta(microseconds=number)
        team = Team(id=TeamId(ctx.new_id()), workspace=workspace, name=name, key=key_of(name), created_at=at)
        named[team] = people
    return named
