"""What is kept of contests and of teams' sums."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from bot.domain.boards import Period
from bot.domain.contest import Contest, State
from bot.domain.ids import ChannelId, ContestId, PersonId, WorkspaceId
from bot.domain.team_scores import TeamStanding, TeamTally


@dataclass(frozen=True, slots=True, kw_only=True)
class ContestScore:
    """A person's sums in a contest; `last_at` as in a TeamTally. `platforms` are those they answer on."""

    person: PersonId
    name: str
    points: int
    right: int
    answered: int
    last_at: int
    platforms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ContestStanding:
    """`gap` is how many points are missing to whoever stands next above, None at the top."""

    place: int
    score: ContestScore
    gap: int | None = None


@dataclass(frozen=True, slots=True)
class Cursor:
    """The last standing of a page: points, right answers, when the last point came, person."""

    points: int
    right: int
    last_at: int
    person: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class ContestPage:
    standings: tuple[ContestStanding, ...]
    after: Cursor | None


class Contests(Protocol):
    async def add(self, contest: Contest) -> None: ...

    async def find(self, id_: ContestId) -> Contest | None: ...

    async def of_workspace(self, workspace: WorkspaceId) -> Sequence[Contest]:
        """All that a workspace has begun, the newest first."""
        ...

    async def in_state(self, *states: State) -> Sequence[Contest]: ...

    async def change_state(self, id_: ContestId, before: State, after: State, now: datetime) -> bool:
        """False if it was not in the state `before` any more.

        A frozen contest that begins to run keeps the teams of that moment. One that ends keeps its standing.
        """
        ...

    async def page(
        self, id_: ContestId, period: Period, day: date, after: Cursor | None = None
    ) -> ContestPage:
        """Ten people, by points, right answers, the earlier last point and last the person."""
        ...

    async def standing(
        self, id_: ContestId, period: Period, day: date, person: PersonId
    ) -> ContestStanding | None: ...

    async def tallies(self, contest: Contest) -> Sequence[TeamTally]:
        """The sums of every team that has answered, as the contest's rule needs them."""
        ...

    async def rounds(self, contest: Contest) -> int:
        """How many subjects the places of the contest have been asked so far."""
        ...

    async def by_day(self, id_: ContestId, who: Collection[str]) -> Mapping[str, Mapping[date, int]]:
        """What each of some people or teams has earned on each day; people by their number as text."""
        ...


class TeamBoards(Protocol):
    """Teams of a workspace or channel by period, without any contest."""

    async def tallies(
        self, scope: WorkspaceId | ChannelId, period: Period, day: date
    ) -> Sequence[TeamTally]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Final:
    """A kept final standing; the first version is that of the end, each further one an amendment."""

    version: int
    reason: str
    by: PersonId | None
    at: datetime
    people: Sequence[ContestStanding]
    teams: Sequence[TeamStanding]


class Finals(Protocol):
    async def latest(self, id_: ContestId) -> Final | None:
        """The standing that holds, its best hundred people and every team."""
        ...

    async def versions(self, id_: ContestId) -> Sequence[tuple[int, str, PersonId | None, datetime]]:
        """Every version with its reason, whose it was and when, the first one first."""
        ...

    async def amend(self, id_: ContestId, reason: str, by: PersonId, now: datetime) -> int | None:
        """Count an ended competition again from the ledger; the new version, None if it is not ended."""
        ...
