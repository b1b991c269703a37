from datetime import timedelta

import pytest

from bot.domain.question import Level
from bot.domain.round import Verdict
from bot.domain.scoring import points_for
from tests.builders import NOON, question, round_


def test_the_key_is_right_and_everything_else_wrong() -> None:
    verdicts = [round_(question=question(key=2)).judge(choice, NOON) for choice in range(4)]
    assert verdicts == [Verdict.WRONG, Verdict.WRONG, Verdict.RIGHT, Verdict.WRONG]


def test_a_closed_round_takes_no_answers() -> None:
    closing = round_(closes_at=NOON + timedelta(hours=1))
    assert closing.judge(1, NOON + timedelta(minutes=59, seconds=59)) is Verdict.RIGHT
    assert closing.judge(1, NOON + timedelta(hours=1)) is Verdict.CLOSED


def test_an_option_that_does_not_exist_cannot_be_judged() -> None:
    with pytest.raises(ValueError, match="no option 4"):
        round_().judge(4, NOON)


@pytest.mark.parametrize(
    ("level", "points"),
    [(Level.BEGINNER, 10), (Level.INTERMEDIATE, 15), (Level.ADVANCED, 20), (Level.EXPERT, 25)],
)
def test_points_go_by_level_and_only_to_right_answers(level: Level, points: int) -> None:
    assert points_for(Verdict.RIGHT, level) == points
    assert {points_for(verdict, level) for verdict in Verdict if verdict is not Verdict.RIGHT} == {0}
