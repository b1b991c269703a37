"""What the platforms' own renderers make of a card, seen through the previews."""

from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.discord.render import to_message
from bot.adapters.slack.render import to_blocks
from bot.adapters.web.faces.discord import discord_html
from bot.adapters.web.faces.slack import slack_html
from bot.cards import Card, Prose, Spoiler
from bot.domain.ids import PLAYGROUND
from bot.presses import encode
from bot.presses.questions import ShowAnswer
from tests.gallery import pictured
from tests.web.fake_study import ANSWER, YESTERDAY, FakeStudy, rich
from tests.web.test_render import Tags

GAP = "\u200b"


@pytest.fixture
async def cards() -> list[Card]:
    return [card for _, card in await FakeStudy().timeline(PLAYGROUND)]


async def test_every_button_of_a_card_works_in_every_preview(cards: list[Card]) -> None:
    for card in cards:
        for html in (discord_html(to_message(card)), slack_html(to_blocks(card))):
            for button in card.buttons:
                assert f'value="{encode(button.press)}"' in html


def test_a_picture_stands_in_every_preview_with_its_words() -> None:
    [picture] = pictured().pictures
    for html in (discord_html(to_message(pictured())), slack_html(to_blocks(pictured()))):
        assert f'src="/pictures/{picture.name}" alt="{escape(picture.alt)}"' in html


def test_discord_hides_all_of_a_spoiler_in_folds() -> None:
    card = Card(title="Q", blocks=(Spoiler("Model answer", (Prose(ANSWER),), ShowAnswer(YESTERDAY)),))
    tags = Tags(discord_html(to_message(card)))
    assert "||" not in tags.text
    assert tags.names.count("details") == tags.names.count("summary") > 1
    assert tags.names.count("pre") == 2


def test_slack_hides_a_spoiler_behind_a_button() -> None:
    card = Card(title="Q", blocks=(Spoiler("Model answer", (Prose(ANSWER),), ShowAnswer(YESTERDAY)),))
    html = slack_html(to_blocks(card))
    assert f'value="{encode(ShowAnswer(YESTERDAY))}">Model answer</button>' in html
    assert "past_kv" not in html


@given(st.text(alphabet="ab |*_~`<>&#-\\[]()!.:1", max_size=40))
def test_plain_words_look_the_same_on_discord_as_they_were_written(text: str) -> None:
    payload = to_message(Card(title="Q", blocks=(Prose(rich(f"x{text}x")),)))
    shown = Tags(discord_html({"embeds": [{"description": payload["embeds"][0]["description"]}]})).text
    assert " ".join(f"studybot APPx{text}x".split()) == " ".join(shown.replace(GAP, "").split())
