"""Teams that follow a role or a group, and who belongs into them."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import select

from bot.adapters.store import membership
from bot.adapters.store.codec import to_micros
from bot.adapters.store.database import Database
from bot.adapters.store.membership import TEAM_COLUMNS, Moving, to_team
from bot.adapters.store.recent import Recent
from bot.adapters.store.team_tables import IS_FOLLOWING, memberships, teams
from bot.adapters.store.transaction import Transaction, given
from bot.domain.ids import PersonId, TeamId, WorkspaceId
from bot.domain.team import Team

_PEOPLE_KEPT = 2000

_OLDEST_FIRST = (teams.c.created_at, teams.c.id)
_OF_WORKSPACE = (
    select(*TEAM_COLUMNS)
    .where(teams.c.workspace == given("workspace"), IS_FOLLOWING)
    .order_by(*_OLDEST_FIRST)
)
_ALL = select(*TEAM_COLUMNS).where(IS_FOLLOWING).order_by(*_OLDEST_FIRST)
_MEMBERS = select(memberships.c.person).where(memberships.c.team == given("team"))


class SqliteTeamGroups:
    """What was found about people who act is remembered, so that a click does not look for it again."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._following: dict[WorkspaceId, Sequence[Team]] = {}
        self._placed = Recent[tuple[WorkspaceId, PersonId], TeamId | str](_PEOPLE_KEPT)

    def forget(self) -> None:
        """Teams have begun or ended."""
        self._following.clear()
        self._placed.clear()

    async def all(self) -> Sequence[Team]:
        return [to_team(row) for row in await self._database.read(lambda tx: tx.all(_ALL, {}))]

    async def of_workspace(self, workspace: WorkspaceId) -> Sequence[Team]:
        known = self._following.get(workspace)
        if known is None:
            generation = self._placed.generation
            rows = await self._database.read(lambda tx: tx.all(_OF_WORKSPACE, {"workspace": workspace}))
            known = [to_team(row) for row in rows]
            if generation == self._placed.generation:  # nothing began or ended while we read
                self._following[workspace] = known
        return known

    async def arrive(
        self, workspace: WorkspaceId, person: PersonId, groups: Collection[str], now: datetime
    ) -> None:
        wanted = next((team for team in await self.of_workspace(workspace) if team.source in groups), None)
        place, key = wanted.id if wanted else "", (workspace, person)
        if self._placed.get(key) == place:
            return
        who, generation = Moving(workspace, person, to_micros(now)), self._placed.generation

        def keep(_: None) -> None:
            if generation == self._placed.generation:  # no team has begun or ended meanwhile
                self._placed.put(key, place)

        await self._database.write(lambda tx: _place(tx, who, wanted), committed=keep)

    async def set_members(self, team: Team, people: Collection[PersonId], now: datetime) -> int:
        moment = to_micros(now)
        return await self._database.write(
            lambda tx: _set(tx, team, people, moment), committed=lambda _: self._placed.clear()
        )


def _place(tx: Transaction, who: Moving, wanted: Team | None) -> None:
    """Into the team of one's group, or out of one whose group one is not in; other teams stay as they are."""
    current = membership.team_of(tx, who.workspace, who.person)
    if wanted is not None:
        wanted = membership.find(tx, wanted.id)  # it may have ended meanwhile
    if wanted is None:
        if current is not None and current.source:
            membership.out(tx, who)
    elif current is None or current.id != wanted.id:
        membership.out(tx, who)
        membership.enter(tx, wanted, who)


def _set(tx: Transaction, team: Team, people: Collection[PersonId], now: int) -> int:
    """How many stay where an older team holds them."""
    if membership.find(tx, team.id) is None:
        return 0
    for (person,) in tx.all(_MEMBERS, {"team": team.id}):
        if person not in people:
            membership.out(tx, Moving(team.workspace, person, now))
    return sum(_is_held(tx, team, Moving(team.workspace, person, now)) for person in sorted(people))


def _is_held(tx: Transaction, team: Team, who: Moving) -> bool:
    """False once they are in the team."""
    current = membership.team_of(tx, who.workspace, who.person)
    if current is None or current.id != team.id:
        if current is not None and current.source and _age(current) < _age(team):
            return True
        membership.out(tx, who)
        membership.enter(tx, team, who)
    return False


def _age(team: Team) -> tuple[datetime, TeamId]:
    return team.created_at, team.id
