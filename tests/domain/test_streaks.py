from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.round import RoundKind
from bot.domain.streaks import Run, counts, joined, shown
from tests.builders import open_question, round_

DAYS = [date(2026, 11, 2) + timedelta(days=n) for n in range(12)]


def run(first: int, last: int) -> Run:
    return Run(DAYS[first], DAYS[last], last - first + 1)


def test_only_a_daily_choice_question_counts() -> None:
    assert counts(round_())
    assert not counts(round_(kind=RoundKind.ASKED))
    assert not counts(round_(question=open_question()))


def test_a_day_joins_the_runs_on_both_sides() -> None:
    assert joined(DAYS[3], DAYS[2], DAYS[4], [run(4, 6), run(1, 2)]) == run(1, 6)


def test_a_day_behind_a_gap_starts_anew() -> None:
    assert joined(DAYS[5], DAYS[4], None, [run(1, 3)]) == run(5, 5)


def test_a_second_answer_on_a_day_changes_nothing() -> None:
    assert joined(DAYS[2], DAYS[1], DAYS[3], [run(1, 4)]) == run(1, 4)


def test_a_streak_lasts_until_a_missed_day_is_over() -> None:
    assert shown(run(1, 3), None) == 3
    assert shown(run(1, 3), DAYS[3]) == 3
    assert shown(run(1, 3), DAYS[4]) == 0
    assert shown(None, None) == 0


@given(st.sets(st.integers(0, 11)), st.randoms(use_true_random=False))
def test_any_order_of_answers_ends_in_the_same_runs(answered: set[int], chance: object) -> None:
    runs: set[Run] = set()
    order = sorted(answered)
    chance.shuffle(order)  # type: ignore[attr-defined] # hypothesis's own kind of Random
    for day in order:
        before = DAYS[day - 1] if day else None
        after = DAYS[day + 1] if day + 1 < len(DAYS) else None
        whole = joined(DAYS[day], before, after, runs)
        runs = {one for one in runs if not whole.first <= one.first <= whole.last} | {whole}
    assert {DAYS[n] for n in answered} == {
        one.first + timedelta(days=n) for one in runs for n in range(one.length)
    }
    assert all(one.last - one.first == timedelta(days=one.length - 1) for one in runs)
    assert not any(one.last + timedelta(days=1) == other.first for one in runs for other in runs)
