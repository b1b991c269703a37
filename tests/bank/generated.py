"""Questions made up to be hard on file formats."""

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import strategies as st

from bot.adapters.bank.exporting.exported import Selection
from bot.domain.ids import QuestionId, TopicId
from bot.domain.question import FEWEST_CHOICES, MOST_CHOICES, Kind, Level, Option, Question, Reference

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
SIGNS = (
    *(
        "=",
        "~",
        "{",
        "}",
        "#",
        ":",
        "\\",
        "\\n",
        "->",
        "####",
        "%50%",
        "//",
        "[html]",
        "$",
        "\n",
        "\n\n",
        '"',
        "'",
    ),
    *(
        ",",
        ";",
        "\t",
        "|",
        " ",
        "  ",
        "A. ",
        "B) ",
        "ANSWER: A",
        "ANSWER:",
        "$\\frac{a}{b}$",
        "<b>x</b>",
        "&amp;",
        "&",
    ),
    *(
        "<br>",
        "😀",
        "é",
        "- ",
        "# ",
        "no",
        "1",
        "07",
        "::",
        "T",
        "=cmd()",
        "'=",
        "@x",
        "---",
        "...",
        "!!str",
        "&a",
        "*b",
    ),
    *(
        "\\(x\\)",
        "[sound:a]",
        "{{c1::x}}",
        "$CATEGORY: x",
        "#separator:tab",
        "\u2028",
        "\xa0",
        "word",
        "two words",
    ),
)

texts = st.lists(st.sampled_from(SIGNS) | st.text("abc \n\\=~", max_size=4), min_size=1, max_size=6).map(
    "".join
)
filled = texts.filter(lambda text: bool(text.strip()))
slugs = st.sampled_from(("attention", "kv-cache", "q-1", "training"))


@st.composite
def questions(draw: st.DrawFn, at_least: int = 1, at_most: int = 4) -> tuple[Question, ...]:
    """Some questions with ids of their own, sorted by topic."""
    count = draw(st.integers(at_least, at_most))
    made = [replace(draw(_question()), id=QuestionId(f"q-{number}")) for number in range(count)]
    return tuple(sorted(made, key=lambda question: question.topic))


@st.composite
def _question(draw: st.DrawFn) -> Question:
    count = draw(st.integers(FEWEST_CHOICES, MOST_CHOICES))
    right = draw(st.integers(0, count - 1))
    options = tuple(
        Option(text=draw(filled), why=draw(filled | st.just("")), right=at == right) for at in range(count)
    )
    return Question(
        id=QuestionId("q"),
        topic=TopicId(draw(slugs)),
        level=draw(st.sampled_from(Level)),
        kind=draw(st.sampled_from(Kind)),
        prompt=draw(filled),
        options=draw(st.sampled_from((options, ()))),
        answer=draw(filled),
        key_points=tuple(draw(st.lists(filled, max_size=2))),
        follow_ups=tuple(draw(st.lists(filled, max_size=2))),
        red_flags=tuple(draw(st.lists(filled, max_size=2))),
        tags=tuple(draw(st.lists(slugs, max_size=2, unique=True))),
        references=draw(
            st.sampled_from(((), (Reference(title="A: b", authors="C & D", year=2017, where="[x]"),)))
        ),
        formula=draw(st.sampled_from(("", "\\frac{a}{b}"))),
        code=draw(st.sampled_from(("", "if a:\n    print(1)\n"))),
        output=draw(st.sampled_from(("", "1\n"))),
    )


def selected(questions: tuple[Question, ...]) -> Selection:
    return Selection(questions, {question.topic: question.topic.title() for question in questions}, NOON)
