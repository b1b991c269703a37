from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.ids import PersonId, QuestionId, QuizId, TopicId
from bot.domain.quiz import WAKES_FOR, Progress, Quiz, Turn
from bot.domain.round import Answer, RoundKind
from tests.builders import HALL, NOON, after, question, round_

ADA = PersonId(1)
MINUTE = timedelta(minutes=1)


def turn(n: int, right: bool | None, topic: str = "attention", opened: datetime = NOON) -> Turn:
    """Question `n`, answered after a minute or, with None, not yet."""
    asked = question(f"q{n}", topic)
    opened_round = round_(f"r{n}", kind=RoundKind.QUIZ, question=asked, opened_at=opened, quiz=QuizId("q"))
    if right is None:
        return Turn(opened_round, None)
    answer = Answer(
        round=opened_round.id,
        person=ADA,
        question=asked.id,
        channel=HALL,
        choice=asked.key if right else None,
        right=right,
        points=15 * right,
        scored=right,
        at=opened + MINUTE,
        day=opened.date(),
    )
    return Turn(opened_round, answer)


def progress(*turns: Turn, to_come: int = 0) -> Progress:
    coming = tuple(question(f"later{n}", "fine-tuning") for n in range(to_come))
    asked = tuple(each.round.question.id for each in turns)
    quiz = Quiz(id=QuizId("q"), person=ADA, channel=HALL, questions=(*asked, *(later.id for later in coming)))
    return Progress(quiz=quiz, turns=turns, to_come=coming)


outcomes = st.lists(st.tuples(st.booleans(), st.sampled_from(["attention", "evaluation", "agents"])))


@given(outcomes, st.integers(0, 3), st.booleans())
def test_the_figures_of_a_quiz_agree_with_each_other(
    given_so_far: list[tuple[bool, str]], to_come: int, is_open: bool
) -> None:
    turns = [turn(n, right, topic) for n, (right, topic) in enumerate(given_so_far)]
    waiting = [turn(99, None)] * is_open
    quiz = progress(*turns, *waiting, to_come=to_come)
    assert quiz.total == len(turns) + is_open + to_come
    assert quiz.done == len(turns)
    assert quiz.is_finished == (not is_open and to_come == 0)
    assert (quiz.open_round is not None) == is_open
    assert quiz.right + len(quiz.missed) == len(turns) + is_open
    assert quiz.points == 15 * quiz.right
    rights, askeds = zip(*quiz.by_topic.values(), strict=True) if quiz.by_topic else ((), ())
    assert (sum(rights), sum(askeds)) == (quiz.right, len(turns) + is_open)


def test_the_weakest_topic_comes_first() -> None:
    quiz = progress(turn(1, True, "attention"), turn(2, False, "agents"), turn(3, True, "agents"))
    assert list(quiz.by_topic.items()) == [(TopicId("agents"), (1, 2)), (TopicId("attention"), (1, 1))]


def test_a_quiz_takes_from_its_first_question_to_its_last_answer() -> None:
    quiz = progress(turn(1, True), turn(2, False, opened=after(minutes=3)))
    assert quiz.took == timedelta(minutes=4)
    assert progress(turn(1, None)).took == timedelta(0)


def test_a_clock_that_was_put_back_makes_no_time_negative() -> None:
    first = turn(1, None)
    back = turn(2, True, opened=after(hours=-2))
    assert progress(first, back).took == MINUTE


@pytest.mark.parametrize(("later", "awake"), [(WAKES_FOR - MINUTE, True), (WAKES_FOR, False)])
def test_a_quiz_falls_asleep_a_day_after_its_last_sign_of_life(later: timedelta, awake: bool) -> None:
    opened = progress(turn(1, True), turn(2, None, opened=after(hours=5)))
    assert opened.is_awake(after(hours=5) + later) is awake
    answered = progress(turn(1, True), to_come=1)
    assert answered.is_awake(NOON + MINUTE + later) is awake


def test_a_quiz_that_never_began_is_not_awake() -> None:
    assert not progress(to_come=3).is_awake(NOON)


def test_a_quiz_names_the_topics_of_what_is_still_to_come() -> None:
    assert progress(turn(1, True), to_come=1).topics == {TopicId("attention"), TopicId("fine-tuning")}
    assert progress(turn(1, True)).quiz.questions == (QuestionId("q1"),)
