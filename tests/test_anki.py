"""The export, read as Anki reads a text file: settings first, then a note on each line."""

import csv
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cards import File
from bot.domain.question import Question
from bot.wording.anki import anki_file, anki_note
from tests.builders import open_question, question


def exported(*questions: Question) -> File:
    return anki_file(map(anki_note, questions))


def notes(file: File) -> tuple[list[str], list[list[str]]]:
    """The lines with settings, and the fields of every note."""
    lines = file.content.decode().split("\n")
    settings = [line for line in lines if line.startswith("#")]
    assert lines[: len(settings)] == settings  # a later one would be a note that Anki leaves out
    return settings, list(csv.reader(lines[len(settings) : -1], delimiter="\t", strict=True))


class Words(HTMLParser):
    """All text of a piece of HTML, and the tags in it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self.tags: list[str] = []
        self.feed(html)

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)


def test_the_file_is_one_that_anki_imports() -> None:
    file = exported(question("kv-cache", "inference-serving"), open_question("tell-me"))
    settings, rows = notes(file)
    assert settings == ["#separator:tab", "#html:true", "#tags column:3"]
    assert (file.name, file.media_type) == ("studybot-review.txt", "text/plain; charset=utf-8")
    assert [len(row) for row in rows] == [3, 3]
    front, back, tags = rows[0]
    assert front == r"<p>Why does kv-cache divide by \(\sqrt{d_k}\)?</p>"
    assert "<p>It keeps the <b>variance</b> at 1" in back
    assert "<li>The variance grows with the width.</li>" in back
    assert tags == "studybot inference-serving intermediate math softmax"
    assert "The right option" in back
    assert "The right option" not in rows[1][1]


@pytest.mark.parametrize(
    ("prompt", "shown"),
    [
        ("Is `a < b && c`?", "<p>Is <code>a &lt; b &amp;&amp; c</code>?</p>"),
        ("```python\nif a:\n\treturn 1\n```", "<pre>if a:<br>    return 1</pre>"),
        ('Say "yes"', "<p>Say &quot;yes&quot;</p>"),
        ("# separator:comma", "<p>"),
        ("[run](javascript:alert(1))", "<p>"),
    ],
)
def test_what_could_be_markup_or_a_column_is_escaped(prompt: str, shown: str) -> None:
    _, [[front, *_]] = notes(exported(replace(question(), prompt=prompt)))
    assert front.startswith(shown)
    assert "javascript:" not in [part for part in front.split('"') if part.startswith("javascript")]


anything = st.text(st.characters(codec="utf-8", exclude_characters="\r\x00"), min_size=1, max_size=60)


@given(st.lists(st.builds(replace, st.just(question()), prompt=anything, answer=anything), max_size=4))
def test_every_question_stays_one_note_of_three_fields(questions: list[Question]) -> None:
    file = exported(*questions)
    settings, rows = notes(file)
    assert len(settings) == 3
    assert [len(row) for row in rows] == [3] * len(questions)
    for row in rows:
        assert set(Words(row[0]).tags) <= {"p", "b", "i", "code", "pre", "br", "ul", "ol", "li", "a"}
