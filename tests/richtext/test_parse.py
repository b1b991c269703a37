import pytest
from hypothesis import given, settings

from bot.richtext.nodes import (
    Bullets,
    Code,
    Emphasis,
    Fence,
    Formula,
    Link,
    Math,
    Paragraph,
    Rich,
    Spans,
    Strong,
    Text,
)
from bot.richtext.parse import parse
from bot.richtext.plain import plain
from tests.richtext.strategies import markdown


def one(*spans: Text | Strong | Emphasis | Code | Math | Link) -> Rich:
    return (Paragraph(spans),)


def said(text: str) -> Spans:
    return (Text(text),)


@pytest.mark.parametrize(
    ("text", "rich"),
    [
        ("", ()),
        ("plain words", one(Text("plain words"))),
        (
            "**bold**, *leaning* and `code`",
            one(Strong(said("bold")), Text(", "), Emphasis(said("leaning")), Text(" and "), Code("code")),
        ),
        ("a $d_k$ b", one(Text("a "), Math("d_k", "dₖ"), Text(" b"))),
        (r"$\begin{x}$", one(Math(r"\begin{x}", None))),
        ("see $$x^2$$ there", one(Text("see "), Math("x^2", "x²"), Text(" there"))),
        ("costs $5 and $10", one(Text("costs $5 and $10"))),
        (r"\$a\$ and \*b\*", one(Text("$a$ and *b*"))),
        ("`$x$`", one(Code("$x$"))),
        ("soft\nbreak", one(Text("soft break"))),
        ("hard\\\nbreak", one(Text("hard\nbreak"))),
        ("hard  \nbreak", one(Text("hard\nbreak"))),
        ("# Head", one(Strong(said("Head")))),
        ("> quoted\n>\n> twice", (Paragraph(said("quoted")), Paragraph(said("twice")))),
        ("a\n\n---\n\nb", (Paragraph(said("a")), Paragraph(said("b")))),
        ("[a paper](https://example.org)", one(Link(said("a paper"), "https://example.org"))),
        ("[bad](javascript:alert(1))", one(Text("[bad](javascript:alert(1))"))),
        ("![a plot](x.png)", one(Text("a plot"))),
        ("<b>no</b> HTML", one(Text("<b>no</b> HTML"))),
        ("https://example.org", one(Text("https://example.org"))),
        ("```python\nx = 1\n\ny = 2\n```", (Fence("x = 1\n\ny = 2", "python"),)),
        ("    x = 1", (Fence("x = 1"),)),
        ("$$\n\\frac{a}{b}\n$$", (Formula(r"\frac{a}{b}", "a/b"),)),
        ("- a\n- b", (Bullets((said("a"), said("b"))),)),
        ("1. a\n2. b", (Bullets((said("a"), said("b")), ordered=True),)),
        ("- a\n\n  more\n- b", (Bullets((said("a\nmore"), said("b"))),)),
        ("- a\n  - b\n    - c\n  - d\n- e", (Bullets((said("a\n– b\n  – c\n– d"), said("e"))),)),
        ("1. a\n   1. b\n   2. c", (Bullets((said("a\n1. b\n2. c"),), ordered=True),)),
        ("3. c\n4. d", (Paragraph(said("3. c")), Paragraph(said("4. d")))),
        (
            "1. a\n   ```\n   x\n   ```\n2. b",
            (Paragraph(said("1. a")), Fence("x"), Paragraph(said("2. b"))),
        ),
        ("- ```\n  x\n  ```", (Paragraph(said("•")), Fence("x"))),
        (
            "| a | b |\n|---|---|\n| 1 | 2 |",
            (Paragraph(said("a | b")), Paragraph(said("1 | 2"))),
        ),
    ],
)
def test_markdown_becomes_rich_text(text: str, rich: Rich) -> None:
    assert parse(text) == rich


TURNED = "safe \u202eexe.\u2066txt`a\u202eb`\u2069"


def test_no_sign_turns_the_text_around() -> None:
    assert parse(TURNED) == one(Text("safe exe.txt"), Code("ab"))
    assert parse("```\n# \u202e } \u2066if admin\n```") == (Fence("#  } if admin"),)
    assert parse("שלום עולם") == one(Text("שלום עולם")), "letters know their own way"


def test_the_same_text_is_read_once() -> None:
    assert parse("the *same* text") is parse("the *same* text")


@settings(deadline=None, max_examples=300)
@given(markdown)
def test_no_text_is_too_odd_to_read(text: str) -> None:
    hash(parse(text))
    plain(parse(text))
