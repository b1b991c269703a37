"""What pictures say to whoever does not see them."""

from datetime import timedelta

import pytest

from bot.domain.attendance import Mark
from bot.domain.pictures import Calendar, Race, RaceLine, Standings, StandingsRow, TopicStrength
from bot.wording.contest_boards import score_words
from bot.wording.pictures import alt_text, moved
from tests.charts import CALENDAR, CHARTS, FIRST, RACE, RULE, STANDINGS, STRENGTHS


def test_standings_name_every_row_with_its_place_and_worth() -> None:
    words = alt_text(STANDINGS)
    for row in STANDINGS.rows:
        assert f"{row.place}. {row.name}" in words
        assert row.worth in words
    assert "(you): 862 points, up 1 place." in words
    assert RULE in words


def test_a_race_names_every_line_with_its_points() -> None:
    words = alt_text(RACE)
    assert [line.name in words for line in RACE.shown] == [True] * 8
    assert "🦄 (you): 225, 124 on 9 Nov." in words
    assert "And 4 more." in words


def test_strengths_name_every_topic() -> None:
    words = alt_text(STRENGTHS)
    assert words.index("Attention mechanisms: 8 of 10 right (80%).") < words.index("Optimisers")
    assert all(topic.topic in words for topic in STRENGTHS.topics)


def test_a_calendar_says_how_often_and_when() -> None:
    marks = (Mark.RIGHT, Mark.RIGHT, Mark.MISSED, Mark.RIGHT, Mark.NOT_ASKED, Mark.FREEZE)
    assert alt_text(Calendar(title="Days of Ann", first=FIRST, marks=marks)) == (
        "Days of Ann. 2 Nov to 7 Nov: right 3, kept by a freeze 1, missed 1, no question 1. "
        "Right: 2 Nov to 3 Nov, 5 Nov. Kept by a freeze: 7 Nov. Missed: 4 Nov."
    )


@pytest.mark.parametrize("name", ["standings-none", "race-none"])
def test_an_empty_picture_says_so(name: str) -> None:
    assert "Nothing to show yet." in alt_text(CHARTS[name])


@pytest.mark.parametrize(("movement", "sign"), [(None, ""), (0, "="), (2, "▲ 2"), (-1_000, "▼ 1,000")])
def test_a_movement_is_a_sign_with_a_number(movement: int | None, sign: str) -> None:
    assert moved(movement) == sign


def test_a_long_board_says_how_many_are_left_out() -> None:
    rows = tuple(StandingsRow(place=n, name=f"P{n}", value=0, worth="0 points") for n in range(1, 24))
    board = Standings(title="Board", rows=rows)
    assert len(board.shown) == 20
    assert "And 3 more." in alt_text(board)


def test_a_race_keeps_the_reader_in_sight() -> None:
    lines = tuple(RaceLine(name=f"P{n}", totals=(float(n),), is_reader=n == 0) for n in range(12))
    race = Race(title="Race", days=(FIRST,), lines=lines)
    assert [line.name for line in race.shown] == ["P11", "P10", "P9", "P8", "P7", "P6", "P5", "P0"]


def test_a_race_has_no_more_totals_than_days() -> None:
    with pytest.raises(ValueError, match="2 totals for a race of 1 days"):
        Race(title="Race", days=(FIRST,), lines=(RaceLine(name="P", totals=(1, 2)),))


def test_a_topic_has_no_more_right_answers_than_answers() -> None:
    with pytest.raises(ValueError, match="Maths: 3 right of 2 answered"):
        TopicStrength(topic="Maths", right=3, answered=2)


def test_a_calendar_shows_half_a_year_of_whole_weeks() -> None:
    days = Calendar(title="Days", first=FIRST, marks=(Mark.RIGHT,) * 400).shown
    assert days[0][0].weekday() == 0
    assert days[-1][0] == FIRST + timedelta(days=399)
    assert 25 * 7 < len(days) <= 26 * 7
    assert len(CALENDAR.shown) == len(CALENDAR.marks)


def test_scores_below_each_other_have_as_many_decimals() -> None:
    assert [score_words(score) for score in (1223, 920, 900)] == ["12.23 points", "9.20 points", "9 points"]
