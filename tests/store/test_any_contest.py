"""Whatever happens in whatever order, boards and contests are those that a slow count gives."""

import asyncio
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select
from sqlalchemy.dialects.sqlite import insert

from bot.adapters.store.codec import to_micros
from bot.adapters.store.contest_tables import contest_people, contest_teams
from bot.adapters.store.database import Database, open_database
from bot.adapters.store.integrity import check_totals
from bot.adapters.store.opening import SqliteStore
from bot.adapters.store.schema import prepare
from bot.adapters.store.tables import totals
from bot.adapters.store.team_tables import memberships, team_totals, teams
from bot.domain.contest import Contest, ContestKind
from bot.domain.ids import ChannelId, ContestId, PersonId, TopicId, WorkspaceId
from bot.domain.question import Level
from bot.domain.round import Answer, Round, RoundKind, Verdict
from bot.domain.scoring import points_for
from bot.ports.links import LinkOutcome
from tests.builders import NOON, question, round_
from tests.store.builders import member
from tests.store.slow_contest import Given, Happened, best_of, counted_by, sums

CHANNELS = tuple(map(ChannelId, ("web:playground/general", "web:playground/lounge", "slack:T1/C1")))
PEOPLE, TEAMS, QUESTIONS = 6, 3, 3
PLAYGROUND, SLACK = WorkspaceId("web:playground"), WorkspaceId("slack:T1")
BEST = 2
MONTH = NOON + timedelta(days=30)
CONTESTS = (
    Contest(
        id=ContestId("teams"),
        name="Teams",
        workspace=PLAYGROUND,
        channel=CHANNELS[0],
        places=(PLAYGROUND,),
        starts_at=NOON,
        ends_at=MONTH,
        best=BEST,
    ),
    Contest(
        id=ContestId("topic"),
        name="One topic in one channel",
        workspace=PLAYGROUND,
        channel=CHANNELS[0],
        places=(CHANNELS[0],),
        starts_at=NOON,
        ends_at=MONTH,
        topics=frozenset({TopicId("topic-0")}),
    ),
    Contest(
        id=ContestId("league"),
        name="Everywhere",
        workspace=PLAYGROUND,
        channel=CHANNELS[0],
        places=(CHANNELS[0], CHANNELS[2]),
        starts_at=NOON,
        ends_at=None,
        kind=ContestKind.LEAGUE,
        best=BEST,
    ),
)

OFTEN = {"answer": 12, "ask": 3, "team": 2, "accept": 2, "void": 3, "exclude": 2, "link": 2}
RARE = ("leave", "readmit", "part", "forget")
Event = tuple[str, int, int, int]
"""What happens, and numbers that say to whom and to what; they go round, so each event has a meaning."""

number = st.integers(0, 11)
kinds = st.sampled_from([name for name, times in OFTEN.items() for _ in range(times)] + list(RARE))
events = st.lists(st.tuples(kinds, number, number, number), min_size=30, max_size=120)


class Story:
    """Plays events on the store and notes them down; every event is a second after the last."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.store = SqliteStore(database)
        self.happened = Happened()
        self.people: list[PersonId] = []
        self.teams: dict[tuple[WorkspaceId, PersonId], str] = {}
        self.rounds: list[Round] = []
        self.now = NOON

    async def play(self, events: Sequence[Event]) -> None:
        self.people = [await member(self.store, f"p{n}") for n in range(PEOPLE)]
        for n in range(TEAMS):
            for workspace in (PLAYGROUND, SLACK):
                await self._found(workspace, n)
        for contest in CONTESTS:
            await self.store.contests.add(contest)
        for n in range(PEOPLE):
            await self._team(n, n // 3, 0)
        for channel in (0, 0, 2):
            await self._ask(channel, 0, 0)
        for name, *numbers in events:
            self.now += timedelta(seconds=1)
            await getattr(self, f"_{name}")(*numbers)

    async def _found(self, workspace: WorkspaceId, n: int) -> None:
        values = {"id": f"{workspace}-{n}", "workspace": workspace, "name": f"Team {n}", "key": f"team{n}"}
        rest = {"captain": None, "source": None, "is_open": True, "created_at": 0, "ended_at": None}
        await self.database.write(lambda tx: tx.run(insert(teams), {**values, **rest}))

    async def _ask(self, channel: int, which: int, kind: int) -> None:
        n = which % QUESTIONS
        asked = replace(
            question(f"question-{n}", f"topic-{n % 2}"), level=[Level.BEGINNER, Level.EXPERT][n % 2]
        )
        new = round_(
            f"r{len(self.rounds)}",
            kind=RoundKind.ASKED if kind == 0 and self.rounds else RoundKind.DAILY,
            channel=CHANNELS[channel % len(CHANNELS)],
            question=asked,
            opened_at=self.now,
            day=(self.now + timedelta(days=which // 6)).date(),
        )
        self.rounds.append(new)
        self.happened.rounds[new.id] = new
        await self.store.rounds.claim(new)

    async def _answer(self, person: int, number: int, luck: int) -> None:
        choice = luck % 4 if luck < 6 else 1
        who, round_ = self.people[person % PEOPLE], self._round(number)
        is_void = round_.id in self.happened.void
        verdict = Verdict.RIGHT if choice == round_.question.key else Verdict.WRONG
        answer = Answer(
            round=round_.id,
            person=who,
            question=round_.question.id,
            channel=round_.channel,
            choice=choice,
            right=verdict is Verdict.RIGHT,
            points=points_for(verdict, round_.question.level),
            scored=True,
            at=self.now,
            day=self.now.date(),
        )
        recorded = await self.store.answers.record(answer, round_)
        if recorded.is_new and not is_void:
            team = self.teams.get((round_.workspace, who))
            self.happened.given.append(Given(who, round_.id, choice, to_micros(self.now), team))

    async def _team(self, person: int, n: int, _: int) -> None:
        for workspace in (PLAYGROUND, SLACK):
            await self._join(workspace, self.people[person % PEOPLE], f"{workspace}-{n % TEAMS}")

    async def _leave(self, person: int, *_: int) -> None:
        for workspace in (PLAYGROUND, SLACK):
            await self._join(workspace, self.people[person % PEOPLE], None)

    async def _join(self, workspace: WorkspaceId, person: PersonId, team: str | None) -> None:
        mine = (memberships.c.workspace == workspace) & (memberships.c.person == person)
        await self.database.write(lambda tx: tx.run(delete(memberships).where(mine), {}))
        self.teams.pop((workspace, person), None)
        if team is not None:
            values = {"workspace": workspace, "person": person, "team": team, "joined_at": 0}
            await self.database.write(lambda tx: tx.run(insert(memberships), values))
            self.teams[workspace, person] = team

    async def _accept(self, number: int, which: int, _: int) -> None:
        round_, choice = self._round(number), which % 4
        text = round_.question.options[choice].text
        await self.store.rulings.accept(
            round_.workspace, round_.question.id, text, self.people[0], "also true", self.now
        )
        for other in self.rounds:
            if (other.workspace, other.question.id) == (round_.workspace, round_.question.id):
                self.happened.accepted.add((other.id, choice))

    async def _void(self, number: int, *_: int) -> None:
        round_ = self._round(number)
        await self.store.rulings.void(round_.id, self.people[0], "nobody could know", self.now)
        self.happened.void.add(round_.id)

    async def _exclude(self, person: int, where: int, _: int) -> None:
        workspace, who = (SLACK if where % 3 == 0 else PLAYGROUND), self.people[person % PEOPLE]
        is_new = await self.store.exclusions.exclude(workspace, who, self.now)
        assert is_new == ((workspace, who) not in self.happened.off)
        self.happened.off.add((workspace, who))

    async def _readmit(self, person: int, where: int, _: int) -> None:
        workspace, who = (SLACK if where % 3 == 0 else PLAYGROUND), self.people[person % PEOPLE]
        assert await self.store.exclusions.readmit(workspace, who) == ((workspace, who) in self.happened.off)
        self.happened.off.discard((workspace, who))

    async def _link(self, one: int, other: int, _: int) -> None:
        a, b = self.people[one % PEOPLE], self.people[other % PEOPLE]
        self.now += timedelta(hours=1)  # so that nobody has tried too often
        await self.store.links.offer(a, "code", self.now, timedelta(minutes=10))
        heads = self.happened.heads
        head, theirs = heads.get(a, a), heads.get(b, b)
        group = [p for p in self.people if heads.get(p, p) == theirs]
        if await self.store.links.accept("code", b, self.now) is LinkOutcome.LINKED:
            assert head != theirs
            heads.update(dict.fromkeys(group, head))

    async def _part(self, person: int, *_: int) -> None:
        who, heads = self.people[person % PEOPLE], self.happened.heads
        await self.store.links.part(who)
        for each, head in list(heads.items()):
            if who in (each, head):
                del heads[each]

    async def _forget(self, person: int, *_: int) -> None:
        """Their answers stay as they counted, and whoever has that account from now on is somebody else."""
        number = person % PEOPLE
        who, heads = self.people[number], self.happened.heads
        await self.store.privacy.forget(who, self.now)
        for each, head in list(heads.items()):
            if who in (each, head):
                del heads[each]
        for workspace in (PLAYGROUND, SLACK):
            self.teams.pop((workspace, who), None)
        self.people[number] = await member(self.store, f"p{number}")
        assert self.people[number] != who

    def _round(self, number: int) -> Round:
        return self.rounds[number % len(self.rounds)]


async def read(database: Database, statement: Any) -> list[tuple[Any, ...]]:
    return await database.read(lambda tx: tx.all(statement, {}))


async def compare(path: Path, events: Sequence[Event]) -> None:
    prepare(path)
    async with open_database(path) as database:
        story = Story(database)
        await story.play(events)
        for contest in CONTESTS:
            await compare_contest(database, contest, story.happened)
        await compare_boards(database, story.happened)
    assert check_totals(path) == []


async def compare_contest(database: Database, contest: Contest, happened: Happened) -> None:
    counted = counted_by(contest, happened)
    heads = {id(given): key[0] for key, given in counted}
    mine = [given for _, given in counted]
    p, t = contest_people.c, contest_teams.c
    people = await read(
        database,
        select(p.person, p.points, p.right, p.answered, p.last_at).where(
            p.contest == contest.id, p.period == "all"
        ),
    )
    assert {row[0]: row[1:] for row in people} == sums(happened, mine, lambda given: heads[id(given)])
    rows = await read(
        database,
        select(t.team, t.points, t.right, t.answered, t.last_at, t.best).where(t.contest == contest.id),
    )
    assert {row[0]: row[1:5] for row in rows} == sums(happened, mine, lambda given: given.team)
    best = best_of(happened, counted, contest.best)
    assert {row[0]: row[5] for row in rows} == {row[0]: best.get(row[0], 0) for row in rows}


async def compare_boards(database: Database, happened: Happened) -> None:
    for scope in (*CHANNELS, PLAYGROUND, SLACK):
        given = [each for each in happened.on_boards() if scope in _scopes(happened.rounds[each.round])]
        for table, whose in ((totals, "person"), (team_totals, "team")):
            c = table.c
            found = await read(
                database,
                select(c[whose], c.points, c.right, c.answered).where(c.scope == scope, c.period == "all"),
            )
            expected = sums(happened, given, lambda each, whose=whose: getattr(each, whose))  # type: ignore[misc]
            assert {row[0]: row[1:] for row in found} == {who: s[:3] for who, s in expected.items()}


def _scopes(round_: Round) -> tuple[ChannelId, WorkspaceId]:
    return round_.channel, round_.workspace


# a team of whom more are right, before or after, than may count
RIGHT_TEAM = [("answer", person, 0, 6) for person in range(BEST + 1)]
WRONG_TEAM = [("answer", person, 0, 2) for person in range(BEST + 1)]


@settings(max_examples=50, deadline=None, derandomize=True)
@example([*RIGHT_TEAM, ("ask", 0, 1, 0), ("answer", 0, 3, 6), ("void", 0, 0, 0)])
@example([*WRONG_TEAM, ("accept", 0, 2, 0)])
@given(events)
def test_contests_are_what_a_slow_count_says_after_any_story(events: list[Event]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(compare(Path(folder) / "study.db", events))
