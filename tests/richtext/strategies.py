"""Rich texts and near-Markdown for hypothesis."""

from hypothesis import strategies as st

from bot.richtext.nodes import (
    Bullets,
    Channel,
    Code,
    Emphasis,
    Fence,
    Formula,
    Link,
    Math,
    Paragraph,
    Rich,
    Span,
    Spans,
    Strong,
    Text,
)
from bot.richtext.spans import merged

words = st.text("abcXYZ019,;-e.g", min_size=1, max_size=60)
prose = st.lists(words, min_size=1, max_size=8).map(lambda row: " ".join(row) + ". ")
texts = st.builds(Text, st.one_of(prose, words, st.just(" and "), st.just("one line\nanother")))
codes = st.builds(Code, st.text("xyz =()", min_size=1, max_size=30).filter(str.strip))
formulas = st.builds(Math, st.just(r"\frac{a}{b}"), st.sampled_from(["a/b", None]))


def _nested(inner: st.SearchStrategy[Span]) -> st.SearchStrategy[Span]:
    rows = st.lists(inner, min_size=1, max_size=3).map(merged)
    return st.one_of(st.builds(Strong, rows), st.builds(Emphasis, rows))


leaves: st.SearchStrategy[Span] = st.one_of(
    texts,
    codes,
    formulas,
    st.builds(Link, st.just((Text("a paper"),)), st.just("https://example.org")),
    st.builds(Channel, st.sampled_from(("discord:1/2", "slack:T1/C1", "web:playground/general"))),
)
spans: st.SearchStrategy[Spans] = st.lists(
    st.recursive(leaves, _nested, max_leaves=4), min_size=1, max_size=6
).map(merged)
fences = st.lists(st.text("ab =:()", max_size=30), min_size=1, max_size=6).map(
    lambda lines: Fence("\n".join(lines), "python")
)
riches: st.SearchStrategy[Rich] = st.lists(
    st.one_of(
        st.builds(Paragraph, spans),
        fences,
        st.builds(Formula, st.just("x^2"), st.just("x²")),
        st.builds(Bullets, st.lists(spans, min_size=1, max_size=5).map(tuple), st.booleans()),
    ),
    max_size=5,
).map(tuple)

markdown = st.one_of(
    st.text(),
    st.text("ab1. *_`$\\#>-|[](!)<&{}^\n\t", max_size=80),
    st.lists(
        st.sampled_from(
            [
                "- ",
                "1. ",
                "7. ",
                "> ",
                "    ",
                "\n",
                "\n\n",
                "```py\n",
                "$$",
                "$x$",
                "**b**",
                "| a |",
                "|---|",
                "text ",
            ]
        ),
        max_size=20,
    ).map("".join),
)
