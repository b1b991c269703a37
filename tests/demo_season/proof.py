"""Holds what the bot did against what must be true of any season."""

import asyncio
import re
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence

from bot.adapters.store.integrity import check_totals
from bot.domain.boards import Period
from bot.domain.contest import Contest
from bot.domain.ids import Account, ChannelId, WorkspaceId
from bot.ports.contests import ContestScore
from bot.ports.records import BoardPage
from tests.demo_season.season import CUP, LEAGUE, SPRINT, Season
from tests.demo_season.slow_count import SlowCount, Sums, adjusted, counted

TURNS = {"Competition": [1], "Half-time": [1], "Over": [1]}
"""How many pictures come with each message that tells of a competition."""


class Proof:
    """`problems` finds a line for everything that is wrong."""

    def __init__(self, season: Season, count: SlowCount) -> None:
        self._season = season
        self._count = count
        self._store = season.stage.ctx.store
        self._people: dict[int, str] = {}

    async def problems(self) -> Sequence[str]:
        await self._recognise()
        found = [*self._posts(), *self._announcements()]
        found += [problem async for problem in self._boards()]
        found += await asyncio.to_thread(check_totals, self._season.stage.database)
        return found

    async def _recognise(self) -> None:
        for account in {one.person for one in self._count.given}:
            person = await self._store.people.find(Account(account))
            assert person is not None  # they have answered
            self._people[person] = account

    def _posts(self) -> Iterator[str]:
        """Once a day in each channel, and the same everywhere."""
        asked = {name: hands.asked() for name, hands in self._season.stage.hands.items()}
        for name, posts in asked.items():
            if len(posts) != self._season.days:
                yield f"{len(posts)} questions on {name} in {self._season.days} days"
        for day, (one, other) in enumerate(zip(*asked.values(), strict=False)):
            if _gist(one) != _gist(other):
                yield f"day {day}: {_gist(one)!r} is not {_gist(other)!r}"

    def _announcements(self) -> Iterator[str]:
        """Start, half-time and end of both competitions, once in each channel."""
        for name, hands in self._season.stage.hands.items():
            for contest in (CUP, SPRINT):
                told = {title: hands.told(f"{title}: {contest}") for title in TURNS}
                if told != TURNS:
                    yield f"{name} was told of {contest}: {told} instead of {TURNS}"

    async def _boards(self) -> AsyncIterator[str]:
        for workspace in sorted({one.workspace for one in self._count.rounds.values()}):
            expected = self._count.of_workspace(workspace)
            for line in _differences(workspace, await self._board(workspace), expected):
                yield line
        contests = await self.contests()
        [league] = await self._store.leagues.of_workspace(contests[CUP].workspace)
        for name, contest in ((LEAGUE, league.contest), (SPRINT, contests[SPRINT])):
            for line in _differences(name, await self._contest(contest), self._count.of_people()):
                yield line
        for line in await self._teams(contests[CUP]):
            yield line

    async def contests(self) -> Mapping[str, Contest]:
        here = ChannelId(f"slack:{self._season.stage.slack.server.world.team}/")
        known = await self._store.contests.of_workspace(WorkspaceId(here.partition("/")[0]))
        return {contest.name: contest for contest in known}

    async def _board(self, workspace: WorkspaceId) -> Mapping[str, Sums]:
        scores, day = {}, self._season.last
        page: BoardPage = await self._store.boards.page(workspace, Period.ALL, day)
        while True:
            for standing in page.standings:
                score = standing.score
                scores[self._people[score.person]] = score.points, score.right, score.answered
            if page.after is None:
                return scores
            page = await self._store.boards.page(workspace, Period.ALL, day, page.after)

    async def _contest(self, contest: Contest) -> Mapping[str, Sums]:
        scores: list[ContestScore] = []
        after = None
        while True:
            page = await self._store.contest_boards.page(contest.id, Period.ALL, self._season.last, after)
            scores += [standing.score for standing in page.standings]
            after = page.after
            if after is None:
                return {self._people[one.person]: (one.points, one.right, one.answered) for one in scores}

    async def _teams(self, contest: Contest) -> Sequence[str]:
        """The sums of the final standing, its scores and its order."""
        kept = (await self._store.finals.kept(contest.id, 1)).teams
        tallies = {one.tally.name: one.tally for one in kept}
        sums = {name: (one.points, one.right, one.answered) for name, one in tallies.items()}
        expected = self._count.of_teams()
        lines = list(_differences(contest.name, sums, expected))
        scores, right = {one.tally.name: one.score for one in kept}, adjusted(expected)
        lines += [f"{contest.name}: {scores} instead of {right}"] if scores != right else []
        ranked = sorted(scores.values(), reverse=True)
        lines += [f"{contest.name}: out of order"] if ranked != [one.score for one in kept] else []
        return lines


async def proof_of(season: Season) -> Proof:
    return Proof(season, await counted(season))


def _differences(board: str, found: Mapping[str, Sums], expected: Mapping[str, Sums]) -> Iterator[str]:
    for who in sorted(found.keys() | expected.keys()):
        if found.get(who) != expected.get(who):
            yield f"{board}: {who} has {found.get(who)} instead of {expected.get(who)}"


def _gist(words: str) -> str:
    """How the question begins, without what a platform makes of its markup."""
    return "".join(re.findall(r"\w", words.partition("\n")[2]))[:60]
