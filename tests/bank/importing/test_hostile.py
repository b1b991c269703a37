"""Whatever a file holds, a reader ends soon with a result or with its own error."""

import time
import tracemalloc
import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.adapters.bank.exporting.formats import exporter
from bot.adapters.bank.importing import archive
from bot.adapters.bank.importing.found import CannotImport, Found, FoundQuestion
from bot.adapters.bank.importing.quiz_formats import READERS, reader
from bot.adapters.bank.importing.report import report_of
from bot.domain.question import Question
from tests.bank.generated import SIGNS, questions, selected

QUICK = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
QUIZZES = [name for name in READERS if name != "markdown"]
MEGABYTE = 1024 * 1024
SIZE = MEGABYTE // 8
SECONDS = 2.0  # of work for so many bytes; a reader that looks twice at a character needs minutes

near_valid = (
    *(
        "\nquestions:\n  - id: a\n    prompt: b\n",
        "AUTHOR: x\n",
        "Is it?:\n- No\n",
        "? a\n: - b\n",
        "\t",
        "\r\n",
        "\x00",
    ),
    *(
        "{",
        "}",
        "[",
        "]",
        '{"results":[',
        '{"question":"q","correct_answer":"a","incorrect_answers":["b"]}',
        "]}",
        ",",
    ),
    *(
        '{"studybot":1,"questions":[',
        '{"prompt":"p","options":[{"text":"a","right":true},{"text":"b"}]}',
        "null",
        "1e999",
    ),
    *(
        "::n:: q {",
        "=a ",
        "~b ",
        "~%50%c",
        "#f",
        "####g",
        "{T}",
        "{#1..2}",
        "{=a -> b}",
        "\n\n",
        "// [tag:x]\n",
    ),
    *("q?\nA. x\nB. y\nANSWER: B\n", "ANSWER: Z\n", "C) z\n"),
    *(
        "<assessmentItem>",
        "</assessmentItem>",
        "<itemBody>",
        "</itemBody>",
        '<choiceInteraction responseIdentifier="R">',
    ),
    *(
        "</choiceInteraction>",
        '<simpleChoice identifier="A">',
        "</simpleChoice>",
        "<prompt>",
        "</prompt>",
        "&lt;",
        "&x;",
    ),
    *("question,answer\n", "a,b\n", '"', '"a\nb"', "question;option a;option b;right\n", "q;x;y;A\n", "'=1"),
    *(
        "#separator:tab\n",
        "#html:true\n",
        "#tags column:3\n",
        "a\tb\tc\n",
        "{{c1::x::y}}",
        "<br>",
        "<b>",
        "\\(",
        "\\)",
    ),
    *("&#99999999999999999999;", "<!--", "\ud800", "\ufeff", *SIGNS),
)
pieces = st.lists(st.sampled_from(near_valid) | st.text(max_size=5), max_size=30).map(
    lambda parts: "".join(parts).encode("utf-8", "surrogatepass")
)


def ends_well(format_: str, data: bytes) -> None:
    assert reader(format_).looks_like(data) in (True, False)
    try:
        found = reader(format_).read(data)
    except CannotImport:
        return
    assert found.questions
    for question in found.questions:
        assert question.prompt.strip()
        assert len(question.options) in (0, 2, 3, 4, 5, 6, 7, 8)
        assert all(option.text.strip() for option in question.options)
        assert sum(option.right for option in question.options) == bool(question.options)
        repr(question).encode("utf-8")


@pytest.mark.parametrize("format_", QUIZZES)
@given(data=st.binary(max_size=300) | pieces)
@QUICK
def test_no_reader_raises_anything_of_its_own(format_: str, data: bytes) -> None:
    ends_well(format_, data)


@pytest.mark.parametrize("format_", [name for name in QUIZZES if name not in ("qti", "red-trivia")])
@given(asked=questions(), cuts=st.lists(st.tuples(st.integers(0, 5_000), st.binary(max_size=6)), max_size=6))
@QUICK
def test_a_good_file_with_some_bytes_changed_ends_well(
    format_: str,
    asked: tuple[Question, ...],
    cuts: list[tuple[int, bytes]],
) -> None:
    data = exporter(format_).export(selected(asked)).content
    for at, put in cuts:
        at %= len(data) + 1
        data = data[:at] + put + data[at + len(put) :]
    ends_well(format_, data)


HOSTILE: dict[str, str] = {
    "deep lists": "[",
    "deep mappings": '{"a":',
    "deep elements": "<a>",
    "open comments": "<!--",
    "open formulas": "\\(",
    "quotes": '"',
    "commas": ",",
    "lines": "\n",
    "list items": "- a\n",
    "keys": "a:\n- b\n",
    "open braces": "q {\n\n=a\n\n",
    "answers": "{=",
    "colons": "::",
    "options": "B. x\n",
    "half an answer": "A. x\nB. y\nANSWER :\n",
    "spaces": " ",
    "settings": "#separator:tab\n",
    "gaps": "{{c1::",
    "escapes": "\\",
    "references": "&#",
    "percents": "~%1",
    "tags": "// [tag:",
}


@pytest.mark.parametrize("format_", QUIZZES)
@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_file_ends_soon(format_: str, what: str) -> None:
    starts = {
        "json": '{"studybot": 1, "questions": [{"prompt": "',
        "opentdb": '{"results": [{"question": "',
        "anki": "#separator:tab\n#html:true\nq\t",
        "yaml": "questions:\n  - prompt: ",
        "qti": "<assessmentItem><itemBody>",
        "csv": "question,answer\nq,",
        "aiken": "q\nA. x\n",
        "gift": "q {",
        "red-trivia": "AUTHOR: x\n",
    }
    piece = HOSTILE[what]
    data = (starts.get(format_, "") + piece * (SIZE // len(piece))).encode()
    begun = time.process_time()
    ends_well(format_, data)
    assert time.process_time() - begun < SECONDS


def zipped(members: dict[str, bytes]) -> bytes:
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as file:
        for name, member in members.items():
            file.writestr(name, member)
    return content.getvalue()


def say_small(data: bytes, size: int) -> bytes:
    """The archive with another unpacked size written into its directory."""
    real = size.to_bytes(4, "little")
    assert real in data
    return data.replace(real, (100).to_bytes(4, "little"))


@pytest.mark.parametrize("name", ["collection.anki2", "collection.anki21b", "item.xml"])
@pytest.mark.parametrize("honest", [True, False])
def test_a_zip_bomb_is_refused_by_what_it_says_and_by_what_it_is(
    name: str, honest: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "LARGEST_CONTENT", MEGABYTE)
    size = 3 * MEGABYTE + 12_345
    data = zipped({name: b"\0" * size})
    format_ = "qti" if name.endswith(".xml") else "apkg"
    with pytest.raises(CannotImport, match="unpacks to more" if honest else "damaged"):
        reader(format_).read(data if honest else say_small(data, size))


def test_a_collection_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    import zstandard

    from bot.adapters.bank.importing.anki import package

    monkeypatch.setattr(package, "LARGEST_CONTENT", MEGABYTE)
    bomb = zipped({"collection.anki21b": zstandard.ZstdCompressor().compress(b"\0" * (64 * MEGABYTE))})
    tracemalloc.start()
    with pytest.raises(CannotImport, match="unpacks to more"):
        reader("apkg").read(bomb)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 16 * MEGABYTE


def test_the_names_inside_an_archive_are_no_paths() -> None:
    item = b"<assessmentItem><itemBody><p>a</p></itemBody></assessmentItem>"
    with pytest.raises(CannotImport):
        reader("qti").read(zipped({"../../etc/passwd.xml": item, "/x.xml": item}))


Bomb = Callable[[], bytes]
BOMBS: dict[str, tuple[str, bytes]] = {
    "aliases": ("red-trivia", b"a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"),
    "aliases in ours": ("yaml", b"questions: &a\n  - prompt: x\n    tags: *a\n"),
    "tags": ("yaml", b"questions:\n  - prompt: !!python/object/apply:os.getcwd []\n"),
    "entities": (
        "qti",
        b'<!DOCTYPE a [<!ENTITY x "y"><!ENTITY z "&x;&x;">]><assessmentItem>&z;</assessmentItem>',
    ),
    "files": (
        "qti",
        b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><assessmentItem>&x;</assessmentItem>',
    ),
}


@pytest.mark.parametrize("what", BOMBS)
def test_what_lets_a_small_file_grow_is_refused(what: str) -> None:
    format_, data = BOMBS[what]
    with pytest.raises(CannotImport, match=r"alias|anchor|tag|entities"):
        reader(format_).read(data)


@pytest.mark.parametrize(
    "answer",
    ["|-|" + " " * 49_000 + "x", "a | b\n" + " " * 49_000 + "x", "```a\n" * 9_000, "~~~~ x\n" * 7_000],
    ids=["table", "spaces", "fences", "tildes"],
)
def test_a_hostile_answer_is_counted_soon(answer: str) -> None:
    found = Found(format="csv", questions=5 * (FoundQuestion(line=1, prompt="Why?", answer=answer),))
    started = time.process_time()
    report_of("a.csv", found)
    assert time.process_time() - started < SECONDS
