"""What people and banks write stays words: it pings nobody, leaves no spoiler and no code, forges no link.

Each rendering is read by a reader that knows the platform's markup and nothing of our renderers.
"""

import json
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.adapters.discord.render import to_message
from bot.adapters.slack.render import to_blocks, to_text
from bot.adapters.web.render import to_html
from bot.cards import (
    Bar,
    Button,
    Card,
    Choices,
    Facts,
    Heading,
    Prose,
    Rank,
    Ranking,
    Spoiler,
    Tally,
)
from bot.domain.ids import RoundId
from bot.plain import to_plain
from bot.presses.questions import Choose, ShowAnswer
from bot.richtext.links import is_honest
from bot.richtext.nodes import Bullets, Code, Fence, Link, Paragraph, Rich, Text
from bot.richtext.parse import parse
from bot.wording.quizzes import no_questions_card
from bot.wording.replies import misunderstood_card
from tests.discord.reader import read as read_discord
from tests.hostile import slack_reader

WEAPONS = (
    "@everyone",
    "@here",
    "<@123456789012345678>",
    "<@!123456789012345678>",
    "<@&123456789012345678>",
    "<#123456789012345678>",
    "</quiz:123456789012345678>",
    "<t:1:R>",
    "<:a:123456789012345678>",
    "<!channel>",
    "<!here>",
    "<!everyone>",
    "<!subteam^S12345|@team>",
    "<@U12345>",
    "<#C12345|general>",
    "<https://evil.example|bank.example>",
    "[bank.example](https://evil.example)",
    "https://evil.example",
    "javascript:alert(1)",
    "||",
    "```",
    "``",
    "`",
    "\\",
    "**",
    "__",
    "~~",
    "*",
    "_",
    "> ",
    ">>> ",
    "# ",
    "- ",
    "&lt;!here&gt;",
    "&amp;",
    "</code></pre>",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</details>",
    "<!--",
    "]]>",
    "' onclick='alert(1)",
    "{{ 7 * 7 }}",
    "\u202e",
    "\u200b",
    "\n",
    " ",
    "a",
    "Ann",
    "1.",
)
hostile = st.lists(st.sampled_from(WEAPONS) | st.text(max_size=3), min_size=1, max_size=8).map("".join)
TURNED = "\u202eevil\u2066"
SECRET = "zebra"
"""Stands in what is hidden."""


def rich(text: str) -> Rich:
    """The ways in which a text of somebody can stand in a card: as it is, in code, in a list."""
    return (
        Paragraph((Text(text), Code(text), Text(text))),
        Fence(text, text),
        Bullets(((Text(text),), (Text(text),))),
    )


def board(text: str) -> Card:
    """A card in which every place that can hold a text of somebody holds this one."""
    return Card(
        title=text,
        blocks=(
            Ranking((Rank(1, text, 30, text), Rank(2, text, 15, text, is_reader=True))),
            Facts(((text, text),)),
            Heading(text),
            Prose(rich(text)),
            Tally((Bar("A", rich(text), 1, 0.5, True),)),
            Choices((rich(text), rich(text))),
        ),
        buttons=(Button(text[:40] or "A", Choose(RoundId("r1"), 0)),),
        note=text,
    )


def spoiled(text: str) -> Card:
    hidden = (
        Prose((Paragraph((Text(f"{text}{SECRET}{text}"), Code(f"{text}{SECRET}"))),)),
        Prose(rich(text + SECRET)),
    )
    return Card(title="Question", blocks=(Spoiler("Answer", hidden, ShowAnswer(RoundId("r1"))),))


def discord_texts(card: Card) -> list[str]:
    [embed] = to_message(card)["embeds"]
    fields = [value for field in embed.get("fields", ()) for value in (field["name"], field["value"])]
    return [embed.get("title", ""), embed.get("description", ""), *fields]


def slack_texts(part: Any) -> Iterator[str]:
    """Every text in which Slack looks for markup."""
    if isinstance(part, list):
        for item in part:
            yield from slack_texts(item)
    elif isinstance(part, dict):
        if part.get("type") == "mrkdwn":
            assert part.get("verbatim") is not False
            yield part["text"]
        for value in part.values():
            yield from slack_texts(value)


class Page(HTMLParser):
    """The elements of a page with their attributes, and its words."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.depth = 0
        self.in_link = False
        self.words = self.folded = self.linked = ""
        self.feed(str(html))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        self.depth += tag == "details"
        self.in_link |= tag == "a"

    def handle_endtag(self, tag: str) -> None:
        self.depth -= tag == "details"
        self.in_link &= tag != "a"

    def handle_data(self, data: str) -> None:
        self.linked += data * self.in_link
        if self.depth:
            self.folded += data
        else:
            self.words += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")


QUIET = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


@QUIET
@given(hostile)
@example("[bank.example](https://evil.example) <@123456789012345678> @everyone")
@example("@everyone`````")
def test_on_discord_no_text_pings_links_or_leaves_its_place(text: str) -> None:
    message = to_message(board(text))
    assert not message.get("content")
    for shown in discord_texts(board(text)):
        seen = read_discord(shown)
        assert not {kind for one in seen for kind in one.kinds} & {
            "mention",
            "link",
            "url",
            "spoiler",
            "emoji",
        }
        # the reader takes the beginning of bold words for that of a line, which Discord does not
        assert not {one.kinds[0] for one in seen if one.kinds} & {"quote", "heading", "subtext", "strike"}


@QUIET
@given(hostile)
@example("||")
@example("```||")
def test_on_discord_nothing_hidden_is_read_without_a_click(text: str) -> None:
    for shown in discord_texts(spoiled(text)):
        for one in read_discord(shown):
            assert SECRET not in one.text or "spoiler" in one.kinds


@QUIET
@given(hostile)
@example("<!channel> <https://evil.example|bank.example>")
def test_on_slack_no_text_pings_or_links(text: str) -> None:
    card = board(text)
    for shown in (*slack_texts(to_blocks(card)), to_text(card)):
        seen = slack_reader.read(shown)
        assert not seen.pings
        assert not seen.links


@QUIET
@given(hostile)
@example("```")
@example("`")
@example("`\x00``")
def test_on_slack_code_stays_code(text: str) -> None:
    """The fence of a text is one fence: it begins and ends where we say."""
    card = Card(title="t", blocks=(Prose((Fence(f"{text}{SECRET}{text}"),)),))
    [shown] = list(slack_texts(to_blocks(card)))
    assert shown.count("```") == 2
    assert shown.startswith("```")
    assert shown.endswith("```")
    inline = Card(title="t", blocks=(Prose((Paragraph((Text("a "), Code(f"x{text}{SECRET}"))),)),))
    [shown] = list(slack_texts(to_blocks(inline)))
    assert SECRET in "".join(slack_reader.read(shown).code)


@QUIET
@given(hostile)
def test_on_slack_what_is_hidden_is_not_sent(text: str) -> None:
    card = spoiled(text)
    assert SECRET not in json.dumps(to_blocks(card)) + to_text(card)


WORDS = """article h2 h3 h4 div p code pre dl dt dd ol ul li span button table caption thead tbody
tr th td strong em details summary meter b small input svg rect"""
TAGS = set(WORDS.split())


@QUIET
@given(hostile)
@example('"><img src=x onerror=alert(1)>')
def test_on_the_page_no_text_becomes_an_element_or_an_attribute(text: str) -> None:
    page, plain = Page(to_html(board(text + "."))), Page(to_html(board("Ann.")))
    assert set(page.tags) <= TAGS
    assert page.tags == plain.tags
    assert [name for name, _ in page.attributes] == [name for name, _ in plain.attributes]
    assert not [
        name for name, _ in page.attributes if name.startswith("on") or name in ("style", "src", "href")
    ]


@QUIET
@given(hostile)
def test_on_the_page_nothing_leaves_what_is_folded(text: str) -> None:
    assert SECRET not in Page(to_html(spoiled(text))).words


@QUIET
@given(hostile, hostile)
@example("https://bank.example", "https://evil.example")
def test_a_link_never_wears_the_name_of_another_address(label: str, rest: str) -> None:
    address = "https://evil.example/a"
    link: Rich = (Paragraph((Text(rest), Link((Text(label),), address), Text(rest))),)
    card = Card(title="t", blocks=(Prose(link),))
    for shown in discord_texts(card):
        for one in read_discord(shown):
            assert not ("link" in one.kinds and "bank.example" in one.text)
    for shown in slack_texts(to_blocks(card)):
        seen = slack_reader.read(shown)
        assert {leads for leads, _ in seen.links} <= {address}
        assert not [label for _, label in seen.links if "bank.example" in label]
        assert not seen.pings
    page = Page(to_html(card))
    assert {value for name, value in page.attributes if name == "href"} <= {address}
    assert "bank.example" not in page.linked


@QUIET
@given(hostile)
def test_a_bank_s_markdown_pings_nobody_either(text: str) -> None:
    """Read as a question of a bank is: only then some of it may be markup, and links may be links."""
    card = Card(title="t", blocks=(Prose(parse(text)),))
    for shown in discord_texts(card):
        kinds = {kind for one in read_discord(shown) for kind in one.kinds}
        assert not kinds & {"mention", "spoiler", "emoji"}
    for shown in slack_texts(to_blocks(card)):
        assert not slack_reader.read(shown).pings
    page = Page(to_html(card))
    assert set(page.tags) <= TAGS | {"a"}
    for name, value in page.attributes:
        assert not name.startswith("on")
        assert name != "href" or (value or "").startswith(("https://", "http://", "mailto:"))


@pytest.mark.parametrize(
    ("label", "url", "honest"),
    [
        ("FlashAttention", "https://arxiv.org/abs/2205.14135", True),
        ("arxiv.org", "https://arxiv.org/abs/2205.14135", True),
        ("https://www.arxiv.org/abs/1", "https://arxiv.org/abs/2205.14135", True),
        ("Fig. 1.2, e.g. this one", "https://arxiv.org/abs/2205.14135", True),
        ("bank.example", "https://evil.example", False),
        ("https://bank.example/login", "https://evil.example", False),
        ("ｂａｎｋ．ｅｘａｍｐｌｅ", "https://evil.example", False),
        ("bank\u200b.example", "https://evil.example", False),
        ("bank\u034f.example", "https://evil.example", False),
        ("https://bank", "https://evil.example", False),
        ("https://203.0.113.7/", "https://evil.example", False),
        ("203.0.113.7", "https://evil.example", False),
        ("https://[2001:db8::1]/", "https://evil.example", False),
        ("http://localhost:8080", "http://localhost:8080/", True),
        ("http://[::1]:80", "http://[::1]/", True),
        ("arXiv:1706.03762, version 1.2.3", "https://arxiv.org/abs/1706.03762", True),
        ("me@bank.example", "https://evil.example", False),
        ("evil.example and bank.example", "https://evil.example", False),
        ("bank.example", "https://bank.example@evil.example", False),
        ("bank.example", "https://bank.example.evil.example", False),
    ],
)
def test_a_label_that_names_another_place_is_known(label: str, url: str, honest: bool) -> None:
    assert is_honest(label, url) is honest


@pytest.mark.parametrize(
    "card", [misunderstood_card(f"{TURNED} x", f"no “{TURNED}”"), no_questions_card(TURNED)]
)
def test_a_refusal_quotes_what_was_typed_without_turning_around(card: Card) -> None:
    shown = to_plain(card)
    assert "evil" in shown
    assert not set(TURNED) & set(shown) - set("evil")
