"""The arithmetic of the token bucket, against one that counts tokens."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.rates import SECOND, USUAL, Rate

NOW = 1_795_000_000 * SECOND
rates = st.builds(Rate, st.integers(1, 50), st.sampled_from([0.1, 0.5, 1, 3, 7, 200]))
pauses = st.lists(st.integers(0, 3 * SECOND), max_size=120)


@given(rates, pauses)
def test_it_lets_through_what_a_bucket_of_tokens_would(rate: Rate, pauses: list[int]) -> None:
    tokens, full_at, now = Fraction(rate.burst), NOW, NOW
    for pause in pauses:
        now += pause
        tokens = min(tokens + Fraction(pause, rate.interval), Fraction(rate.burst))
        is_let_through = rate.wait(full_at, now) == 0
        assert is_let_through == (tokens >= 1)
        if is_let_through:
            tokens, full_at = tokens - 1, rate.take(full_at, now)


@given(rates, pauses)
def test_whoever_waits_as_long_as_was_said_is_let_through_and_no_sooner(
    rate: Rate, pauses: list[int]
) -> None:
    full_at, now = NOW, NOW
    for pause in pauses:
        now += pause
        if wait := rate.wait(full_at, now):
            assert wait <= rate.interval
            assert rate.wait(full_at, now + wait - 1) == 1
            now += wait
        assert rate.wait(full_at, now) == 0
        full_at = rate.take(full_at, now)


@given(rates, st.integers(1, 200))
def test_all_of_a_burst_comes_through_at_once_and_nothing_more(rate: Rate, asked: int) -> None:
    full_at, through = NOW, 0
    for _ in range(asked):
        if rate.wait(full_at, NOW) == 0:
            full_at, through = rate.take(full_at, NOW), through + 1
    assert through == min(asked, rate.burst)


@given(rates, st.integers(1, 10**12))
def test_a_clock_that_is_put_back_makes_nobody_wait(rate: Rate, back: int) -> None:
    full_at = NOW
    for _ in range(rate.burst):
        full_at = rate.take(full_at, NOW)
    earlier = NOW - rate.span - back
    assert rate.wait(full_at, earlier) == 0
    assert rate.take(full_at, earlier) == earlier + rate.interval


def test_five_hundred_people_within_a_second_are_no_crowd() -> None:
    full_at = NOW
    for number in range(500):
        assert USUAL.workspace.wait(full_at, NOW + number) == 0
        full_at = USUAL.workspace.take(full_at, NOW + number)


@pytest.mark.parametrize(("burst", "per_second"), [(0, 1), (1, 0), (1, -1), (1, 2 * SECOND)])
def test_a_rate_that_lets_nothing_through_is_none(burst: int, per_second: float) -> None:
    with pytest.raises(ValueError, match="at least one"):
        Rate(burst, per_second)
