"""What is drawn: any name, inside the card, without boxes for signs that no font has."""

import warnings
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from matplotlib.text import Text

from bot.adapters.pictures import fonts, palette
from bot.adapters.pictures.calendar import SIGNS
from bot.adapters.pictures.clusters import clusters
from bot.adapters.pictures.draw import sheet_of
from bot.adapters.pictures.names import cleaned, drawable, shortened, shown_name
from bot.adapters.pictures.race import labelled, spread, tidy_step
from bot.adapters.pictures.sheet import WIDTH, Sheet
from bot.domain.attendance import Mark
from bot.domain.pictures import (
    Calendar,
    Chart,
    Race,
    RaceLine,
    Standings,
    StandingsRow,
    Strengths,
    TopicStrength,
)
from tests.charts import CHARTS, FIRST

SLOW = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
# every script and the signs between them, and what people really put into names
names = st.one_of(
    st.text(max_size=40),
    st.text(st.sampled_from("WMgjǺ̂ักำ𝔄ﷺ👩‍🏽🇩🇪עאنقক्षि中\u202e\u200f\t\n $\\_^{}%"), max_size=40),
)
numbers = st.one_of(st.integers(-(10**6), 10**9), st.floats(-1e6, 1e9, allow_nan=False))
rows = st.builds(
    StandingsRow,
    place=st.integers(1, 99_999),
    name=names,
    value=numbers,
    worth=st.integers(0, 10**9).map("{:,} points".format),
    movement=st.none() | st.integers(-99_999, 99_999),
    is_reader=st.booleans(),
)
lines = st.builds(
    RaceLine, name=names, totals=st.lists(numbers, max_size=9).map(tuple), is_reader=st.booleans()
)
topics = st.builds(
    lambda topic, right, wrong: TopicStrength(topic=topic, right=right, answered=right + wrong),
    names,
    st.integers(0, 10**6),
    st.integers(0, 10**6),
)
charts: st.SearchStrategy[Chart] = st.one_of(
    st.builds(
        Standings, title=names, subtitle=names, rows=st.lists(rows, max_size=22).map(tuple), rule=names
    ),
    st.builds(
        Race,
        title=names,
        subtitle=names,
        days=st.just(tuple(FIRST + timedelta(days=n) for n in range(9))),
        lines=st.lists(lines, max_size=11).map(tuple),
        rule=names,
    ),
    st.builds(
        Calendar,
        title=names,
        subtitle=names,
        first=st.dates(date(2024, 1, 1), date(2027, 1, 1)),
        marks=st.lists(st.sampled_from(Mark), max_size=400).map(tuple),
    ),
    st.builds(Strengths, title=names, subtitle=names, topics=st.lists(topics, max_size=22).map(tuple)),
)


def texts(sheet: Sheet) -> list[Text]:
    return [text for text in sheet.axes.texts if text.get_text()]


def stays_inside(sheet: Sheet) -> None:
    """Every text within the card, as far as it is not cut off at its own line."""
    renderer = sheet.figure.canvas.get_renderer()  # type: ignore[attr-defined]  # the Agg canvas has one
    for text in texts(sheet):
        box, clip = text.get_window_extent(renderer), text.get_clip_box()
        assert clip is not None
        assert box.x0 >= 0
        assert box.x1 <= WIDTH
        assert clip.y0 >= 0
        assert clip.y1 <= sheet.height
        assert clip.height < 80
        assert text.get_clip_on()


@SLOW
@given(charts)
def test_any_chart_is_drawn_inside_its_card(chart: Chart) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # matplotlib's word for a box in place of a sign
        sheet = sheet_of(chart)
        stays_inside(sheet)
        assert len(sheet.png()) <= 300_000


@pytest.mark.parametrize("name", CHARTS)
def test_every_chart_of_the_gallery_stays_inside(name: str) -> None:
    stays_inside(sheet_of(CHARTS[name]))


@settings(max_examples=200, deadline=None)
@given(names, st.integers(1, 20))
def test_a_name_is_shown_only_as_far_as_fonts_go(name: str, number: int) -> None:
    shown, has_gap = shown_name(name, number)
    assert shown.strip()
    assert all(fonts.can_draw(cluster) for cluster in clusters(shown))
    assert has_gap or shown in (cleaned(name), *_without_signs(name))


def _without_signs(name: str) -> list[str]:
    """The name without what cannot be drawn, if none of that is a letter."""
    kept = [c for c in clusters(cleaned(name)) if fonts.can_draw(c)]
    return [" ".join("".join(kept).split())]


@pytest.mark.parametrize(
    ("name", "shown", "has_gap"),
    [
        ("Ann_the_*great*", "Ann_the_*great*", False),
        ("$x^2$ \\frac", "$x^2$ \\frac", False),
        ("Ann\u202e\tLee\n", "Ann Lee", False),
        ("محمد", "محمد", False),
        ("שלום", "שלום", False),
        ("Ann \U000f0000", "Ann", False),
        ("\U000f0000\U000f0001", "player 7", True),
        ("", "player 7", True),
        ("Z" + "\u0301" * 30, "Z" + "\u0301" * 30, False),
    ],
)
def test_names_as_they_are_shown(name: str, shown: str, has_gap: bool) -> None:
    if name.startswith("Z"):
        assert len(shown_name(name, 7)[0]) <= 5
    else:
        assert shown_name(name, 7) == (shown, has_gap)


def test_letters_that_no_font_has_leave_a_gap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "can_draw", lambda cluster: cluster < "\u0400")
    drawable.cache_clear()
    assert drawable("Ann 田中 Lee") == ("Ann … Lee", True)
    assert drawable("田中") == ("", False)
    assert drawable("🎉 Ann 🎉") == ("Ann", False)
    drawable.cache_clear()


@given(names, st.integers(0, 40))
def test_a_name_is_shortened_between_what_people_see_as_letters(name: str, room: int) -> None:
    short = shortened(name, lambda part: len(part) <= room)
    if short != name:
        kept = "".join(short.removesuffix("…"))
        pieces = list(clusters(name))
        assert any("".join(pieces[:n]).rstrip() == kept for n in range(len(pieces) + 1))


def test_a_flag_is_one_sign() -> None:
    assert list(clusters("a🇩🇪🇫🇷👩‍👩‍👧e\u0301")) == ["a", "🇩🇪", "🇫🇷", "👩‍👩‍👧", "e\u0301"]


@given(st.lists(st.floats(0, 400), min_size=1, max_size=8))
def test_names_beside_a_race_keep_their_order_and_their_distance(wanted: list[float]) -> None:
    placed = spread(wanted, 36, 0, 400)
    ordered = sorted(placed)
    assert all(b - a >= 36 - 1e-6 for a, b in pairwise(ordered))
    assert [placed[n] for n in sorted(range(len(wanted)), key=lambda n: wanted[n])] == ordered
    assert ordered[0] >= -1e-6
    assert ordered[-1] <= 400 + 1e-6


def test_names_with_room_stay_beside_their_lines() -> None:
    assert spread([10, 100, 390], 36, 0, 400) == [10, 100, 390]
    assert spread([100, 100], 36, 0, 400) == [82, 118]


@given(st.floats(0, 1e9))
def test_a_race_has_few_lines_behind_it(highest: float) -> None:
    assert highest / tidy_step(highest) <= 6


@given(st.integers(1, 400))
def test_the_days_named_below_a_race_are_evenly_apart(days: int) -> None:
    named = labelled(days)
    assert (named[0], named[-1]) == (0, days - 1)
    gaps = [b - a for a, b in pairwise(named)]
    assert len(gaps) <= 5
    assert max(gaps, default=0) - min(gaps, default=0) <= 1
    assert all(gap * 6 >= days - 1 for gap in gaps)  # dates closer than that touch


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, contrast ratio."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_every_colour_is_seen_on_the_card_and_the_card_on_any_page() -> None:
    words = (palette.INK, palette.SOFT, palette.UP, palette.DOWN, *palette.LINES)
    assert all(contrast(colour, palette.CARD) >= 4.5 for colour in words)
    assert all(contrast(colour, palette.OWN_ROW) >= 4.5 for colour in (palette.INK, palette.SOFT))
    assert contrast(palette.CARD, palette.OWN) >= 4.5
    assert all(contrast(ink, fill) >= 4.5 for _, fill, ink, _ in SIGNS.values())
    assert all(contrast(palette.BORDER, page) >= 3 for page in ("#ffffff", "#313338", "#1a1d21"))
    assert all(contrast(bar, palette.FAINT) >= 3 for bar in (palette.BAR, palette.OWN))


def test_marks_differ_by_their_signs() -> None:
    assert len({sign for sign, *_ in SIGNS.values()}) == len(Mark)
