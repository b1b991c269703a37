"""Whatever people do with teams, everybody is in one at most, and teams keep what they earned."""

import asyncio
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.adapters.store.integrity import check_totals
from bot.adapters.store.opening import SqliteStore, open_store
from bot.domain.boards import Period
from bot.domain.ids import PersonId, TeamId, WorkspaceId
from bot.domain.team import Team
from tests.builders import NOON, after, question, round_
from tests.store.builders import answer, member, post

HERE = WorkspaceId("web:playground")
PEOPLE = 5
GROUPS = ("R1", "R2")


@dataclass(frozen=True)
class Step:
    what: str
    person: int
    team: int


steps = st.lists(
    st.builds(
        Step,
        st.sampled_from(["answer", "answer", "create", "join", "join", "leave", "end", "arrive", "follow"]),
        st.integers(0, PEOPLE - 1),
        st.integers(0, 4),
    ),
    max_size=40,
)


class History:
    """Does each step to the store, and keeps by itself what teams must have earned."""

    def __init__(self, store: SqliteStore, people: list[PersonId]) -> None:
        self.store, self.people = store, people
        self.teams: list[TeamId] = []
        self.earned: Counter[TeamId] = Counter()

    async def do(self, number: int, step: Step) -> None:
        person, at = self.people[step.person], after(minutes=number)
        team = self.teams[step.team % len(self.teams)] if self.teams else TeamId("none")
        match step.what:
            case "answer":
                await self.answers(number, person)
            case "create":
                await self.begins(number, person, "")
            case "follow":
                await self.begins(number, None, GROUPS[step.team % 2])
            case "join":
                await self.store.teams.join(team, person, at)
            case "leave":
                await self.store.teams.leave(HERE, person, at)
            case "end":
                await self.store.teams.disband(team, at)
            case _:
                groups = GROUPS[: step.team % 3]
                await self.store.team_groups.arrive(HERE, person, groups, at)

    async def answers(self, number: int, person: PersonId) -> None:
        asked = await post(self.store, round_(f"r{number}", question=question(f"question-{number}")))
        team = await self.store.teams.of_person(HERE, person)
        recorded = await self.store.answers.record(answer(asked, person), asked)
        if team is not None:
            self.earned[team.id] += recorded.answer.points

    async def begins(self, number: int, captain: PersonId | None, source: str) -> None:
        name = f"{number}"
        team = Team(
            id=TeamId(f"team-{name}"),
            workspace=HERE,
            name=name,
            key=name,
            created_at=after(minutes=number),
            captain=captain,
            source=source,
        )
        await self.store.teams.create(team)
        self.teams.append(team.id)

    async def check(self) -> None:
        inside = Counter[PersonId]()
        for one in await self.store.teams.of_workspace(HERE):
            members = [each.person for each in await self.store.teams.members(one.team)]
            inside.update(members)
            assert one.team.captain in ([None] if one.team.source else members)
        assert all(times == 1 for times in inside.values())
        tallies = await self.store.team_boards.tallies(HERE, Period.ALL, NOON.date())
        assert {tally.team: tally.points for tally in tallies} == self.earned


@settings(max_examples=40, deadline=None)
@given(steps)
def test_everybody_is_in_one_team_and_teams_keep_what_they_earned(steps: list[Step]) -> None:
    asyncio.run(_run(steps))


async def _run(steps: list[Step]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "study.db"
        async with open_store(path) as store:
            history = History(store, [await member(store, f"p{n}") for n in range(PEOPLE)])
            for number, captain in enumerate(history.people[:2]):
                await history.begins(number, captain, "")
            for number, step in enumerate(steps, 2):
                await history.do(number, step)
            await history.check()
        assert check_totals(path) == []
