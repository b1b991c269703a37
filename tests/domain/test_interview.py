from dataclasses import replace
from datetime import timedelta

from bot.domain.ids import InterviewId, PersonId
from bot.domain.interview import (
    Coverage,
    Interview,
    Turn,
    coverage,
    follows,
    number_of,
    time_used,
    to_read,
    without_options,
)
from bot.domain.question import Reference
from bot.domain.round import Rating
from tests.builders import NOON, after, question

INTERVIEW = Interview(
    id=InterviewId("i1"),
    person=PersonId(1),
    topic=None,
    level=None,
    minutes=20,
    started_at=NOON,
)


def turn(position: int, part: int = 0, name: str = "rope", **changes: object) -> Turn:
    topic = {"rope": "positions", "lora": "fine-tuning", "alibi": "positions"}[name]
    asked = Turn(position=position, part=part, question=question(name, topic), asked_at=NOON)
    return replace(asked, **changes)  # type: ignore[arg-type] # the fields of a Turn


def test_nothing_new_is_asked_once_the_minutes_are_over_or_somebody_finished() -> None:
    assert not INTERVIEW.is_over(after(minutes=19.9))
    assert INTERVIEW.is_over(after(minutes=20))
    assert replace(INTERVIEW, finished_at=NOON).is_over(NOON)


def test_at_most_two_follow_ups_go_deeper() -> None:
    many = replace(question(), follow_ups=("a", "b", "c"))
    assert follows(turn(0, question=many)) == 1
    assert follows(turn(1, 1, question=many)) == 2
    assert follows(turn(2, 2, question=many)) is None
    assert follows(turn(0, question=replace(many, follow_ups=()))) is None


def test_a_follow_up_asks_its_own_words_and_belongs_to_its_question() -> None:
    turns = [turn(0), turn(1, 1), turn(2, name="lora"), turn(3, 1, name="lora")]
    assert turns[1].prompt == "What happens without it?"
    assert [number_of(turns, one) for one in turns] == [1, 1, 2, 2]


def test_coverage_counts_answered_questions_by_topic_in_the_order_they_came() -> None:
    turns = [
        turn(0, text="…", covered=frozenset({0})),
        turn(1, 1, text="…", covered=frozenset()),
        turn(2, name="lora", text=""),
        turn(3, name="alibi", text="…", covered=frozenset({0, 1})),
        turn(4, name="lora"),
    ]
    assert coverage(turns) == (
        Coverage(topic=question("rope", "positions").topic, covered=3, points=4),
        Coverage(topic=question("lora", "fine-tuning").topic, covered=0, points=2),
    )


def test_what_was_missed_is_to_be_read_and_each_source_once() -> None:
    other = Reference(title="RoFormer", authors="Su et al.", year=2021)
    both = replace(question(), references=(*question().references, other))
    turns = [
        turn(0, text="…", covered=frozenset({0})),
        turn(1, text="", question=both),
        turn(2, text="…", covered=frozenset({0, 1}), question=replace(question(), references=(other,))),
    ]
    assert to_read(turns) == (*question().references, other)


def test_a_follow_up_that_was_missed_is_a_reason_to_read_too() -> None:
    assert to_read([turn(0, 1, text="…", rating=Rating.KNEW)]) == ()
    assert to_read([turn(0, 1, text="…", rating=Rating.MISSED)]) == question().references


def test_the_time_runs_until_the_last_answer() -> None:
    turns = [turn(0, text="…", answered_at=after(minutes=4)), turn(1, text="…", answered_at=after(minutes=9))]
    assert time_used(INTERVIEW, turns) == timedelta(minutes=9)
    assert time_used(INTERVIEW, []) == timedelta()


def test_an_interviewer_does_not_read_out_options() -> None:
    assert without_options(question()).is_open
    assert without_options(question()).key_points == question().key_points
