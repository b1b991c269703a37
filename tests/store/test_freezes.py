"""Freezes as the store finds them: the runs that it reads are enough, in whatever order answers came."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import timedelta
from sqlite3 import Connection

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.adapters.store.connection import open_raw
from bot.adapters.store.schema import prepare
from bot.adapters.store.streaks import note_answered, streak_of
from bot.adapters.store.transaction import Transaction
from bot.domain.boards import Period
from bot.domain.ids import PersonId
from bot.domain.round import Round
from bot.domain.streaks import Streak
from bot.ports.store import Store
from tests.builders import HALL, NOON, after, question, round_
from tests.fakes_store.day_by_day import day_by_day
from tests.store.builders import answer, member, post

ADA, EVERYBODY_ELSE = PersonId(1), PersonId(2)


def daily(number: int, every: int = 1) -> Round:
    opened = after(days=number * every)
    return round_(
        f"r{number}",
        question=question(f"question-{number}"),
        opened_at=opened,
        day=opened.date(),
        closes_at=opened + timedelta(hours=3),
    )


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    path = tmp_path_factory.mktemp("freezes") / "study.db"
    prepare(path)
    with closing(open_raw(path)) as opened:
        yield opened


def told(tx: Transaction, rounds: Sequence[Round], order: Sequence[int]) -> tuple[Streak, Streak]:
    """What the last answer tells, and what is told on the day after the last question."""
    for asked in rounds:
        note_answered(tx, asked, EVERYBODY_ELSE, asked.day)
    streak = Streak()
    for number in order:
        streak = note_answered(tx, rounds[number], ADA, rounds[-1].day)
    tomorrow = rounds[-1].day + timedelta(days=1)
    return streak, streak_of(tx, rounds[0].workspace, ADA, tomorrow)


attendance = st.lists(
    st.tuples(st.integers(1, 12), st.sampled_from([1, 1, 1, 1, 2, 2, 3])), min_size=1, max_size=9
).map(lambda runs: [day for days, missed in runs for day in [True] * days + [False] * missed])


@settings(max_examples=60, deadline=None, derandomize=True)
@given(attendance, st.randoms(use_true_random=False), st.booleans(), st.sampled_from([1, 3]))
def test_any_order_of_answers_keeps_the_same_freezes(
    connection: Connection, answered: list[bool], chance: object, in_order: bool, every: int
) -> None:
    rounds = [daily(number, every) for number in range(len(answered))]
    order = [number for number, is_answered in enumerate(answered) if is_answered]
    if not in_order:
        chance.shuffle(order)  # type: ignore[attr-defined] # hypothesis's own kind of Random
    connection.execute("BEGIN")
    last, tomorrow = told(Transaction(connection), rounds, order)
    connection.execute("ROLLBACK")
    days = day_by_day(answered)
    assert last == (days[-1] if answered[-1] else days[-2])  # the last day is not over yet
    assert tomorrow == days[-1]


async def test_the_reply_tells_that_a_freeze_has_kept_a_streak(store: Store) -> None:
    ada = await member(store, "ada")
    for number in range(10):
        await post(store, daily(number))
    told = []
    for number in (*range(7), 8, 9):
        recorded = await store.answers.record(
            answer(daily(number), ada, at=after(days=number)), daily(number)
        )
        told.append((recorded.streak, recorded.freezes, recorded.spent))
    assert told[5:] == [(6, 0, 0), (7, 1, 0), (8, 0, 1), (9, 0, 0)]


async def test_boards_show_a_streak_with_its_freezes(store: Store) -> None:
    ada = await member(store, "ada")
    for number in range(17):
        asked = await post(store, daily(number))
        if number < 14:
            await store.answers.record(answer(asked, ada, at=asked.opened_at), asked)
    streaks = []
    for number in range(14, 18):
        day = NOON.date() + timedelta(days=number)
        page = await store.boards.page(HALL, Period.ALL, day)
        standing = await store.boards.standing(HALL, Period.ALL, day, ada)
        assert standing is not None
        assert [standing.score.streak] == [shown.score.streak for shown in page.standings]
        streaks.append(standing.score.streak)
    assert streaks == [14, 14, 14, 0]
