from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.boards import Period, Score, place
from bot.domain.ids import PersonId


def scores(points: list[int]) -> list[Score]:
    ordered = sorted(points, reverse=True)
    return [
        Score(person=PersonId(n), name=str(n), points=p, right=0, answered=0, streak=0)
        for n, p in enumerate(ordered)
    ]


def test_the_first_days_of_january_may_belong_to_the_old_year_s_week() -> None:
    assert Period.WEEK.key(date(2027, 1, 1)) == "2026-W53"
    assert Period.MONTH.key(date(2027, 1, 1)) == "2027-01"
    assert Period.TODAY.key(date(2027, 1, 1)) == "2027-01-01"
    assert Period.ALL.key(date(2027, 1, 1)) == "all"


def test_equal_points_share_a_place_and_nobody_tied_is_dropped() -> None:
    assert [s.place for s in place(scores([30, 20, 20, 20, 10]), above=0)] == [1, 2, 2, 2, 5]


@given(st.lists(st.integers(0, 5), min_size=1, max_size=30), st.integers(1, 7))
def test_pages_give_the_same_places_as_the_whole_board(points: list[int], size: int) -> None:
    whole = scores(points)
    expected = [1 + sum(other.points > score.points for other in whole) for score in whole]
    paged: list[int] = []
    for start in range(0, len(whole), size):
        first = whole[start]
        above = sum(score.points > first.points for score in whole)
        tied = sum(score.points == first.points for score in whole[:start])
        paged += [standing.place for standing in place(whole[start : start + size], above, tied)]
    assert paged == expected
