"""Cards as Discord messages: within every limit, nothing hidden leaks, and the same as yesterday."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.adapters.discord.fit import shares, shrink
from bot.adapters.discord.render import DESCRIPTION, READ_ON, to_files, to_message
from bot.cards import Button, Card, Choices, Prose, Spoiler
from bot.presses import encode
from bot.presses.questions import Choose, ReadAnswer, ShowAnswer
from bot.richtext.nodes import Fence, Paragraph, Rich, Text
from tests.any_card import cards, riches, spoilers
from tests.discord.judge import contract
from tests.discord.reader import hidden, read, visible
from tests.gallery import ANSWER, GALLERY, ROUND, closed, question, verdict
from tests.platforms.discord.limits import check_files, check_message

MORE = ReadAnswer(ROUND, 0)
GOLDEN = Path(__file__).parents[1] / "golden" / "discord"
SENTENCES: Rich = tuple(
    Paragraph((Text(f"This is sentence number {n} of a text_with_signs that is too long."),))
    for n in range(200)
)


def description(card: Card) -> str:
    return str(to_message(card)["embeds"][0].get("description", ""))


def labels(card: Card) -> list[str]:
    return [button["label"] for row in to_message(card)["components"] for button in row["components"]]


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(cards)
def test_any_card_is_a_message_that_discord_takes(card: Card) -> None:
    message = to_message(card)
    check_message(message)
    check_files(message, {f"files[{n}]": file.content for n, file in enumerate(to_files(card))})
    if judge := contract():
        assert judge.check("POST", "/channels/1/messages", message) == []


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(spoilers)
def test_nothing_inside_a_spoiler_is_seen_without_a_click(spoiler: Spoiler) -> None:
    hollow = Spoiler(spoiler.label, (), spoiler.press)
    shown, expected = (visible(description(Card(title="t", blocks=(one,)))) for one in (spoiler, hollow))
    assert shown.strip() == expected.strip()


@settings(max_examples=100, deadline=None)
@given(riches)
def test_a_cut_text_is_never_longer_than_its_room(rich: Rich) -> None:
    card = Card(title="t", blocks=(Prose(rich), Spoiler("s", (Prose(rich),), MORE), Choices((rich,) * 4)))
    assert len(description(card)) <= DESCRIPTION


def test_a_spoiler_hides_code_lists_and_formulas_each_in_one_piece() -> None:
    text = description(verdict())
    assert "||```python" in text
    assert "saturates" in hidden(text)
    assert "softmax(QKᵀ/√d)V" in hidden(text)
    assert "saturates" not in visible(text)
    assert [seen.text for seen in read(text) if "fence" in seen.kinds] != []


def test_a_spoiler_may_end_with_a_bar() -> None:
    text = description(Card(title="t", blocks=(Spoiler("s", (Prose((Paragraph((Text("x|"),)),)),), MORE),)))
    assert hidden(text).startswith("x|")
    assert "|" not in visible(text)


def test_a_long_text_is_cut_at_a_sentence_and_can_be_read_on() -> None:
    card = Card(title="t", blocks=(Prose(SENTENCES),), more=MORE)
    text = description(card)
    assert len(text) <= DESCRIPTION
    assert text.removesuffix("…").rstrip().endswith("too long.")
    assert labels(card) == [READ_ON]


def test_a_short_text_needs_no_reading_on() -> None:
    assert labels(Card(title="t", blocks=(Prose(ANSWER),), more=MORE)) == []


def test_a_button_that_leads_there_already_is_not_doubled() -> None:
    card = Card(title="t", blocks=(Prose(SENTENCES),), buttons=(Button("Key points", MORE),), more=MORE)
    assert labels(card) == ["Key points"]


def test_a_long_prompt_leaves_the_options_whole() -> None:
    options = tuple((Paragraph((Text(f"option number {n}"),)),) for n in range(4))
    text = description(Card(title="t", blocks=(Prose(SENTENCES), Choices(options))))
    assert all(f"**{letter}** option number {n}" in text for n, letter in enumerate("ABCD"))


def test_long_fences_in_spoilers_are_cut_by_lines() -> None:
    code = Fence("\n".join(f"line_{n} = {n} || 1" for n in range(500)), "python")
    text = description(Card(title="t", blocks=(Spoiler("s", (Prose((code,)),), MORE),)))
    assert len(text) <= DESCRIPTION
    assert "line_1 " in hidden(text)
    assert "line_1 " not in visible(text)


def test_rows_hold_five_buttons_and_presses_are_unique() -> None:
    buttons = tuple(Button(str(n), Choose(ROUND, n)) for n in range(12))
    rows = to_message(Card(title="t", buttons=(*buttons, *buttons)))["components"]
    assert [len(row["components"]) for row in rows] == [5, 5, 2]


def test_reading_on_stays_where_buttons_are_too_many() -> None:
    buttons = tuple(Button(str(n), Choose(ROUND, n)) for n in range(40))
    card = Card(title="t", blocks=(Prose(SENTENCES),), buttons=buttons, more=MORE)
    assert len(labels(card)) == 25
    assert labels(card)[-1] == READ_ON


def test_buttons_carry_their_presses() -> None:
    rows = to_message(question())["components"]
    ids = [button["custom_id"] for row in rows for button in row["components"]]
    assert ids == [encode(Choose(ROUND, n)) for n in range(4)] + [encode(ShowAnswer(ROUND))]


def test_results_say_in_words_what_their_bars_show() -> None:
    text = description(closed())
    assert "**A** ✓ So that the logits keep unit variance" in text
    assert "`██████░░░░` 3 (60%)" in text


@pytest.mark.parametrize("name", GALLERY)
def test_cards_look_as_they_did(name: str) -> None:
    """After a change that is meant, delete the file and run this twice."""
    message = to_message(GALLERY[name]())
    place = GOLDEN / f"{name}.json"
    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(json.dumps(message, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        pytest.fail(f"{place} was missing and has been written: look at it and run again")
    assert message == json.loads(place.read_text(encoding="utf-8"))


@given(st.lists(st.integers(0, 5000), max_size=30), st.integers(0, 5000))
def test_shares_never_exceed_the_limit_and_never_starve_the_short(lengths: list[int], limit: int) -> None:
    rooms = shares(lengths, limit)
    assert sum(rooms) <= limit or not lengths
    assert all(room <= length for room, length in zip(rooms, lengths, strict=True))
    if sum(lengths) <= limit:
        assert rooms == lengths


def test_shrinking_asks_for_less_until_it_fits() -> None:
    assert shrink(lambda room: "[" + "x" * room + "]", 10) == "[xxxxxxxx]"
    assert shrink(lambda room: "far too long whatever you ask", 10) == ""


def test_a_title_of_white_space_alone_is_left_out() -> None:
    [embed] = to_message(Card(title="\u2003"))["embeds"]
    assert "title" not in embed
    assert embed["description"].strip()
