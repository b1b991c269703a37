from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.reading import TIMES_FASTER, WORDS_A_MINUTE, is_too_fast, reading_time
from tests.builders import NOON, question
from tests.domain.wordy import wordy


def test_a_minute_holds_238_words() -> None:
    assert reading_time(wordy(238)) == timedelta(minutes=1)


def test_the_options_are_read_as_well() -> None:
    assert reading_time(question()) > reading_time(wordy(len(question().prompt.split())))


@given(st.integers(5, 500), st.integers(0, 300_000))
def test_only_what_is_below_a_third_of_the_time_is_too_fast(words: int, after: int) -> None:
    seconds = words * 60 / WORDS_A_MINUTE / TIMES_FASTER
    taken = timedelta(milliseconds=after)
    if abs(taken.total_seconds() - seconds) > 1e-5:
        assert is_too_fast(wordy(words), NOON, NOON + taken) == (after / 1000 < seconds)


@given(st.integers(5, 300), st.integers(0, 60), st.integers(0, 60))
def test_nobody_is_too_fast_later_who_was_not_before(words: int, earlier: int, more: int) -> None:
    first, second = NOON + timedelta(seconds=earlier), NOON + timedelta(seconds=earlier + more)
    assert is_too_fast(wordy(words), NOON, first) or not is_too_fast(wordy(words), NOON, second)
