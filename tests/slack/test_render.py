"""Cards as Slack blocks: within every limit, nothing hidden leaks, and the same as yesterday."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.adapters.slack import mrkdwn, views
from bot.adapters.slack.elements import short
from bot.adapters.slack.pictures import with_ids
from bot.adapters.slack.render import MOST_CHARACTERS, to_blocks, to_home, to_text
from bot.cards import Button, Card, Choices, Facts, Prose, Rank, Ranking, Spoiler
from bot.presses import decode
from bot.presses.questions import Choose, ReadAnswer, ShowAnswer
from bot.richtext.nodes import Code, Emphasis, Fence, Link, Math, Paragraph, Rich, Strong, Text
from tests.any_card import cards, riches, spoilers
from tests.gallery import GALLERY, ROUND
from tests.platforms.slack.limits import check_blocks, check_message, check_view
from tests.platforms.slack.world import buttons, texts

GOLDEN = Path(__file__).parents[1] / "golden" / "slack"
MORE = ReadAnswer(ROUND, 0)
PING = re.compile(r"<(?:[@#]|!(?!date\^))")
LONG: Rich = tuple(
    Paragraph((Text(f"This is sentence number {n} of a text that is too long. "),)) for n in range(400)
)


def words(card: Card) -> str:
    return "\n".join(texts(to_blocks(card)))


def markup(part: Any) -> Iterator[str]:
    """Every text in which Slack looks for markup and pings."""
    if isinstance(part, list):
        for item in part:
            yield from markup(item)
    elif isinstance(part, dict):
        if part.get("type") == "mrkdwn":
            yield part["text"]
        for value in part.values():
            yield from markup(value)


def labels(card: Card) -> list[str]:
    return [button["text"]["text"] for button in buttons(to_blocks(card))]


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(cards)
def test_any_card_is_a_message_that_slack_takes(card: Card) -> None:
    blocks = with_ids(to_blocks(card), {picture.name: "F0123456PNG" for picture in card.pictures})
    check_message({"text": to_text(card), "blocks": blocks})
    assert len(json.dumps(blocks, ensure_ascii=False)) <= MOST_CHARACTERS
    assert not PING.search("\n".join(markup(blocks)))
    for button in buttons(blocks):
        assert decode(button["value"])


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(cards, max_size=8))
def test_any_cards_make_a_home_and_a_modal_that_slack_takes(several: list[Card]) -> None:
    check_view(views.home(several))
    if several:
        check_view(views.reply(several[0]))


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(spoilers)
def test_what_is_behind_a_spoiler_is_never_sent(spoiler: Spoiler) -> None:
    hollow = replace(spoiler, blocks=())
    assert to_blocks(Card(title="t", blocks=(spoiler,))) == to_blocks(Card(title="t", blocks=(hollow,)))
    assert to_text(Card(title="t", blocks=(spoiler,))) == "t"


def test_a_spoiler_with_words_for_its_button_is_a_line_with_that_button() -> None:
    hidden = Prose((Paragraph((Text("the point"),)),))
    several = tuple(
        Spoiler(f"Key point {n}", (hidden,), ReadAnswer(ROUND, n), button=f"Show point {n}") for n in (1, 2)
    )
    blocks = to_blocks(Card(title="t", blocks=several))
    assert [block["type"] for block in blocks] == ["header", "section", "section"]
    assert [block["text"]["text"] for block in blocks[1:]] == ["*Key point 1*", "*Key point 2*"]
    assert [button["text"]["text"] for button in buttons(blocks)] == ["Show point 1", "Show point 2"]
    assert len({button["action_id"] for button in buttons(blocks)}) == 2
    assert "the point" not in "\n".join(texts(blocks))


def test_a_spoiler_is_a_button_once() -> None:
    press = ShowAnswer(ROUND)
    card = Card(title="t", blocks=(Spoiler("Model answer", (), press),))
    assert labels(card) == ["Model answer"]
    twice = Card(title="t", blocks=card.blocks, buttons=(Button("Show answer", press),))
    assert labels(twice) == ["Show answer"]


def test_a_long_text_is_cut_at_a_sentence_and_can_be_read_on() -> None:
    card = Card(title="t", blocks=(Prose(LONG),), buttons=(Button("A", Choose(ROUND, 0)),), more=MORE)
    assert labels(card) == ["A", "Read on"]
    assert texts_end(card).removesuffix("…").rstrip().endswith("too long.")
    assert len(words(card)) > 6000


def test_a_short_text_is_never_cut_for_a_long_one() -> None:
    options = Choices(tuple((Paragraph((Text(f"option {letter}"),)),) for letter in "ABCD"))
    card = Card(title="t", blocks=(Prose(LONG), options), more=MORE)
    assert "option D" in words(card)


def texts_end(card: Card) -> str:
    sections = [block["text"]["text"] for block in to_blocks(card) if block["type"] == "section"]
    return str(sections[-1])


def test_there_is_no_read_on_where_nothing_was_cut() -> None:
    assert labels(Card(title="t", blocks=(Prose(LONG[:3]),), more=MORE)) == []


def test_a_home_keeps_to_a_hundred_blocks() -> None:
    many = [Card(title=str(n), blocks=(Facts((("a", "b"),)),), note="n") for n in range(60)]
    blocks = to_home(many)
    check_blocks(blocks, 100)
    assert len(blocks) > 90


@settings(max_examples=300)
@given(st.text(st.sampled_from("*_~`<>&!@#:|ab1 \n-•"), max_size=60))
def test_plain_words_hold_no_markup(text: str) -> None:
    shown = mrkdwn.literal(text)
    assert not set(shown) & set("*~`<")
    assert not re.search(r"(^|\W)_|_(\W|$)", shown)
    assert not re.search(r"^\s*&gt;", shown, re.MULTILINE)
    assert not re.search(r":[a-z][a-z0-9_]*:", shown)


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="*_~`<>&:")))
def test_ordinary_words_stay_as_they_are(text: str) -> None:
    assert mrkdwn.literal(text).replace("\ufffe", "") == mrkdwn.led(mrkdwn.control_free(text))


@pytest.mark.parametrize(
    ("spans", "shown"),
    [
        ((Text("kv_cache, 2 * 3 and <!here>"),), "kv_cache, 2 ∗ 3 and &lt;!here&gt;"),
        ((Text("__init__ ~5"),), "ˍˍinitˍˍ ∼5"),
        ((Text("is :smile: at 09:30:15"),), "is ∶smile: at 09:30:15"),
        ((Strong((Text(" a "),)), Text("b")), "*a* b"),
        ((Strong((Text("a"),)), Text("b")), "*a*|b"),
        ((Strong((Text("a"),)), Emphasis((Text("b"),))), "*a*|_b_"),
        ((Text("("), Code("a"), Text(").")), "(`a`)."),
        ((Strong((Emphasis((Text("a"),)),)),), "*_a_*"),
        ((Strong((Strong((Text("a"),)),)),), "*a*"),
        ((Strong((Text("a\nb"),)),), "*a b*"),
        ((Strong((Text(" "),)),), ""),
        ((Code("a ` <b>"),), "`a ˋ &lt;b&gt;`"),
        ((Code(""),), ""),
        ((Math(r"\sqrt{d}", "√d"),), "√d"),
        ((Math(r"\weird{d}", None),), r"`\weird{d}`"),
        (
            (Link((Text("a paper"),), "https://example.org/?a=1&b=2"),),
            "<https://example.org/?a=1&amp;b=2|a paper>",
        ),
        ((Link((Text("trick"),), "javascript:alert(1)"),), "trick"),
        ((Link((Text("trick"),), "https://a|b> <!here>"),), "trick"),
    ],
)
def test_running_text_is_written_as_slack_reads_it(spans: tuple[Text, ...], shown: str) -> None:
    """A bar stands for the zero-width space that ends markup within a word."""
    assert mrkdwn.line(spans).replace("\u200b", "|") == shown


def test_a_quote_sign_at_the_start_of_a_line_quotes_nothing() -> None:
    assert mrkdwn.literal(">>> a\n> b > c") == "››› a\n› b &gt; c"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("The board: /leaderboard scope:league", "The board: /study leaderboard scope:league"),
        ("(“/team join”, /quiz.)", "(“/study team join”, /study quiz.)"),
        ("/study quiz, and/or hide/show, /usr/bin, /quizzes, /stats/me", None),
    ],
)
def test_commands_are_named_as_people_on_slack_type_them(text: str, shown: str | None) -> None:
    assert mrkdwn.literal(text) == (shown or text)
    assert short(text, 100) == (shown or text)


def test_a_fence_cannot_be_left_early() -> None:
    block = mrkdwn.block(Fence("print('```')\n<!here>"))
    assert block == "```\nprint('ˋˋˋ')\n&lt;!here&gt;\n```"


@settings(max_examples=80, deadline=None)
@given(riches)
def test_nothing_that_a_text_says_pings_anybody(rich: Rich) -> None:
    assert not PING.search("".join(map(mrkdwn.block, rich)))


def test_one_s_own_line_on_a_board_is_marked_in_words() -> None:
    rows = (Rank(1, "ada", 30, "2/2 right"), Rank(2, "*grace*", 15, "", is_reader=True))
    lines = words(Card(title="Board", blocks=(Ranking(rows),))).splitlines()
    assert lines[-2:] == ["1. ada · *30* · 2/2 right", "2. *∗grace∗ (you)* · *15*"]


@pytest.mark.parametrize("name", GALLERY)
def test_the_gallery_looks_as_it_did(name: str) -> None:
    """After a change that is meant, delete the file and run this twice."""
    card = GALLERY[name]()
    made = json.dumps({"text": to_text(card), "blocks": to_blocks(card)}, indent=1, ensure_ascii=False) + "\n"
    path = GOLDEN / f"{name}.json"
    if not path.exists():
        path.write_text(made)
        pytest.fail(f"{path} was missing and has been written: look at it and run again")
    assert made == path.read_text()
