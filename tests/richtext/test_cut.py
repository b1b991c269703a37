import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.richtext.cut import cut, pages
from bot.richtext.nodes import Bullets, Code, Fence, Paragraph, Rich, Strong, Text
from bot.richtext.parse import parse
from bot.richtext.pieces import assembled, pieces
from bot.richtext.plain import plain, plain_spans
from tests.richtext.strategies import riches

FENCE = "```python\nfirst = 1\nsecond = 2\nthird = 3\n```"


def squeezed(text: str) -> str:
    return "".join(text.split())


def shortened(markdown: str, limit: int) -> str:
    rich, was_cut = cut(parse(markdown), limit)
    assert was_cut
    return plain(rich)


def test_what_fits_stays_as_it_is() -> None:
    rich = parse("Just enough.")
    assert cut(rich, 12) == (rich, False)


@pytest.mark.parametrize(
    ("markdown", "limit", "left"),
    [
        ("One sentence here. Another one there.", 30, "One sentence here. …"),
        ("**One sentence here.** Another one there.", 30, "One sentence here. …"),
        ("Is it so? (It is.) Good to know.", 22, "Is it so? (It is.) …"),
        ("No. But this second sentence is long and goes on.", 30, "No. But this second sentence…"),
        ("Many tools, e.g. this one, are good for a lot.", 28, "Many tools, e.g. this one…"),
        ("Ab c. ,,, and more", 6, "Ab c.…"),
        ("Words, words, words and more of them", 14, "Words, words…"),
        ("First block.\n\nSecond block that is longer.", 20, "First block. …"),
        ("- one item\n- two items\n- three items", 27, "- one item\n- two items …"),
        ("Set `a = b + c` then go", 12, "Set…"),
        ("Take $\\frac{a}{b}$ then go on", 10, "Take a/b…"),
        ("x" * 100, 50, "x" * 40 + "…"),
        ("`averyverylongname`", 5, "…"),
        (FENCE, 40, "    first = 1\n    second = 2\n\n…"),
    ],
)
def test_a_text_is_cut_where_a_reader_may_stop(markdown: str, limit: int, left: str) -> None:
    assert shortened(markdown, limit) == left


def test_a_fence_stays_a_fence() -> None:
    rich, _ = cut(parse(FENCE), 40)
    assert rich[0] == Fence("first = 1\nsecond = 2", "python")


def test_nothing_fits_into_nothing() -> None:
    assert cut(parse("words"), 0) == ((), True)


def test_the_length_is_what_the_renderer_says() -> None:
    def doubled(rich: Rich) -> int:
        return 2 * len(plain(rich))

    rich, _ = cut(parse("One sentence here. Another one there."), 45, doubled)
    assert plain(rich) == "One sentence here. …"


def test_pages_break_between_blocks_if_they_can() -> None:
    found = pages(parse("First block.\n\nSecond block.\n\nThird. It is long."), 30)
    assert [plain(page) for page in found] == ["First block.\n\nSecond block.", "Third. It is long."]


def test_pages_of_a_short_text_are_one() -> None:
    assert pages(parse("short"), 30) == (parse("short"),)
    assert pages((), 30) == ((),)


def test_a_numbered_list_keeps_its_numbers_over_pages() -> None:
    found = pages(parse("1. one thing\n2. two things\n3. three things"), 20)
    assert [plain(page) for page in found] == ["1. one thing", "2. two things", "3. three things"]


def test_an_item_that_goes_on_gets_no_second_mark() -> None:
    found = pages((Bullets(((Text("One sentence. Two sentences."),), (Text("next"),))),), 18)
    assert [plain(page) for page in found] == ["- One sentence.", "Two sentences.", "- next"]


def test_what_cannot_be_broken_has_a_page_of_its_own() -> None:
    rich = (Paragraph((Text("a "), Code("unbreakable code"), Text(" b"))),)
    assert [plain(page) for page in pages(rich, 6)] == ["a", "unbreakable code", "b"]


@settings(deadline=None)
@given(riches)
def test_taking_apart_and_putting_together_changes_nothing_but_white_space(rich: Rich) -> None:
    assert squeezed(plain(assembled(pieces(rich)) if rich else ())) == squeezed(plain(rich))


@settings(deadline=None)
@given(riches, st.integers(0, 200))
def test_a_cut_text_is_a_beginning_that_fits(rich: Rich, limit: int) -> None:
    left, was_cut = cut(rich, limit)
    assert len(plain(left)) <= limit
    assert was_cut == (len(plain(rich)) > limit)
    beginning = squeezed(plain(left)).removesuffix("…") if was_cut else squeezed(plain(left))
    assert squeezed(plain(rich)).startswith(beginning)


@settings(deadline=None)
@given(riches, st.integers(1, 200))
def test_pages_hold_everything_and_keep_to_the_limit(rich: Rich, limit: int) -> None:
    found = pages(rich, limit)
    assert squeezed("".join(map(plain, found))) == squeezed(plain(rich))
    assert all(len(plain(page)) <= limit or is_unbreakable(page) for page in found)


def is_unbreakable(page: Rich) -> bool:
    """A number in front of a list item is a word of its own only once it has moved to another page."""
    words = [piece for piece in pieces(page)[:-1] if piece.stop]
    return all(piece.begins and re.fullmatch(r"\d+\. ", plain_spans((piece.leaf,))) for piece in words)


@settings(deadline=None)
@given(riches, st.integers(1, 200))
def test_code_and_formulas_stay_whole(rich: Rich, limit: int) -> None:
    whole = {piece.leaf for piece in pieces(rich) if not isinstance(piece.leaf, Text)}
    for page in (cut(rich, limit)[0], *pages(rich, limit)):
        assert {piece.leaf for piece in pieces(page) if not isinstance(piece.leaf, Text)} <= whole


def test_a_list_without_items_takes_no_room_on_a_page() -> None:
    words = Paragraph((Text("One sentence. Two sentences."),))
    assert pages((Bullets(()), words), 18) == pages((words,), 18)


def test_a_heading_stays_with_what_comes_below_it() -> None:
    above, below = Paragraph((Text("Above, a sentence."),)), Paragraph((Text("Below, a sentence."),))
    heading = Paragraph((Strong((Text("Heading"),)),))
    assert pages((above, heading, below), 40) == ((above,), (heading, below))


def test_a_heading_with_nothing_below_it_is_shown_all_the_same() -> None:
    heading = (Paragraph((Strong((Text("0. "),)),)),)
    assert pages(heading, 1) == ((Paragraph((Strong((Text("0."),)),)),),)
