"""HTML as Markdown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.bank.importing.hypertext import markdown_of
from bot.adapters.bank.importing.markdown_writer import escaped
from bot.richtext.parse import parse
from bot.richtext.plain import plain


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p>Why <b>does </b>it?</p><p>So</p>", "Why **does** it?\n\nSo"),
        ("a<br>b<div>c</div><div>d</div><br><br>", "a\\\nb\n\nc\n\nd"),
        ("<ul><li>one<li>two<ol><li>x</li></ol></ul>end", "- one\n- two\n   1. x\n\nend"),
        ("<pre><code>if a:\n  b &lt; c</code></pre>", "```\nif a:\n  b < c\n```"),
        ("<code>x*y</code> <i>is</i> <em></em>", "`x*y` *is*"),
        ("H<sub>2</sub>O, 2<sup>10</sup>, x<sup>n</sup>", "H₂O, 2¹⁰, x^n"),
        (
            '<a href="https://e.org/x">a <b>b</b></a> <a href="javascript:x">c</a>',
            "[a **b**](https://e.org/x) c",
        ),
        ('<img src="x.png" alt="a cat"> <img src=y>', "a cat"),
        ("<h2>Title</h2>text", "**Title**\n\ntext"),
        (
            "<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>",
            "| a | b |\n| --- | --- |\n| 1 | 2 |",
        ),
        (r"\(a_1 &lt; b\) and \[x<br>y\]", "$a_1 < b$ and\n\n$$\nx y\n$$"),
        (r"[latex]$\beta_1$[/latex] [$]x*y*z[/$] [$$]z[/$$]", "$\\beta_1$ $x*y*z$\n\n$$\nz\n$$"),
        (r"\(never closed, $5 and $6", "\\\\(never closed, \\$5 and \\$6"),
        ("x*y*z _a_ snake_case `b` &amp;lt;", "x\\*y\\*z \\_a\\_ snake_case \\`b\\` \\&lt;"),
        ("# a<br>1. b<br>- c", "\\# a\\\n1\\. b\\\n\\- c"),
        ("<!-- x --><script>alert(1)</script>y<style>p {}", "y"),
        ("a < b and c > d", "a < b and c > d"),
        ("<b>unclosed <i>both", "**unclosed *both***"),
        ("&#99999999999999999;&#x110000;", "��"),
    ],
)
def test_html_becomes_markdown(html: str, markdown: str) -> None:
    assert markdown_of(html) == markdown


@given(st.text(st.sampled_from("ab1 *_`#-+=~|$\\[](){}<>&;:.!\n")))
def test_escaped_text_shows_what_it_says(text: str) -> None:
    """Up to white space, which HTML does not keep either."""
    assert plain(parse(escaped(" ".join(text.split())))).split() == text.split()


@given(st.text(st.sampled_from("ab <>/bipre\\()[]$&;#=\"'\n")))
def test_any_text_is_read(html: str) -> None:
    markdown_of(html)
