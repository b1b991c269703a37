"""What each format holds, and what is said of the rest."""

import sqlite3
import zipfile
from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest

from bot.adapters.bank.exporting.exported import Selection
from bot.adapters.bank.exporting.formats import EXPORTERS, exporter
from bot.adapters.bank.importing.quiz_formats import reader
from bot.domain.question import Question
from tests.bank.generated import NOON, selected
from tests.builders import open_question, question

ALL = (question("a"), question("b"), open_question("c"))


def lost(format_: str, *questions: Question) -> Mapping[str, int]:
    return exporter(format_).export(selected(questions)).lost


@pytest.mark.parametrize("format_", EXPORTERS)
def test_every_module_knows_its_name(format_: str) -> None:
    assert format_ == exporter(format_).FORMAT


def test_our_own_formats_lose_nothing() -> None:
    assert lost("json", *ALL) == lost("yaml", *ALL) == {}


def test_what_is_lost_is_said_with_counts() -> None:
    aiken = lost("aiken", *ALL)
    assert aiken["open questions"] == 1
    assert aiken["reasons of options"] == 8
    assert aiken["model answers"] == aiken["lists of references"] == 2
    assert "formulas" not in aiken
    assert lost("csv", *ALL) == {"lists of references": 3}
    assert lost("csv", replace(ALL[0], references=(), key_points=("a\nb", "c"))) == {
        "line ends in lists, written as spaces": 1
    }
    assert lost("aiken", replace(ALL[0], prompt="a\n\nb"))["line ends, written as spaces"] == 1
    assert lost("opentdb", *ALL)["orders of options"] == 2
    assert lost("gift", replace(ALL[0], formula="x", code="y"))["formulas"] == 1
    assert lost("anki", *ALL)["lists of red flags"] == 3
    assert lost("markdown", *ALL) == {"ids": 3, "kinds": 3}


def test_only_choices_go_where_there_are_only_choices() -> None:
    for format_ in ("aiken", "opentdb"):
        assert exporter(format_).export(selected(ALL)).count == 2
        assert exporter(format_).export(selected((open_question(),))).count == 0


def test_spreadsheets_run_no_cell() -> None:
    content = (
        exporter("csv").export(selected((replace(ALL[0], prompt="=HYPERLINK(1)", answer="@x"),))).content
    )
    assert b",'=HYPERLINK(1)," in content
    assert b",'@x," in content


def collection(content: bytes) -> list[tuple[str, str, str]]:
    """The names, fields and tags of the notes in a package."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        data = archive.read("collection.anki2")
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(data)
        return connection.execute("SELECT guid, flds, tags FROM notes ORDER BY id").fetchall()


def test_notes_of_a_package_keep_their_names_when_their_texts_change() -> None:
    first = collection(exporter("apkg").export(selected(ALL)).content)
    changed = (replace(ALL[0], prompt="Another?"), *ALL[1:])
    later = Selection(changed, {}, NOON + timedelta(days=1))
    second = collection(exporter("apkg").export(later).content)
    assert [guid for guid, _, _ in first] == [guid for guid, _, _ in second]
    assert len({guid for guid, _, _ in first}) == 3
    assert first[0][1] != second[0][1]
    assert " attention " in f" {first[0][2]} "


def test_a_package_shows_formulas_by_mathjax_and_options_with_letters() -> None:
    content = exporter("apkg").export(selected(ALL)).content
    front, back = collection(content)[0][1].split("\x1f")
    assert r"\(\sqrt{d_k}\)" in front
    assert '<ol type="A"><li><p>Because of reason 0</p></li>' in front
    assert "The right option" in back
    assert "$" not in front
    assert content == exporter("apkg").export(selected(ALL)).content


def test_a_package_is_read_back_as_open_questions_in_decks() -> None:
    found = reader("apkg").read(exporter("apkg").export(selected(ALL)).content)
    assert [each.topic for each in found.questions] == ["Attention"] * 3
    assert found.questions[2].prompt == "Why does tell-me divide by $\\sqrt{d_k}$?".replace("tell-me", "c")
    assert "It keeps the **variance** at 1" in found.questions[2].answer
    assert found.warnings == ()


def test_markdown_is_read_back_with_all_that_it_shows() -> None:
    found = reader("markdown").read(exporter("markdown").export(selected(ALL)).content)
    for asked, got in zip(ALL, found.questions, strict=True):
        assert got.prompt == asked.prompt
        assert [(o.text, o.right) for o in got.options] == [(o.text, o.right) for o in asked.options]
        assert got.answer.startswith(asked.answer)
        assert (got.key_points, got.follow_ups, got.red_flags) == (
            asked.key_points,
            asked.follow_ups,
            asked.red_flags,
        )
        assert (got.level, got.tags, got.topic) == (asked.level, asked.tags, "Attention")
    assert found.warnings == ()
