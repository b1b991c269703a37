"""What is exported and read back is the same, as far as the format holds it."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given

from bot.adapters.bank.exporting.formats import exporter
from bot.adapters.bank.importing.found import CannotImport, Found, FoundOption, FoundQuestion
from bot.adapters.bank.importing.quiz_formats import reader
from bot.adapters.bank.reader import read_bank
from bot.adapters.bank.sources import read_sources
from bot.domain.ids import TopicId
from bot.domain.question import Level, Question
from tests.bank.generated import questions, selected
from tests.builders import question

Questions = tuple[Question, ...]


def round_trip(format_: str, asked: Questions) -> Found:
    content = exporter(format_).export(selected(asked)).content
    assert reader(format_).looks_like(content)
    return reader(format_).read(content)


def found(asked: Question, text: Callable[[str], str] = str) -> FoundQuestion:
    """What a format that holds everything should give."""
    return FoundQuestion(
        line=0,
        prompt=text(asked.prompt),
        answer=text(asked.answer),
        options=tuple(FoundOption(text=text(o.text), why=text(o.why), right=o.right) for o in asked.options),
        key_points=asked.key_points,
        follow_ups=asked.follow_ups,
        red_flags=asked.red_flags,
        level=asked.level,
        topic=asked.topic,
        tags=asked.tags,
        id=asked.id,
        kind=asked.kind,
        references=asked.references,
        formula=asked.formula,
        code=asked.code,
        output=asked.output,
    )


def without_lines(given_back: Found) -> list[FoundQuestion]:
    return [replace(each, line=0) for each in given_back.questions]


def hard(text: str) -> Questions:
    asked = question("q-0")
    options = tuple(replace(option, text=f"{text}{n}", why=text) for n, option in enumerate(asked.options))
    return (replace(asked, prompt=text, options=options, answer=text, key_points=(text,)),)


@pytest.mark.parametrize("format_", ["json", "yaml"])
@given(questions())
@example(hard("  leading spaces\nand # no comment"))
@example(hard("no"))
@example(hard("a\n\n  b\n"))
@example(hard("\tx: y\n- z"))
def test_our_own_formats_hold_everything(format_: str, asked: Questions) -> None:
    back = round_trip(format_, asked)
    assert without_lines(back) == [found(each) for each in asked]
    assert back.titles == {each.topic: each.topic.title() for each in asked}
    assert back.warnings == ()


@given(questions())
@example(hard("%50% of {x} = ~y # z: \\n \\\\ n\n\nnew -> old"))
@example(hard("[html]<b>x</b>"))
@example(hard("// no comment\n$CATEGORY: none"))
@example(hard("T"))
def test_gift_holds_prompts_options_reasons_answers_levels_and_tags(asked: Questions) -> None:
    back = round_trip("gift", asked)
    assert without_lines(back) == [
        FoundQuestion(
            line=0,
            prompt=each.prompt.strip(),
            answer=each.answer.strip(),
            options=found(each, str.strip).options,
            level=each.level,
            topic=each.topic,
            tags=each.tags,
        )
        for each in asked
    ]
    assert back.warnings == ()


def one_line(text: str) -> str:
    return " ".join(text.split())


@given(questions())
@example(hard("A. Smith\nANSWER: A"))
@example(hard("ANSWER: B"))
@example(hard("B) or not"))
def test_aiken_holds_choices_with_each_text_on_a_line(asked: Questions) -> None:
    choices = [each for each in asked if not each.is_open]
    if not choices:
        with pytest.raises(CannotImport):
            reader("aiken").read(exporter("aiken").export(selected(asked)).content)
        return
    back = round_trip("aiken", asked)
    assert without_lines(back) == [
        FoundQuestion(
            line=0,
            prompt=one_line(each.prompt),
            options=tuple(FoundOption(text=one_line(o.text), right=o.right) for o in each.options),
        )
        for each in choices
    ]


@given(questions())
@example(hard("=SUM(A1:A9)"))
@example(hard("'=no\n''@ formula"))
@example(hard(' "quoted", and\tmore;\n'))
def test_csv_holds_all_but_references(asked: Questions) -> None:
    def lines(each: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(filter(None, (text.replace("\n", " ") for text in each)))

    back = round_trip("csv", asked)
    assert without_lines(back) == [
        replace(
            found(each),
            references=(),
            key_points=lines(each.key_points),
            follow_ups=lines(each.follow_ups),
            red_flags=lines(each.red_flags),
        )
        for each in asked
    ]


def test_the_right_one_of_our_numbers_is_found_by_its_place() -> None:
    options = tuple(
        replace(option, text=text) for option, text in zip(question(key=2).options, "4321", strict=True)
    )
    asked = (replace(question(), options=options),)
    assert round_trip("csv", asked).questions[0].options == found(asked[0]).options


@given(questions())
@example(hard("&amp; is &lt; \\u00e9 *x*"))
def test_opentdb_holds_choices_in_any_order(asked: Questions) -> None:
    choices = [each for each in asked if not each.is_open]
    if not choices:
        with pytest.raises(CannotImport):
            reader("opentdb").read(exporter("opentdb").export(selected(asked)).content)
        return
    back = round_trip("opentdb", asked)
    for each, got in zip(choices, back.questions, strict=True):
        assert got.prompt == each.prompt.strip()
        assert sorted((o.text, o.right) for o in got.options) == sorted(
            (o.text.strip(), o.right) for o in each.options
        )
        assert got.level == (Level.ADVANCED if each.level is Level.EXPERT else each.level)
        assert got.topic == each.topic.title()


WHOLE = (question("one"), question("two"))
SEVERAL = (*WHOLE, replace(question("three"), topic=TopicId("decoding")))
BARE = (replace(question("one"), key_points=(), references=(), options=question().options[:2]),)

UNLIKE_OURS = (replace(question("one"), tags=("Imported words",)),)


@pytest.mark.parametrize(
    "asked", [WHOLE, SEVERAL, BARE, UNLIKE_OURS], ids=["one topic", "several topics", "bare", "unlike ours"]
)
def test_yaml_can_be_put_into_the_folder_of_a_bank(tmp_path: Path, asked: Questions) -> None:
    content = exporter("yaml").export(selected(asked)).content
    (tmp_path / "attention.yaml").write_bytes(content)
    reading = read_bank(*read_sources(tmp_path))
    assert reading.problems == ()
    assert reading.bank is not None
    assert reading.bank.questions == asked
    assert reading.bank.topics == {each.topic: each.topic.title() for each in asked}
    assert (b"imported: true" in content) == (asked is not WHOLE)
