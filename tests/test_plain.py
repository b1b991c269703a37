import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cards import (
    Bar,
    Button,
    Card,
    Choices,
    Facts,
    Heading,
    Look,
    Prose,
    Rank,
    Ranking,
    Spoiler,
    Tally,
)
from bot.domain.ids import RoundId
from bot.plain import summary, to_plain
from bot.presses.questions import Choose, ReadAnswer, ShowAnswer
from bot.richtext.parse import parse

ROUND = RoundId("abc")

QUESTION = Card(
    title="Question of the day",
    blocks=(
        Prose(parse("Why is $QK^T$ divided by $\\sqrt{d_k}$?")),
        Choices((parse("To keep the **variance** at 1"), parse("To save memory\\\nand time"))),
        Spoiler(
            "Answer", (Prose(parse("The variance is `d_k`.")), Heading("Key points")), ReadAnswer(ROUND, 0)
        ),
    ),
    buttons=(
        Button("A", Choose(ROUND, 0)),
        Button("B", Choose(ROUND, 1)),
        Button("Show answer", ShowAnswer(ROUND), Look.DANGER),
    ),
    note="3 have answered.",
)

RESULTS = Card(
    title="Results",
    blocks=(
        Tally(
            (
                Bar("A", parse("the right one"), 12, 0.75, True),
                Bar("B", parse("another"), 4, 0.25, False),
            )
        ),
        Facts((("First", "Ada"), ("Answered", "16"))),
        Ranking((Rank(1, "Ada", 120, "8/10 right", True), Rank(2, "Bob", 90, ""))),
    ),
)


def test_a_question_as_a_screen_reader_has_it() -> None:
    assert to_plain(QUESTION) == (
        "Question of the day\n\n"
        "Why is QKᵀ divided by √dₖ?\n\n"
        "A) To keep the variance at 1\n"
        "B) To save memory\n   and time\n\n"
        "[hidden: Answer]\n\n"
        "[A] [B] [Show answer]\n\n"
        "3 have answered."
    )


def test_open_spoilers_show_what_they_hide() -> None:
    text = to_plain(QUESTION, open_spoilers=True)
    assert "Answer:\n\nThe variance is d_k.\n\nKey points\n\n[A]" in text
    assert "hidden" not in text


def test_results_say_key_and_counts_without_colour() -> None:
    assert to_plain(RESULTS) == (
        "Results\n\n"
        "✓ A) ████████░░ 12  the right one\n"
        "  B) ██░░░░░░░░  4  another\n\n"
        "First: Ada\nAnswered: 16\n\n"
        "1. Ada (you): 120 points, 8/10 right\n"
        "2. Bob: 90 points"
    )


def test_a_card_with_a_title_only_is_one_line() -> None:
    assert to_plain(Card(title="Done.")) == "Done."


@pytest.mark.parametrize(
    ("limit", "line"),
    [
        (100, "Question of the day: Why is QKᵀ divided by √dₖ?"),
        (40, "Question of the day: Why is QKᵀ divided…"),
        (5, "…"),
    ],
)
def test_a_summary_is_one_line_that_fits(limit: int, line: str) -> None:
    assert summary(QUESTION, limit) == line


def test_a_summary_never_tells_what_a_spoiler_hides() -> None:
    hidden = Card(
        title="Answer", blocks=(Spoiler("Answer", (Prose(parse("secret")),), ReadAnswer(ROUND, 0)),)
    )
    assert summary(hidden, 100) == "Answer"


@given(st.text(min_size=1), st.text(), st.integers(0, 80))
def test_every_summary_fits_its_limit_on_one_line(title: str, text: str, limit: int) -> None:
    line = summary(Card(title=title, blocks=(Prose(parse(text)),)), limit)
    assert len(line) <= limit
    assert len(line.splitlines()) <= 1
