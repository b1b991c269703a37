"""What is kept of teams, and the roles and groups of platforms that some of them follow."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from bot.domain.boards import Period
from bot.domain.ids import Account, ChannelId, PersonId, TeamId, TopicId, WorkspaceId
from bot.domain.team import Record, Team
from bot.domain.team_scores import TeamTally


class Created(StrEnum):
    DONE = "done"
    NAME_TAKEN = "name taken"
    """Another team here has a name that looks the same."""
    IN_A_TEAM = "in a team"


class Joined(StrEnum):
    DONE = "done"
    ALREADY = "already"
    ENDED = "ended"
    BY_INVITATION = "by invitation"
    FOLLOWS = "follows"
    """The team is made of the people of a role or group."""
    IS_TIED = "is tied"
    """The person's role or group ties them to another team."""


@dataclass(frozen=True, slots=True)
class Left:
    """`has_ended`: it was the last member. `captain` is who leads the team now, if its captain has left."""

    team: Team
    has_ended: bool
    captain: PersonId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """`points` are those that the person has earned in the team, answers as they count now."""

    person: PersonId
    name: str
    points: int
    right: int
    answered: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamSize:
    team: Team
    members: int
    points: int


class Teams(Protocol):
    """One team for each person and workspace; whatever races, the database decides it."""

    async def create(self, team: Team) -> Created:
        """With its captain as the first member, if it has one."""
        ...

    async def find(self, id_: TeamId) -> Team | None:
        """None for one that has ended."""
        ...

    async def named(self, workspace: WorkspaceId, key: str) -> Team | None: ...

    async def of_person(self, workspace: WorkspaceId, person: PersonId) -> Team | None: ...

    async def of_workspace(self, workspace: WorkspaceId) -> Sequence[TeamSize]:
        """Those that have not ended, the oldest first, with their points of all time."""
        ...

    async def members(self, team: Team) -> Sequence[Membership]:
        """In the order in which they joined."""
        ...

    async def join(
        self, id_: TeamId, person: PersonId, now: datetime, is_put: bool = False
    ) -> tuple[Joined, Left | None]:
        """Leave the team that one is in for another; `is_put` by a manager, who needs no invitation."""
        ...

    async def leave(self, workspace: WorkspaceId, person: PersonId, now: datetime) -> Left | None: ...

    async def rename(self, id_: TeamId, name: str, key: str) -> bool:
        """False where another team has a name that looks the same."""
        ...

    async def disband(self, id_: TeamId, now: datetime) -> bool:
        """End a team; what it has earned stays. False if it had ended before."""
        ...

    async def hand_over(self, id_: TeamId, to: PersonId) -> bool:
        """False for somebody who is not in the team."""
        ...

    async def invite(self, id_: TeamId, person: PersonId, by: PersonId, now: datetime) -> bool:
        """False for somebody who was invited before and has not answered."""
        ...

    async def is_invited(self, id_: TeamId, person: PersonId) -> bool: ...

    async def records(self, workspace: WorkspaceId, months: Collection[date]) -> Sequence[Record]:
        """What everybody has earned who answered in one of the months of these days.

        Whoever has left or is kept off the boards is not among them.
        """
        ...

    async def deal(
        self, workspace: WorkspaceId, dealt: Mapping[Team, Sequence[PersonId]], now: datetime
    ) -> None:
        """End every team that there is, and make these."""
        ...


class TeamBoards(Protocol):
    """Teams of a workspace or channel by period, without any contest."""

    async def tallies(self, scope: WorkspaceId | ChannelId, period: Period, day: date) -> Sequence[TeamTally]:
        """Of every team that has earned something then, those that have ended since as well."""
        ...

    async def of_topic(
        self, scope: WorkspaceId | ChannelId, topic: TopicId, days: tuple[date, date]
    ) -> Sequence[TeamTally]:
        """The same on a topic from a day to another one, counted from the ledger."""
        ...


class TeamGroups(Protocol):
    """Teams that follow a role or a group."""

    async def all(self) -> Sequence[Team]:
        """Of every workspace, the oldest first."""
        ...

    async def of_workspace(self, workspace: WorkspaceId) -> Sequence[Team]:
        """Those of one, the oldest first, from memory where it was looked up before."""
        ...

    async def arrive(
        self, workspace: WorkspaceId, person: PersonId, groups: Collection[str], now: datetime
    ) -> None:
        """Somebody has acted who is in these groups: into the oldest team that follows one of them.

        Out of a team whose group they are no longer in. Who was put in the right place before costs nothing.
        """
        ...

    async def set_members(self, team: Team, people: Collection[PersonId], now: datetime) -> int:
        """Make the team of the people of its group; gives how many stay in an older team that follows one."""
        ...


class Groups(Protocol):
    """Roles of Discord and user groups of Slack. Every method may raise Refused or Unreachable."""

    async def title(self, workspace: WorkspaceId, group: str) -> str: ...

    async def members(self, workspace: WorkspaceId, group: str) -> Sequence[tuple[Account, str]] | None:
        """Accounts with their names, empty where the platform does not say it along.

        None where the platform tells the groups of those who act only.
        """
        ...

    async def name_there(self, workspace: WorkspaceId, account: Account) -> str | None:
        """What a member is called, empty if it is not said.

        None only where the platform says that they are no member any more.
        """
        ...

    async def name_of(self, workspace: WorkspaceId, account: Account) -> str: ...
