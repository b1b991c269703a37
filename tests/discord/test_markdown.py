"""Text that shows as it was meant: nothing in it becomes markup, a ping, a link or an end of a spoiler."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.discord.markdown import GAP, code, escape, fence, markdown
from bot.richtext.nodes import (
    Bullets,
    Code,
    Emphasis,
    Formula,
    Link,
    Math,
    Paragraph,
    Rich,
    Strong,
    Text,
)
from tests.discord.reader import Seen, read

SIGNS = st.text(st.sampled_from("\\*_~|`<>[]():@#-.!/ \n1axhtps&+"), max_size=40)


def shown(rich: Rich, hidden: bool = False) -> str:
    return "\n".join(markdown(rich, hidden))


@given(SIGNS | st.text(max_size=40))
def test_escaped_text_reads_as_it_was(text: str) -> None:
    assert read(escape(text)) == ([Seen(text)] if text else [])


@pytest.mark.parametrize(
    "text",
    [
        "**bold** and __underlined__ ~~gone~~ ||hidden||",
        "# heading\n-# small\n> quote\n>>> quotes\n- list\n* list\n1. list",
        "<@123> <@&4> <#5> <:smile:6> <t:1:R> </quiz:7> <id:browse> @everyone @here",
        "https://evil.example/a_b_c <https://evil.example> [bank](https://evil.example)",
        "look :smile: and :+1: at 12:30:45",
        "a \\|| b \\\\|| c",
        "```\nfence\n``` and ``code`` and `x",
    ],
)
def test_known_tricks_read_as_they_were_typed(text: str) -> None:
    assert read(escape(text)) == [Seen(text)]


@given(st.lists(SIGNS.map(lambda text: Text(" ".join(text.split()))), max_size=5))
def test_neighbouring_texts_make_no_markup_together(spans: list[Text]) -> None:
    line = "".join(span.text for span in spans)
    assert read(shown((Paragraph(tuple(spans)),))) == ([Seen(line)] if line else [])


@given(SIGNS)
def test_inline_code_stays_code_and_has_no_bars_to_end_a_spoiler(text: str) -> None:
    written = code(text)
    assert "||" not in written
    [seen] = read(written)
    assert seen.kinds == ("code",)
    assert seen.text.replace(GAP, "").strip() == " ".join(text.split()).replace(GAP, "")


@given(SIGNS, st.sampled_from(["python", "c++", "no such language!", ""]))
def test_a_fence_stays_one_fence(text: str, language: str) -> None:
    written = fence(text, language)
    assert "||" not in written
    [seen] = read(written)
    assert seen.kinds == ("fence",)
    assert seen.text.replace(GAP, "").strip("\n") == (text.strip("\n") if text.strip() else "")


def test_emphasis_code_and_formulas() -> None:
    spans = (
        Text("a "),
        Strong((Text("b*"),)),
        Text(" "),
        Emphasis((Text("c"),)),
        Text(" "),
        Code("x = 1"),
        Text(" "),
        Math(r"\sqrt{d}", "√d"),
        Text(" "),
        Math(r"\weird", None),
    )
    assert shown((Paragraph(spans),)) == r"a **b\*** *c* `x = 1` √d `\weird`"


def test_a_formula_stands_alone_as_text_or_as_latex_in_code() -> None:
    assert shown((Formula(r"a_i", "aᵢ"),)) == "aᵢ"
    assert shown((Formula(r"\weird", None),)) == "```latex\n\\weird\n```"


def test_lists_are_lists_except_inside_a_spoiler() -> None:
    bullets = Bullets(((Text("one"),), (Text("two"),)))
    steps = Bullets(((Text("one"),), (Text("two"),)), ordered=True)
    assert shown((bullets, steps)) == "- one\n- two\n1. one\n2. two"
    assert shown((bullets,), hidden=True) == "• one\n• two"


def test_a_link_shows_its_label() -> None:
    link = Link((Text("FlashAttention"),), "https://arxiv.org/abs/2205.14135")
    assert shown((Paragraph((link,)),)) == "[FlashAttention](https://arxiv.org/abs/2205.14135)"


def test_a_label_that_would_need_escaping_stands_beside_its_link() -> None:
    link = Link((Text("scaled_dot_product"),), "https://example.org/a_(b)|c")
    assert shown((Paragraph((link,)),)) == (
        r"scaled\_dot\_product ([link](https://example.org/a_%28b%29%7Cc))"
    )


def test_a_label_cannot_pretend_to_be_another_address() -> None:
    link = Link((Text("https://bank.example"),), "https://evil.example")
    assert ("url" in {kind for seen in read(shown((Paragraph((link,)),))) for kind in seen.kinds}) is False


def test_only_web_addresses_become_links() -> None:
    link = Link((Text("click"),), "javascript:alert(1)")
    assert shown((Paragraph((link,)),)) == "click"
