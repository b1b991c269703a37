"""FSRS behind its port: what it says holds together whatever a person did before."""

from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.memory import FsrsMemory
from bot.domain.review import HIGHEST, LOWEST, Grade, ReviewCard, ReviewSettings, rated, spread
from tests.builders import NOON
from tests.domain.test_review import card

MEMORY = FsrsMemory()
STEPS = st.tuples(st.sampled_from(Grade), st.timedeltas(timedelta(0), timedelta(days=400)))
HISTORIES = st.lists(STEPS, max_size=8)
RETENTIONS = st.floats(LOWEST, HIGHEST)


def lived(history: list[tuple[Grade, timedelta]], habits: ReviewSettings) -> ReviewCard:
    """A card after a row of ratings, each so long after it had fallen due."""
    now = card()
    for grade, late in history:
        shown = now.due + late
        now = rated(spread(MEMORY.intervals(now, habits, shown))[grade], shown, shown)
    return now


@given(HISTORIES, RETENTIONS, st.timedeltas(timedelta(0), timedelta(days=400)))
def test_again_comes_before_hard_and_easy_after_good(
    history: list[tuple[Grade, timedelta]], retention: float, late: timedelta
) -> None:
    habits = ReviewSettings(retention=retention)
    now = lived(history, habits)
    after = spread(MEMORY.intervals(now, habits, now.due + late))
    again, hard, good, easy = (after[grade].due for grade in Grade)
    assert now.due + late < again < hard <= good < easy


@given(HISTORIES, RETENTIONS)
def test_the_same_card_at_the_same_moment_gives_the_same_outcome(
    history: list[tuple[Grade, timedelta]], retention: float
) -> None:
    habits = ReviewSettings(retention=retention)
    now = lived(history, habits)
    assert MEMORY.intervals(now, habits, now.due) == MEMORY.intervals(now, habits, now.due)


def test_what_was_not_recalled_comes_back_in_ten_minutes() -> None:
    after = spread(MEMORY.intervals(card(), ReviewSettings(), NOON))
    waits = [after[grade].due - NOON for grade in Grade]
    assert waits[:2] == [timedelta(minutes=10), timedelta(minutes=15)]
    assert waits[2:] == [timedelta(days=2), timedelta(days=8)]


@given(HISTORIES)
def test_a_higher_aim_never_waits_longer(history: list[tuple[Grade, timedelta]]) -> None:
    now = lived(history, ReviewSettings())
    aims = [ReviewSettings(retention=aim) for aim in (0.7, 0.8, 0.9, 0.97)]
    waits = [MEMORY.intervals(now, aim, now.due)[Grade.GOOD].due for aim in aims]
    assert all(longer >= shorter for longer, shorter in pairwise(waits))


def test_a_person_s_own_parameters_are_used() -> None:
    usual = MEMORY.intervals(card(), ReviewSettings(), NOON)[Grade.EASY].due
    from fsrs.scheduler import DEFAULT_PARAMETERS

    own = (*DEFAULT_PARAMETERS[:3], 20.0, *DEFAULT_PARAMETERS[4:])
    assert MEMORY.intervals(card(), ReviewSettings(parameters=own), NOON)[Grade.EASY].due > usual


def test_parameters_that_fsrs_does_not_take_are_an_error() -> None:
    with pytest.raises(ValueError, match="out of bounds"):
        MEMORY.intervals(card(), ReviewSettings(parameters=(-1.0,) * 21), NOON)
