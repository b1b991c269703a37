"""A live quiz goes on by the clock alone, and ends whatever is pressed."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import live_quiz as rules
from bot.domain.ids import PersonId, QuestionId, QuizId, RoundId
from bot.domain.live_quiz import (
    EXTENSION,
    LOBBY_TIME,
    LONGEST_PAUSE,
    MOST_EXTENDED,
    MOST_SILENT,
    SHOW_TIME,
    Ending,
    LiveQuiz,
    Phase,
    Seen,
    step,
)
from tests.builders import HALL, NOON

R1, R2 = RoundId("r1"), RoundId("r2")
HOST, NEXT = PersonId(1), PersonId(2)
LOBBY = LiveQuiz(
    id=QuizId("q"),
    channel=HALL,
    host=HOST,
    questions=(QuestionId("a"), QuestionId("b")),
    seconds=20,
    until=NOON + LOBBY_TIME,
)
ASKED = rules.go_on(LOBBY, R1)
OPEN = replace(ASKED, until=NOON + ASKED.time)


def after(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


def test_a_lobby_waits_its_minute_and_starts_with_two() -> None:
    assert step(LOBBY, after(59.9), Seen(joined=5), R1) == LOBBY
    assert step(LOBBY, after(60), Seen(joined=2), R1) == ASKED
    assert step(LOBBY, after(60), Seen(joined=1), R1).ending is Ending.TOO_FEW


def test_a_question_s_time_begins_when_it_stands_in_the_channel() -> None:
    assert step(ASKED, after(900), Seen(), R2) == ASKED
    assert step(ASKED, after(5), Seen(posted_at=after(3)), R2).until == after(23)
    assert step(ASKED, after(5), Seen(failed=True), R2).ending is Ending.UNREACHABLE


def test_a_deadline_that_passed_while_nobody_looked_settles_the_question_and_goes_on() -> None:
    shown = step(OPEN, after(500), Seen(answered=1), R2)
    assert (shown.phase, shown.round, shown.until) == (Phase.SHOWING, None, after(500) + SHOW_TIME)
    second = step(shown, after(600), Seen(), R2)
    assert (second.phase, second.round, second.position, second.until) == (Phase.ASKING, R2, 1, None)


def test_after_the_last_results_it_is_over() -> None:
    last = replace(OPEN, position=1)
    shown = step(last, after(20), Seen(answered=1), R2)
    assert step(shown, after(32), Seen(), R2).ending is Ending.FINISHED


def test_three_questions_that_nobody_answers_end_it() -> None:
    quiz = replace(OPEN, questions=(QuestionId("a"),) * 9)
    for _ in range(MOST_SILENT - 1):
        quiz = step(quiz, after(20), Seen(), R2)
        assert quiz.phase is Phase.SHOWING
        quiz = replace(quiz, phase=Phase.ASKING, round=R2, until=after(20))
    assert step(quiz, after(20), Seen(answered=1), R2).silent == 0
    assert step(quiz, after(20), Seen(), R2).ending is Ending.SILENT


def test_a_pause_keeps_what_is_left() -> None:
    paused = rules.pause(OPEN, after(13))
    assert (paused.phase, paused.left) == (Phase.PAUSED, timedelta(seconds=7))
    assert not paused.takes_answers(R1, after(14))
    assert rules.resume(paused, after(500)).until == after(507)
    assert step(paused, after(500), Seen(), R2) == paused
    assert step(paused, after(13) + LONGEST_PAUSE, Seen(), R2).ending is Ending.FORGOTTEN


def test_results_can_be_paused_too() -> None:
    shown = rules.show(OPEN, NOON)
    paused = rules.pause(shown, after(4))
    again = rules.resume(paused, after(60))
    assert (again.phase, again.until) == (Phase.SHOWING, after(60) + SHOW_TIME - timedelta(seconds=4))


def test_an_extension_gives_an_open_question_more_time() -> None:
    assert rules.extend(OPEN, NOON).until == after(20) + EXTENSION
    assert rules.extend(rules.pause(OPEN, NOON), NOON).left == OPEN.time + EXTENSION
    assert rules.extend(LOBBY, NOON) == LOBBY


def test_an_extension_leaves_what_speed_is_worth_as_it_was() -> None:
    longer = rules.extend(OPEN, NOON)
    for seconds in (0, 5, 20, 30):
        assert longer.left_of_given(after(seconds)) == OPEN.left_at(after(seconds))
    paused = rules.extend(rules.pause(OPEN, after(5)), after(6))
    assert paused.left_of_given(after(9)) == OPEN.left_at(after(5))
    assert rules.go_on(rules.show(longer, NOON), R2).extended == timedelta(0)


def test_nothing_reopens_a_question_whose_time_is_up() -> None:
    assert rules.extend(OPEN, after(20)) == rules.pause(OPEN, after(20)) == OPEN
    assert rules.extend(OPEN, after(19.9)) != OPEN != rules.pause(OPEN, after(19.9))


def test_a_question_is_extended_by_a_minute_at_most() -> None:
    quiz = OPEN
    for _ in range(9):
        quiz = rules.extend(quiz, NOON)
    assert quiz.extended == MOST_EXTENDED
    assert quiz.until == after(20) + MOST_EXTENDED
    assert rules.extend(rules.pause(quiz, NOON), NOON) == rules.pause(quiz, NOON)


def test_a_host_who_leaves_hands_over_to_the_next_in_line() -> None:
    assert rules.without_host(OPEN, [NEXT, PersonId(3)]).host == NEXT
    assert rules.without_host(OPEN, []).ending is Ending.DESERTED
    assert rules.hand_over(OPEN, []) == OPEN


def test_a_skip_closes_the_question_then_the_results() -> None:
    shown = rules.skip(OPEN, NOON, 0)
    assert (shown.phase, shown.silent) == (Phase.SHOWING, 0)
    assert rules.skip_results(shown, R2).position == 1
    assert rules.skip_results(rules.pause(shown, NOON), R2).position == 1
    assert rules.skip(LOBBY, NOON, 0) == rules.skip_results(LOBBY, R2) == LOBBY


def test_a_late_press_skips_only_what_it_was_meant_for() -> None:
    shown = rules.show(OPEN, NOON)
    assert rules.skip(shown, NOON, 0) == shown
    assert rules.skip_results(OPEN, R2) == OPEN
    paused = rules.pause(OPEN, NOON)
    assert rules.skip_results(paused, R2) == paused


def test_a_skipped_question_breaks_the_silence_only_if_somebody_answered() -> None:
    quiet = replace(OPEN, silent=2)
    assert rules.skip(quiet, NOON, 1).silent == 0
    assert rules.skip(rules.pause(quiet, NOON), NOON, 1).silent == 0
    assert rules.skip(quiet, NOON, 0).silent == 2


@dataclass
class World:
    """A quiz with a clock, a channel that posts at once, and one person who answers now and then."""

    quiz: LiveQuiz
    now: datetime = NOON
    answered: int = 0
    rounds: int = 0
    asked: list[int] = field(default_factory=list)

    def apply(self, change: Callable[[LiveQuiz, datetime, RoundId], LiveQuiz]) -> None:
        if self.quiz.phase is Phase.ENDED:
            return
        self.rounds += 1
        after = change(self.quiz, self.now, RoundId(f"r{self.rounds}"))
        if after.round is not None and after.round != self.quiz.round:
            self.asked.append(after.position)
            self.answered = 0
        self.quiz = after

    def look(self) -> None:
        seen = Seen(joined=2, answered=self.answered, posted_at=self.now)
        self.apply(lambda quiz, now, fresh: step(quiz, now, seen, fresh))


PRESSES: dict[str, Callable[[LiveQuiz, datetime, RoundId], LiveQuiz]] = {
    "skip": lambda quiz, now, _: rules.skip(quiz, now, 0),
    "skip an answered one": lambda quiz, now, _: rules.skip(quiz, now, 1),
    "next": lambda quiz, _, fresh: rules.skip_results(quiz, fresh),
    "pause": lambda quiz, now, _: rules.pause(quiz, now),
    "go on": lambda quiz, now, _: rules.resume(quiz, now),
    "extend": lambda quiz, now, _: rules.extend(quiz, now),
    "hand over": lambda quiz, *_: rules.hand_over(quiz, [NEXT]),
}
events = st.lists(st.tuples(st.sampled_from([*PRESSES, "answer"]), st.floats(0, 90)), max_size=60)


@given(events, st.integers(1, 5))
def test_whatever_is_pressed_it_asks_each_question_once_in_order_and_ends(
    happens: list[tuple[str, float]], count: int
) -> None:
    world = World(replace(LOBBY, questions=tuple(QuestionId(str(n)) for n in range(count))))
    worth: dict[RoundId, timedelta] = {}
    for what, wait in happens:
        world.now += timedelta(seconds=wait)
        world.look()
        if what == "answer":
            world.answered += world.quiz.phase is Phase.ASKING
        else:
            world.apply(PRESSES[what])
        quiz = world.quiz
        assert (quiz.left is not None) == (quiz.phase is Phase.PAUSED)
        assert quiz.round is None or quiz.phase in (Phase.ASKING, Phase.PAUSED)
        assert (quiz.ending is not None) == (quiz.phase is Phase.ENDED)
        if quiz.round is not None:  # a later choice is never faster than an earlier one
            left = quiz.left_of_given(world.now)
            assert left <= worth.get(quiz.round, quiz.time)
            worth[quiz.round] = left
    for _ in range(4 * count + 4):
        world.now += timedelta(hours=1)
        world.look()
    assert world.quiz.phase is Phase.ENDED
    assert world.asked == list(range(len(world.asked)))
    assert len(world.asked) <= count


@pytest.mark.parametrize("phase", [Phase.LOBBY, Phase.ENDED])
def test_what_cannot_be_paused_stays_as_it_is(phase: Phase) -> None:
    quiz = replace(LOBBY, phase=phase)
    assert rules.pause(quiz, NOON) == rules.resume(quiz, NOON) == quiz
