from statistics import StatisticsError, correlation

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.item_statistics import (
    LEAST_FOR_DISCRIMINATION,
    LEAST_STRONG,
    STRONG_SHARE,
    Response,
    item_statistics,
)

strengths = st.one_of(st.none(), st.integers(0, 20).map(lambda n: n / 20))
responses = st.lists(
    st.builds(lambda n, strength: Response("abcd"[n], n == 0, strength), st.integers(0, 3), strengths),
    max_size=60,
)


@given(responses)
def test_counts_and_correlation_are_those_of_a_naive_reckoning(given_: list[Response]) -> None:
    found = item_statistics(given_)
    assert found.people == len(given_)
    assert found.right == sum(1 for each in given_ if each.option == "a")
    for option in "abcd":
        assert found.chosen.get(option, 0) == [each.option for each in given_].count(option)
    known = [(float(each.right), each.strength) for each in given_ if each.strength is not None]
    try:
        naive = correlation([right for right, _ in known], [strength for _, strength in known])
    except StatisticsError:
        assert found.discrimination is None
    else:
        if len(known) < LEAST_FOR_DISCRIMINATION:
            assert found.discrimination is None
        else:
            assert found.discrimination == pytest.approx(naive, abs=1e-9)


@given(responses)
def test_what_strong_people_prefer_is_counted_among_them(given_: list[Response]) -> None:
    found = item_statistics(given_)
    ranked = sorted((each.strength for each in given_ if each.strength is not None), reverse=True)
    size = round(STRONG_SHARE * len(ranked))
    if size < LEAST_STRONG:
        assert found.preferred == ""
        return
    strong = [e.option for e in given_ if e.strength is not None and e.strength >= ranked[size - 1]]
    if found.preferred:
        assert found.preferred != "a"
        assert strong.count(found.preferred) > strong.count("a")
    else:
        assert all(strong.count(option) <= strong.count("a") for option in "bcd")


def test_a_wrong_key_shows() -> None:
    strong = [Response("b", False, 0.9)] * 6 + [Response("a", True, 0.9)] * 2
    weak = [Response("a", True, 0.2)] * 10 + [Response("c", False, 0.1)] * 10
    found = item_statistics(strong + weak)
    assert found.preferred == "b"
    assert found.discrimination is not None
    assert found.discrimination < 0


def test_nothing_is_said_without_answers() -> None:
    found = item_statistics([])
    assert (found.share, found.discrimination, found.preferred) == (0.0, None, "")
