from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.question import Level
from bot.domain.race_scoring import Choice, gains, moved, race_points, standing
from bot.domain.round import PutRight
from bot.domain.scoring import POINTS
from tests.builders import round_

TIME = timedelta(seconds=20)
spans = st.timedeltas(timedelta(seconds=-5), timedelta(minutes=5))
times = st.timedeltas(timedelta(seconds=1), timedelta(minutes=2))
runs = st.integers(1, 40)


@pytest.mark.parametrize(
    ("left", "run", "points"),
    [(20, 1, 30), (10, 1, 22), (0, 1, 15), (0, 2, 17), (0, 3, 19), (0, 4, 21), (0, 9, 21), (35, 1, 30)],
)
def test_points_are_as_documented(left: int, run: int, points: int) -> None:
    assert race_points(Level.INTERMEDIATE, timedelta(seconds=left), TIME, run) == points


@given(st.sampled_from(Level), spans, times, runs)
def test_at_most_half_comes_from_speed(level: Level, left: timedelta, total: timedelta, run: int) -> None:
    points = race_points(level, left, total, run)
    slowest = race_points(level, timedelta(0), total, run)
    assert POINTS[level] <= slowest <= points
    assert points - slowest <= points / 2


@given(st.sampled_from(Level), spans, spans, times, runs)
def test_faster_is_never_worth_less(
    level: Level, one: timedelta, other: timedelta, total: timedelta, run: int
) -> None:
    slow, fast = sorted((one, other))
    assert race_points(level, slow, total, run) <= race_points(level, fast, total, run)


def test_a_wrong_choice_earns_nothing_and_ends_a_streak() -> None:
    asked = round_()
    earlier = [{"ada", "bob"}, {"ada"}, {"ada", "cleo"}]
    chosen = [
        Choice(racer=name, choice=asked.question.key - (name == "bob"), left=timedelta(0))
        for name in ("ada", "bob", "cleo", "dora")
    ]
    assert gains(asked, TIME, chosen, earlier) == {"ada": 21, "bob": 0, "cleo": 17, "dora": 15}


def test_an_option_that_was_accepted_before_earns_as_much_as_the_key() -> None:
    asked = round_(put_right=PutRight(also_right=(0,)))
    chosen = [Choice(racer=choice, choice=choice, left=timedelta(0)) for choice in range(4)]
    assert gains(asked, TIME, chosen, []) == {0: 15, 1: 15, 2: 0, 3: 0}


gained = st.lists(st.tuples(st.sampled_from("abcdef"), st.integers(0, 60)), max_size=40)


@given(gained)
def test_places_follow_from_points_and_equals_share_them(entries: list[tuple[str, int]]) -> None:
    table = standing(entries)
    assert {one.racer for one in table} == {racer for racer, _ in entries}
    for one in table:
        assert one.points == sum(points for racer, points in entries if racer == one.racer)
        assert one.place == 1 + sum(other.points > one.points for other in table)
    assert [one.place for one in table] == sorted(one.place for one in table)


def test_movement_is_told_of_those_who_were_there() -> None:
    before = standing([("ada", 10), ("bob", 5)])
    now = standing([("ada", 10), ("bob", 25), ("cleo", 30)])
    assert moved(before, now) == {"bob": 0, "ada": -2}
