"""What is kept of contests and of teams' sums."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from bot.domain.announcement import Announcement
from bot.domain.boards import Period
from bot.domain.contest import Contest
from bot.domain.divisions import Division
from bot.domain.ids import ContestId, PersonId, TeamId, WorkspaceId
from bot.domain.team_scores import TeamStanding, TeamTally


@dataclass(frozen=True, slots=True, kw_only=True)
class ContestScore:
    """A person's sums in a contest; `last_at` as in a TeamTally. `platforms` are those they are on, where
    the contest spans several workspaces.

    `name` is empty for who is hidden or not known any more.
    """

    person: PersonId
    name: str
    points: int
    right: int
    answered: int
    last_at: int
    has_left: bool = False
    platforms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ContestStanding:
    """`gap` is how many points are missing to whoever stands next above, None at the top or on a page."""

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


@dataclass(frozen=True, slots=True)
class Underway:
    """A competition that the clock may move on, and whether its half-time has been announced."""

    contest: Contest
    half_told: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Follower:
    """The season that begins as another one ends."""

    contest: Contest
    told: Sequence[Announcement]


class Contests(Protocol):
    """Every change of state is one transaction with its announcement; False if another one was faster."""

    async def add(self, contest: Contest) -> None:
        """Keep a planned one; what was answered since its start, if that is past, counts."""
        ...

    async def find(self, id_: ContestId) -> Contest | None: ...

    async def of_workspace(self, workspace: WorkspaceId) -> Sequence[Contest]:
        """All competitions that a workspace has begun or takes part in by a league, the newest first."""
        ...

    async def underway(self, now: datetime) -> Sequence[Underway]:
        """Running competitions, and planned ones whose start has come."""
        ...

    async def begin(self, contest: Contest, told: Sequence[Announcement]) -> bool:
        """Let a planned one run; one that is frozen keeps the teams of this moment."""
        ...

    async def halve(self, contest: Contest, told: Sequence[Announcement]) -> bool:
        """Keep the standing of half-time as version 0."""
        ...

    async def end(
        self, contest: Contest, now: datetime, told: Sequence[Announcement], follower: Follower | None = None
    ) -> bool:
        """Keep the final standing as version 1; the follower is added and runs at once."""
        ...

    async def cancel(self, contest: Contest, told: Sequence[Announcement]) -> bool: ...

    async def amend(
        self, contest: Contest, reason: str, by: PersonId, now: datetime, told: Sequence[Announcement]
    ) -> int | None:
        """Count an ended one again from the ledger; the new version, None if it is not ended.

        The announcements are given the version that they are about.
        """
        ...

    async def settle_in(self, contest: Contest) -> int:
        """Give everybody who has answered in a divided one and is in no group yet a group; how many."""
        ...


class ContestBoards(Protocol):
    """How a contest stands; an ended one as it was counted last."""

    async def page(
        self, id_: ContestId, period: Period, day: date, after: Cursor | None = None
    ) -> ContestPage:
        """Ten people, by points, right answers, the earlier last point and last the person."""
        ...

    async def nth(self, id_: ContestId, period: Period, day: date, number: int) -> Cursor | None:
        """Whoever stands behind so many others, by which a page is found by its number."""
        ...

    async def standing(
        self, id_: ContestId, period: Period, day: date, person: PersonId
    ) -> ContestStanding | None: ...

    async def tallies(self, contest: Contest, now: datetime) -> Sequence[TeamTally]:
        """The sums of every team that has answered, as the contest's rule needs them."""
        ...

    async def rounds(self, contest: Contest, now: datetime) -> int:
        """How many subjects the places of the contest have been asked until now, or its end."""
        ...

    async def team_of(self, contest: Contest, person: PersonId) -> TeamId | None:
        """The team that a person scores for now."""
        ...

    async def days_of_people(
        self, id_: ContestId, people: Sequence[PersonId]
    ) -> Mapping[PersonId, Mapping[date, int]]:
        """What each of them has earned on each day."""
        ...

    async def days_of_teams(
        self, id_: ContestId, teams: Sequence[TeamId]
    ) -> Mapping[TeamId, Mapping[date, int]]: ...

    async def division_of(self, id_: ContestId, person: PersonId) -> Division | None: ...

    async def divisions(self, id_: ContestId) -> Mapping[Division, int]:
        """Every group with how many people are in it, the highest tier first."""
        ...

    async def division(self, id_: ContestId, division: Division) -> Sequence[ContestStanding]:
        """A whole group, also those who have not answered yet."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A standing as it was at one moment: its best hundred people, and its teams."""

    people: Sequence[ContestStanding]
    teams: Sequence[TeamStanding]


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One count of a final standing; the first is that of the end, each further one an amendment."""

    number: int
    reason: str
    by: PersonId | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Winners:
    """Who is first in the last version of a season: people or teams, and the score in hundredths."""

    contest: Contest
    people: Sequence[tuple[PersonId, str]]
    teams: Sequence[tuple[TeamId, str]]
    score: int


class Finals(Protocol):
    async def kept(self, id_: ContestId, version: int) -> Kept: ...

    async def versions(self, id_: ContestId) -> Sequence[Version]:
        """Every version of the final standing, the first one first."""
        ...

    async def wins(self, workspace: WorkspaceId, person: PersonId) -> int:
        """Ended competitions of a workspace that a person has won, alone or with the team they scored for.

        As they were counted last; a shared first place is a win, one without points is none.
        """
        ...

    async def winners(self, contests: Sequence[Contest]) -> Sequence[Winners]:
        """Of each that has ended, in their order."""
        ...
