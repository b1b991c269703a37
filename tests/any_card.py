"""Strategies for every card that can be built, and for its parts."""

from datetime import UTC, datetime

from hypothesis import strategies as st

from bot.cards import (
    Bar,
    Block,
    Button,
    Card,
    Choices,
    Facts,
    Heading,
    Look,
    Picture,
    Prose,
    Rank,
    Ranking,
    Spoiler,
    Tally,
    Tone,
    Until,
)
from bot.domain.ids import QuestionId
from bot.domain.round import Rating
from bot.presses.questions import Choose, Rate, ReadAnswer, ReadQuestion, ShowAnswer
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
    RichBlock,
    Strong,
    Text,
)
from tests.fakes import TINY_PNG
from tests.gallery import ROUND

words = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=60)
long = st.builds(lambda text, times: (text + ". ") * times, words, st.integers(1, 400))
texts = st.one_of(words, long, st.text(st.sampled_from("|`*_~\\<>[]()#-\n :a1@"), max_size=60))
leaves = st.one_of(st.builds(Text, texts), st.builds(Code, texts), st.builds(Math, words, st.none() | words))
spans = st.lists(
    st.one_of(
        leaves,
        st.builds(Strong, st.tuples(leaves)),
        st.builds(Emphasis, st.tuples(leaves)),
        st.builds(Link, st.tuples(leaves), st.just("https://example.org/a|b")),
    ),
    max_size=4,
).map(tuple)
rich_blocks: st.SearchStrategy[RichBlock] = st.one_of(
    st.builds(Paragraph, spans),
    st.builds(Fence, texts, st.sampled_from(["", "python", "c++"])),
    st.builds(Formula, words, st.none() | words),
    st.builds(Bullets, st.lists(spans, min_size=1, max_size=5).map(tuple), st.booleans()),
)
riches: st.SearchStrategy[Rich] = st.lists(rich_blocks, max_size=4).map(tuple)
bars = st.builds(Bar, st.sampled_from("ABCD"), riches, st.integers(0, 999), st.floats(0, 1), st.booleans())
ranks = st.builds(Rank, st.integers(1, 99), words, st.integers(0, 9999), words, st.booleans())
flat_blocks: st.SearchStrategy[Block] = st.one_of(
    st.builds(Prose, riches),
    st.builds(Heading, texts),
    st.builds(Choices, st.lists(riches, min_size=4, max_size=4).map(tuple)),
    st.builds(Tally, st.lists(bars, max_size=4).map(tuple)),
    st.builds(Facts, st.lists(st.tuples(words, texts), max_size=6).map(tuple)),
    st.builds(Ranking, st.lists(ranks, max_size=10).map(tuple)),
    st.builds(Until, st.integers(0, 2**32).map(lambda n: datetime.fromtimestamp(n, UTC)), words),
)
spoilers = st.builds(
    Spoiler,
    words,
    st.lists(flat_blocks, min_size=1, max_size=3).map(tuple),
    st.just(ShowAnswer(ROUND)),
    words,
)
pictures = st.builds(Picture, st.from_regex(r"\A[a-z]{4,9}-[0-9a-f]{16}\.png\Z"), texts, st.just(TINY_PNG))
presses = st.one_of(
    st.builds(Choose, st.just(ROUND), st.integers(0, 3)),
    st.builds(ReadAnswer, st.just(ROUND), st.integers(0, 99)),
    st.builds(ReadQuestion, st.just(QuestionId("kv-cache")), st.integers(0, 99)),
    st.builds(Rate, st.just(ROUND), st.sampled_from(Rating)),
)
cards = st.builds(
    Card,
    title=texts,
    tone=st.sampled_from(Tone),
    blocks=st.lists(flat_blocks | spoilers | pictures, max_size=5).map(tuple),
    buttons=st.lists(st.builds(Button, texts, presses, st.sampled_from(Look)), max_size=30).map(tuple),
    note=texts,
    more=st.none() | presses,
)
