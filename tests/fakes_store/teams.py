"""No teams at all: whoever tests them does so on the real store."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

from bot.domain.boards import Period
from bot.domain.ids import PersonId, TeamId, TopicId, WorkspaceId
from bot.domain.team import Record, Team
from bot.domain.team_scores import TeamTally
from bot.ports.teams import Created, Joined, Left, Membership, TeamSize
from tests.fakes_store.kept import Scope


class NoTeams:
    async def create(self, team: Team) -> Created:
        raise NotImplementedError

    async def find(self, id_: TeamId) -> Team | None:
        return None

    async def named(self, workspace: WorkspaceId, key: str) -> Team | None:
        return None

    async def of_person(self, workspace: WorkspaceId, person: PersonId) -> Team | None:
        return None

    async def of_workspace(self, workspace: WorkspaceId) -> Sequence[TeamSize]:
        return []

    async def members(self, team: Team) -> Sequence[Membership]:
        return []

    async def join(
        self, id_: TeamId, person: PersonId, now: datetime, is_put: bool = False
    ) -> tuple[Joined, Left | None]:
        return Joined.ENDED, None

    async def leave(self, workspace: WorkspaceId, person: PersonId, now: datetime) -> Left | None:
        return None

    async def rename(self, id_: TeamId, name: str, key: str) -> bool:
        return False

    async def disband(self, id_: TeamId, now: datetime) -> bool:
        return False

    async def hand_over(self, id_: TeamId, to: PersonId) -> bool:
        return False

    async def invite(self, id_: TeamId, person: PersonId, by: PersonId, now: datetime) -> bool:
        return False

    async def is_invited(self, id_: TeamId, person: PersonId) -> bool:
        return False

    async def records(self, workspace: WorkspaceId, months: Collection[date]) -> Sequence[Record]:
        return []

    async def deal(
        self, workspace: WorkspaceId, dealt: Mapping[Team, Sequence[PersonId]], now: datetime
    ) -> None:
        raise NotImplementedError


class NoTeamBoards:
    async def tallies(self, scope: Scope, period: Period, day: date) -> Sequence[TeamTally]:
        return []

    async def of_topic(self, scope: Scope, topic: TopicId, days: tuple[date, date]) -> Sequence[TeamTally]:
        return []


class NoTeamGroups:
    async def all(self) -> Sequence[Team]:
        return []

    async def of_workspace(self, workspace: WorkspaceId) -> Sequence[Team]:
        return []

    async def arrive(
        self, workspace: WorkspaceId, person: PersonId, groups: Collection[str], now: datetime
    ) -> None:
        return

    async def set_members(self, team: Team, people: Collection[PersonId], now: datetime) -> int:
        return 0
