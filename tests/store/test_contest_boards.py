"""Boards of competitions are what a slow count of their answers gives, whatever happened."""

import asyncio
import random
import tempfile
from datetime import timedelta
from fractions import Fraction
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.adapters.store.connection import open_raw
from bot.adapters.store.contest_ledger import SUMMED, count_again
from bot.adapters.store.opening import SqliteStore, open_store
from bot.adapters.store.transaction import Transaction
from bot.domain.boards import Period
from bot.domain.contest import Between, Contest, Rule
from bot.domain.ids import ContestId, PersonId
from bot.ports.contests import ContestStanding, Cursor
from tests.builders import NOON, question, round_
from tests.store.builders import answer, member, post
from tests.store.contest_builders import contest, join_teams, table

DAY = NOON.date()
ID = ContestId("c1")
SUMS = ["contest_answers", *(one.name for one in SUMMED)]


async def play(
    store: SqliteStore, path: Path, seed: int, people: int = 25, questions: int = 5
) -> list[PersonId]:
    """Everybody answers some of the questions in some order, and moves between teams meanwhile."""
    chance = random.Random(seed)
    known = [await member(store, f"p{n}") for n in range(people)]
    rounds = [await post(store, round_(f"r{n}", question=question(f"q{n}"))) for n in range(questions)]
    for step in range(people * questions // 2):
        if step % 20 == 0:
            movers = chance.sample(known, people // 2)
            await asyncio.to_thread(join_teams, path, {p: chance.choice("xyz") for p in movers})
        at = NOON + timedelta(hours=chance.randrange(48))
        given_ = answer(chance.choice(rounds), chance.choice(known), chance.random() < 0.6, at)
        await store.answers.record(given_, next(r for r in rounds if r.id == given_.round))
    return known


async def pages(store: SqliteStore, id_: ContestId) -> list[ContestStanding]:
    standings: list[ContestStanding] = []
    after: Cursor | None = None
    while True:
        page = await store.contest_boards.page(id_, Period.ALL, DAY, after)
        standings += page.standings
        if (after := page.after) is None:
            return standings


def slow_board(path: Path) -> list[tuple[int, int, int, int, PersonId]]:
    """Place, points, right, last point and person, from the ledger and nothing else."""
    scores: dict[PersonId, tuple[int, int, int]] = {}
    for _, person, _, _, right, points, _, at, *_ in table(path, "answers"):
        p, r, last = scores.get(person, (0, 0, 0))
        scores[person] = (p + points, r + right, max(last, at if points else 0))
    order = sorted((-p, -r, last, person) for person, (p, r, last) in scores.items())
    return [
        (1 + sum(other[:3] < one[:3] for other in order), -one[0], -one[1], one[2], one[3]) for one in order
    ]


async def compare(path: Path, seed: int) -> None:
    async with open_store(path) as store:
        await store.contests.add(contest())
        known = await play(store, path, seed)
        shown = await pages(store, ID)
        assert [
            (s.place, s.score.points, s.score.right, s.score.last_at, s.score.person) for s in shown
        ] == slow_board(path)
        for person in known:
            own = await store.contest_boards.standing(ID, Period.ALL, DAY, person)
            on_page = next((s for s in shown if s.score.person == person), None)
            assert (own and (own.place, own.score)) == (on_page and (on_page.place, on_page.score))
            if own is not None:
                better = [s.score.points for s in shown if s.place < own.place]
                assert own.gap == (min(better) - own.score.points if better else None)
    kept = {name: table(path, name) for name in SUMS}
    recount(path, contest())
    assert {name: table(path, name) for name in SUMS} == kept


def recount(path: Path, counted: Contest) -> None:
    connection = open_raw(path)
    connection.execute("BEGIN IMMEDIATE")
    count_again(Transaction(connection), counted)
    connection.execute("COMMIT")
    connection.close()


@settings(max_examples=15, deadline=None, derandomize=True)
@given(st.integers(0, 2**32))
def test_pages_places_and_gaps_are_those_of_a_slow_count(seed: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(compare(Path(folder) / "study.db", seed))


async def test_teams_have_the_sums_that_their_rule_needs(path: Path) -> None:
    teams = contest(between=Between.TEAMS, rule=Rule.AVERAGE, best=2, share=50)
    async with open_store(path) as store:
        await store.contests.add(teams)
        await play(store, path, seed=3, people=12)
        now = NOON + timedelta(days=3)
        assert await store.contest_boards.rounds(teams, now) == 5
        tallies = {t.team: t for t in await store.contest_boards.tallies(teams, now)}
    entries = [row for row in table(path, "contest_answers") if row[5] is not None]
    assert set(tallies) == {row[5] for row in entries}
    for team, tally in tallies.items():
        own = [row for row in entries if row[5] == team]
        by_person: dict[object, list[int]] = {}
        by_subject: dict[object, list[int]] = {}
        for row in own:
            by_person.setdefault(row[1], []).append(row[8])
            by_subject.setdefault(row[2], []).append(row[8])
        active = [points for points in by_person.values() if len(points) >= 3]
        assert (tally.active, tally.active_points) == (len(active), sum(map(sum, active)))
        assert tally.best == sum(sum(sorted(points)[-2:]) for points in by_subject.values())
        assert tally.points == sum(map(sum, by_person.values()))
        assert Fraction(tally.right, tally.answered) == Fraction(
            sum(map(bool, (row[9] for row in own))), len(own)
        )


async def test_points_by_day_add_up_to_the_board(path: Path) -> None:
    async with open_store(path) as store:
        await store.contests.add(contest(between=Between.TEAMS))
        known = await play(store, path, seed=5)
        days = await store.contest_boards.days_of_people(ID, known)
        for standing in await pages(store, ID):
            assert sum(days[standing.score.person].values()) == standing.score.points
        tallies = await store.contest_boards.tallies(contest(), NOON)
        of_teams = await store.contest_boards.days_of_teams(ID, [tally.team for tally in tallies])
        for tally in tallies:
            assert sum(of_teams[tally.team].values()) == tally.points
