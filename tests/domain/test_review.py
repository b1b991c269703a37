"""What comes back and when: pure rules, over every zone and whatever FSRS says."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.domain.ids import PersonId, QuestionId, ReviewId, WorkspaceId
from bot.domain.review import (
    Grade,
    ReviewCard,
    ReviewSettings,
    local_day,
    next_reminder,
    queue,
    rated,
    spread,
)
from tests.builders import NOON

ZONES = st.sampled_from(sorted(available_timezones() - {"localtime"})).map(ZoneInfo)
MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2037, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - given a zone
TIMES = st.times().map(lambda at: at.replace(second=0, microsecond=0))


def card(number: int = 1, due: datetime = NOON, question: str = "kv-cache") -> ReviewCard:
    return ReviewCard(
        id=ReviewId(number),
        person=PersonId(1),
        workspace=WorkspaceId("web:test"),
        question=QuestionId(question),
        due=due,
    )


@given(st.lists(st.integers(-5, 5), max_size=12))
def test_cards_come_in_the_order_in_which_they_fell_due(days: list[int]) -> None:
    cards = [card(n, NOON + timedelta(days=day)) for n, day in enumerate(days)]
    found = queue(cards, {QuestionId("kv-cache")}, NOON)
    moments = [each.due for each in (*found.due, *found.later)]
    assert moments == sorted(moments)
    assert all(each.due <= NOON for each in found.due)
    assert all(each.due > NOON for each in found.later)
    assert len(found) == len(cards)


def test_a_question_that_left_the_bank_waits_for_its_return() -> None:
    cards = [card(1), card(2, question="gone")]
    assert [each.id for each in queue(cards, {QuestionId("kv-cache")}, NOON).due] == [1]
    assert len(queue(cards, {QuestionId("kv-cache"), QuestionId("gone")}, NOON)) == 2


@given(st.lists(st.timedeltas(timedelta(minutes=1), timedelta(days=4000)), min_size=4, max_size=4))
def test_a_better_grade_never_comes_back_earlier(waits: list[timedelta]) -> None:
    outcomes = {grade: card(due=NOON + wait) for grade, wait in zip(Grade, waits, strict=True)}
    after = spread(outcomes)
    assert after[Grade.HARD].due <= after[Grade.GOOD].due < after[Grade.EASY].due
    assert after[Grade.AGAIN] == outcomes[Grade.AGAIN]


def test_waiting_begins_when_the_card_is_rated() -> None:
    outcome = card(due=NOON + timedelta(days=3))
    after = rated(outcome, shown=NOON, now=NOON + timedelta(minutes=20))
    assert after.due == NOON + timedelta(days=3, minutes=20)
    assert after.reps == 1


@pytest.mark.parametrize("retention", [0.0, 0.69, 0.98, 1.0, float("nan")])
def test_a_retention_out_of_reach_cannot_be(retention: float) -> None:
    with pytest.raises(ValueError, match="between 70% and 97%"):
        ReviewSettings(retention=retention)


def test_fsrs_6_has_21_parameters() -> None:
    with pytest.raises(ValueError, match="21 parameters"):
        ReviewSettings(parameters=(0.1,) * 19)


@given(TIMES, ZONES, MOMENTS)
def test_a_reminder_lies_ahead_and_within_two_days(at: time, zone: ZoneInfo, after: datetime) -> None:
    due = next_reminder(at, zone, after)
    # a zone that crosses the date line leaves out a day
    assert after < due <= after + timedelta(days=2, hours=2)


@settings(max_examples=60)
@given(TIMES, ZONES, MOMENTS)
@example(time(0, 0, fold=1), ZoneInfo("Chile/Continental"), datetime(2010, 8, 1, tzinfo=UTC))
def test_a_reminder_comes_once_on_each_day_of_a_zone_s_calendar(
    at: time, zone: ZoneInfo, start: datetime
) -> None:
    """Over 400 days, so that every change of every zone's clock lies between."""
    days, moment = [], start
    while moment < start + timedelta(days=400):
        moment = next_reminder(at, zone, moment)
        days.append(local_day(moment, zone))
    missing = (days[-1] - days[0]).days + 1 - len(set(days))
    assert days == sorted(days)
    assert len(days) - len(set(days)) <= 1  # only where a whole day was left out: the claim sees to that
    assert missing <= 1


@pytest.mark.parametrize(
    ("zone", "at", "after", "due"),
    [
        # a time that the clock leaps over: the first instant after the leap
        ("Europe/Berlin", time(2, 30), datetime(2026, 3, 28, 12, tzinfo=UTC), "2026-03-29T01:00:00+00:00"),
        # a time that it shows twice: the first showing, and then the next day
        ("Europe/Berlin", time(2, 30), datetime(2026, 10, 24, 12, tzinfo=UTC), "2026-10-25T00:30:00+00:00"),
        (
            "Europe/Berlin",
            time(2, 30),
            datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
            "2026-10-26T01:30:00+00:00",
        ),
        # a midnight that does not exist
        ("America/Santiago", time(0, 0), datetime(2026, 9, 5, 12, tzinfo=UTC), "2026-09-06T04:00:00+00:00"),
    ],
)
def test_a_reminder_keeps_to_the_wall_clock(zone: str, at: time, after: datetime, due: str) -> None:
    assert next_reminder(at, ZoneInfo(zone), after).isoformat() == due
