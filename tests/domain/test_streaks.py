from datetime import date, timedelta
from itertools import groupby

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.round import RoundKind
from bot.domain.streaks import Run, Streak, Stretch, counts, joined, missed_since, streak_after
from tests.builders import open_question, round_
from tests.fakes_store.day_by_day import day_by_day

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


def test_only_days_that_are_over_and_came_later_are_missed() -> None:
    assert missed_since(run(1, 3), [DAYS[3], DAYS[2]]) == 0
    assert missed_since(run(1, 3), [DAYS[5], DAYS[4], DAYS[3]]) == 2


def test_seven_days_earn_a_freeze_and_two_are_held_at_most() -> None:
    assert [streak_after([Stretch(0, days)], 0).freezes for days in (6, 7, 13, 14, 50)] == [0, 1, 1, 2, 2]
    assert streak_after([], 0) == Streak()


def test_a_missed_day_spends_a_freeze_and_does_not_lengthen_the_streak() -> None:
    assert streak_after([Stretch(0, 12)], 1) == Streak(days=12, saved=5, spent=1)
    assert streak_after([Stretch(1, 1), Stretch(0, 12)], 0) == Streak(days=13, saved=6, spent=1)
    assert streak_after([Stretch(1, 2), Stretch(0, 12)], 0) == Streak(days=14, saved=7, spent=0)


def test_a_gap_longer_than_what_is_held_takes_everything() -> None:
    assert streak_after([Stretch(0, 13)], 2) == Streak()
    assert streak_after([Stretch(3, 1), Stretch(0, 20)], 0) == Streak(days=1, saved=1)


def stretches(answered: list[bool]) -> tuple[list[Stretch], int]:
    """The same days as runs, newest first, and the days missed since."""
    told, missed = list[Stretch](), 0
    for is_answered, same in groupby(answered):
        days = len(list(same))
        if is_answered:
            told.insert(0, Stretch(missed, days))
        missed = 0 if is_answered else days
    return told, missed


histories = st.lists(st.tuples(st.integers(1, 16), st.sampled_from([1, 1, 1, 1, 2, 2, 3])), max_size=12).map(
    lambda runs: [day for days, missed in runs for day in [True] * days + [False] * missed]
)


@given(histories, st.integers(0, 3))
def test_runs_and_gaps_tell_what_each_day_does(answered: list[bool], still_waiting: int) -> None:
    answered = answered[: len(answered) - still_waiting]
    assert streak_after(*stretches(answered)) == day_by_day(answered)[-1]


@given(histories, st.integers(0, 3))
def test_no_more_runs_are_read_than_matter(answered: list[bool], still_waiting: int) -> None:
    answered = answered[: len(answered) - still_waiting]
    newest_first, missed = stretches(answered)
    older = iter(newest_first)
    streak = streak_after(older, missed)
    read = newest_first[: len(newest_first) - len(list(older))]
    assert len(read) <= sum(stretch.length for stretch in read) / 7 + 4
    assert streak_after(read, missed) == streak


@given(histories, st.integers(0))
def test_answering_one_more_day_never_costs_anything(answered: list[bool], which: int) -> None:
    missed = [day for day, is_answered in enumerate(answered) if not is_answered]
    if missed:
        more = list(answered)
        more[missed[which % len(missed)]] = True
        worse, better = day_by_day(answered)[-1], day_by_day(more)[-1]
        assert (worse.days, worse.saved) <= (better.days, better.saved)
        assert worse.saved <= better.saved


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
