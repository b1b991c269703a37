"""Previews of what is really sent to the platforms."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.web.faces.discord import discord_html
from bot.adapters.web.faces.markdown import reader
from bot.adapters.web.faces.mrkdwn import mrkdwn_html
from bot.adapters.web.faces.slack import slack_html
from tests.web.fake_faces import discord, slack
from tests.web.fake_study import TODAY, FakeStudy
from tests.web.test_render import Tags

QUESTION = FakeStudy()._open()


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("**b** *i* _i_ __u__ ~~s~~", "<strong>b</strong> <em>i</em> <em>i</em> <u>u</u> <s>s</s>"),
        (
            "**a: **b ***c*** *_d_* ** e**",
            "<strong>a: </strong>b <strong><em>c</em></strong> <em><em>d</em></em> <strong> e</strong>",
        ),
        ("snake_case_name 2 * 3 * 4 **", "snake_case_name 2 * 3 * 4 **"),
        ("one\ntwo", "one<br />\ntwo"),
        (r"\*\*not bold\*\* &amp; <b>", "**not bold** &amp;amp; &lt;b&gt;"),
        ("`a || b`", "<code>a || b</code>"),
        ("<t:1795435200>", "&lt;t:1795435200&gt;"),
        ("![x](https://example.org/x.png)", '!<a href="https://example.org/x.png">x</a>'),
        ("[x](javascript:alert(1))", "[x](javascript:alert(1))"),
    ],
)
def test_discords_markdown_is_read_as_discord_reads_it(text: str, html: str) -> None:
    assert reader().render(text) == f"<p>{html}</p>\n"


def test_a_spoiler_inside_a_line_opens_by_itself() -> None:
    html = reader().render("It is ||forty **two**|| indeed, and ||so on||.")
    assert html.count('<input type="checkbox" aria-label="Show the spoiler">') == 2
    assert "<span>forty <strong>two</strong></span>" in html


@pytest.mark.parametrize(
    "text",
    [
        "||one\n\ntwo||",
        "||```py\nx = 1\n```||",
        "**Model answer**\n||only||",
        "before\n||one\n- two\n\nthree||\nafter",
    ],
)
def test_a_spoiler_may_hold_whole_blocks(text: str) -> None:
    tags = Tags(reader().render(text))
    assert tags.names.count("details") == 1
    assert "||" not in tags.text


@pytest.mark.parametrize(
    "text", ["a || b", "||", "||||", "|| open", r"\|\|no\|\|", "a || b || c\n\n```\n||\n```"]
)
def test_lonely_bars_hide_no_block(text: str) -> None:
    assert "details" not in Tags(reader().render(text)).names


def test_a_discord_message_keeps_its_buttons_colour_and_small_print() -> None:
    html = discord_html(discord(QUESTION))
    assert f'name="token" value="sb1|choose|{TODAY}|1">B</button>' in html
    assert 'fill="#3d4fc4"' in html
    assert "closes Mon 23 Nov" in html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("*b* _i_ ~s~", "<strong>b</strong> <em>i</em> <s>s</s>"),
        ("*b _i_*", "<strong>b <em>i</em></strong>"),
        ("snake_case_name 2*3*4", "snake_case_name 2*3*4"),
        ("`*x* &lt;`", "<code>*x* &lt;</code>"),
        ("&lt;b&gt; &amp;amp;", "&lt;b&gt; &amp;amp;"),
        ("<https://a.example|here>", '<a href="https://a.example" rel="noopener noreferrer">here</a>'),
        ("a\nb", "a<br>b"),
    ],
)
def test_mrkdwn_is_read_as_slack_reads_it(text: str, html: str) -> None:
    assert mrkdwn_html(text) == html


def test_mrkdwn_fences_keep_their_lines() -> None:
    assert "<code>a *b*\nc</code>" in mrkdwn_html("see\n```\na *b*\nc\n```")


def test_slack_blocks_keep_their_buttons() -> None:
    html = slack_html(slack(QUESTION))
    assert f'name="token" value="sb1|choose|{TODAY}|1">B</button>' in html


def test_an_unknown_slack_block_is_an_error() -> None:
    with pytest.raises(ValueError, match="video"):
        slack_html([{"type": "video"}])


@given(st.text(alphabet="|`*_~<>&\\[]()\n abc#->"))
def test_no_payload_becomes_markup_of_its_own(text: str) -> None:
    tags = Tags(reader().render(text)).names + Tags(mrkdwn_html(text)).names
    assert not {"script", "b", "img", "button", "form", "iframe"} & set(tags)
