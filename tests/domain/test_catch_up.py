from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.catch_up import ON_TIME, Decision, Due, decide
from bot.domain.ids import ChannelId, ScheduleId
from bot.domain.schedule import Occurrence, Schedule, Slot

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
CATCH_UP = timedelta(hours=3)


def due(late: timedelta, channel: str = "general", name: str = "daily") -> Due:
    schedule = Schedule(
        id=ScheduleId(name),
        channel=ChannelId(f"web:playground/{channel}"),
        times=(time(9),),
        zone=ZoneInfo("UTC"),
    )
    at = NOW - late
    return schedule, Occurrence(Slot(schedule.id, at.date(), at.time()), at)


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


def decided(*dues: Due) -> Decision:
    return decide(dues, NOW, CATCH_UP)


def test_nothing_due_is_nothing_to_do() -> None:
    assert decided() == Decision((), ())


@pytest.mark.parametrize("late", [minutes(0), ON_TIME, minutes(5), CATCH_UP - timedelta(seconds=1)])
def test_what_is_less_than_the_catch_up_late_is_asked(late: timedelta) -> None:
    assert decided(due(late)) == Decision((due(late),), ())


def test_what_is_later_than_that_is_skipped_with_its_true_lateness() -> None:
    [skipped] = decided(due(timedelta(hours=4, minutes=10, seconds=40))).skip
    assert skipped.reason == "4 h 10 min late; only what is less than 3 h late is still asked"


def test_exactly_the_catch_up_late_is_too_late() -> None:
    assert decided(due(CATCH_UP)).ask == ()


def test_only_the_newest_late_question_of_a_channel_is_asked_whichever_schedule_it_is_of() -> None:
    older, newer = due(minutes(130)), due(minutes(40), name="second")
    decision = decided(newer, older)
    assert decision.ask == (newer,)
    [skipped] = decision.skip
    assert skipped[:2] == older
    assert skipped.reason == "2 h 10 min late; another question of this channel took its place"


def test_a_late_question_makes_room_for_one_on_time() -> None:
    late, on_time = due(minutes(40)), due(minutes(1), name="second")
    decision = decided(late, on_time)
    assert (decision.ask, decision.skip[0][:2]) == ((on_time,), late)


def test_two_late_questions_of_the_same_time_are_one_too_many() -> None:
    decision = decided(due(minutes(40), name="a"), due(minutes(40), name="b"))
    assert (len(decision.ask), len(decision.skip)) == (1, 1)


def test_questions_on_time_are_all_asked() -> None:
    both = due(minutes(0), name="a"), due(minutes(0), name="b")
    assert decided(*both).ask == both


def test_channels_do_not_mind_each_other() -> None:
    both = due(minutes(50), "general"), due(minutes(40), "random")
    assert decided(*both) == Decision(both, ())


def test_without_catch_up_only_what_is_on_time_is_asked() -> None:
    decision = decide([due(minutes(3)), due(minutes(2))], NOW, timedelta(0))
    assert decision.ask == (due(minutes(2)),)


dues = st.builds(
    due,
    st.integers(0, 6 * 3600).map(lambda seconds: timedelta(seconds=seconds)),
    st.sampled_from(["general", "random"]),
    st.sampled_from(["a", "b", "c"]),
)


@given(st.lists(dues, unique_by=lambda one: one[1].slot))
def test_everything_due_is_either_asked_or_skipped_and_a_channel_gets_one_late_question_at_most(
    all_due: list[Due],
) -> None:
    decision = decide(all_due, NOW, CATCH_UP)
    handled = [one[1] for one in decision.ask] + [one.occurrence for one in decision.skip]
    assert sorted(handled, key=lambda one: one.slot) == sorted(
        (one[1] for one in all_due), key=lambda one: one.slot
    )
    late = [schedule.channel for schedule, occurrence in decision.ask if NOW - occurrence.at > ON_TIME]
    assert len(late) == len(set(late))
    on_time = {schedule.channel for schedule, occurrence in decision.ask if NOW - occurrence.at <= ON_TIME}
    assert on_time.isdisjoint(late)
