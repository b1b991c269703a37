"""What becomes of found questions: ids, topics, levels, drafts, duplicates, and the pack that holds them."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.bank.importing.found import CannotImport, FoundOption, FoundQuestion
from bot.adapters.bank.importing.importer import File, Imported, Wishes, import_files
from bot.adapters.bank.importing.naming import LONGEST, free, id_of, slug
from bot.adapters.bank.importing.packing import Entry, packed
from bot.adapters.bank.importing.twins import twins
from bot.adapters.bank.reader import Reading, read_bank
from bot.adapters.bank.sources import Source
from bot.domain.ids import QuestionId
from bot.domain.question import Kind, Level, Reference


def _import(*texts: str, **wishes: object) -> Imported:
    files = [(f"{number}.md", text.encode()) for number, text in enumerate(texts)]
    return import_files(files, Wishes(**wishes))  # type: ignore[arg-type] # the fields of a Wishes


def _read(content: str) -> Reading:
    return read_bank([Source(Path("pack.yaml"), content.encode())])


ONE = "# Soil\n## Clay\n### 1. What is loam?\nIt is soil.\n\n### 2. Why mulch?\nIt keeps water.\n"


def test_an_id_is_made_of_the_words_and_stays_the_same() -> None:
    assert id_of("What is loam?") == "what-is-loam"
    assert id_of("What is **loam**?") == id_of("what is  loam")
    assert id_of("What is C++?") != id_of("What is C#?")
    assert id_of("什么是土?").startswith("question-")
    assert id_of("什么是土?") != id_of("什么是沙?")
    long = "Why does the very long question about soil never come to its end, however far one reads it"
    assert id_of(long) != id_of(long + " again")
    assert id_of(long).startswith("why-does-the-very-long-question-about-soil-never-")


@given(st.text(min_size=1, max_size=300), st.sets(st.text(max_size=5)))
def test_any_text_gives_an_id_that_the_bank_takes(text: str, taken: set[str]) -> None:
    name = free(id_of(text), taken | {id_of(text)})
    assert slug(name) == name != ""
    assert len(name) <= LONGEST
    assert name not in taken


def test_the_same_question_twice_is_kept_under_two_ids_and_reported() -> None:
    imported = _import(ONE, "Q: What is loam?\nA: Sand and clay.\n")
    assert [entry.id for entry in imported.entries] == ["what-is-loam", "why-mulch", "what-is-loam-2"]
    (notice,) = imported.report.files[1].duplicates
    assert (notice.line, notice.code) == (1, "duplicate")
    assert notice.text == "`what-is-loam-2` asks the same as `what-is-loam` (0.md:3)"
    assert not imported.report.has_warnings


def test_merging_keeps_the_first_and_adds_what_it_lacks() -> None:
    text = "Q: What is loam?\nA: Sand.\nFollow-up: And clay?\n\nQ: Where from?\nA: Rocks.\n"
    imported = _import(ONE, text, merge=True)
    loam = imported.entries[0].found
    assert (loam.answer, loam.follow_ups) == ("It is soil.", ("And clay?",))
    assert [entry.id for entry in imported.entries] == ["what-is-loam", "why-mulch", "where-from"]
    assert imported.report.merged == 1


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("What is gradient clipping?", "What is gradient cliping?", True),
        ("What are positional encodings?", "What is positional encoding?", True),
        ("Explain gradient clipping.", "What is gradient clipping?", True),
        ("What is an encoder block?", "What is a decoder block?", False),
        ("How does 4-bit quantisation work?", "How does 8-bit quantisation work?", False),
        ("What is L1 regularisation used for?", "What is L2 regularisation used for?", False),
        ("Why use supervised learning here?", "Why use unsupervised learning here?", False),
        ("What is RAG evaluation?", "What is RAM evaluation?", False),
    ],
)
def test_questions_are_near_where_only_the_forms_of_words_differ(one: str, other: str, near: bool) -> None:
    assert [(twin.at, twin.of) for twin in twins([one, "Why?", other])] == ([(2, 0)] if near else [])


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("What is teacher forcing?", "What is teacher forcing in training?", True),
        ("Explain crop rotation in small gardens.", "What is crop rotation?", True),
        ("How do you sort a list in Python?", "How do you sort a list in Java?", False),
        ("What is a garden?", "What is a garden in winter?", False),
        ("What is beam search?", "What is diverse beam search?", False),
        ("What is supervised learning?", "What is self-supervised learning?", False),
        ("What is crop rotation?", "What is crop rotation in the north of a land with seven rivers?", False),
    ],
)
def test_questions_are_near_where_one_only_adds_a_place_or_a_time(one: str, other: str, near: bool) -> None:
    assert [(twin.at, twin.of) for twin in twins([one, "Why?", other])] == ([(2, 0)] if near else [])
    assert all(twin.score < 100 for twin in twins([one, other]))


def test_thousands_of_questions_are_compared_in_a_moment() -> None:
    prompts = [f"What is the meaning of thing number {n} in the context of models?" for n in range(5000)]
    started = time.process_time()
    assert list(twins(prompts)) == []
    assert time.process_time() - started < 2


def test_topics_come_from_headings_and_a_wish_puts_all_under_one() -> None:
    imported = _import(ONE)
    assert {entry.topic for entry in imported.entries} == {"clay"}
    assert imported.topics == {"clay": "Clay"}
    assert {entry.topic for entry in _import(ONE, topic="garden").entries} == {"garden"}
    assert {entry.topic for entry in _import("Q: Why?\nA: So.\n", pack="mine").entries} == {"mine"}


def test_a_level_is_the_files_own_where_it_names_one() -> None:
    text = "Q: (Hard) Why?\nA: So.\n\nQ: How?\nA: Thus.\n"
    levels = [entry.level for entry in _import(text, level=Level.EXPERT).entries]
    assert levels == [Level.ADVANCED, Level.EXPERT]
    assert _import(text).entries[1].level is Level.INTERMEDIATE


def test_ids_of_other_files_of_the_bank_are_left_to_them() -> None:
    assert [entry.id for entry in _import(ONE, taken={"what-is-loam"}).entries] == [
        "what-is-loam-2",
        "why-mulch",
    ]


def test_a_file_that_cannot_be_read_stops_no_other() -> None:
    files: list[File] = [
        ("a", b"\xff\xfe\x00"),
        ("b", CannotImport("is not there")),
        ("c.md", ONE.encode()),
        ("d", b""),
    ]
    report = import_files(files, Wishes()).report
    assert [bool(file.error) for file in report.files] == [True, True, False, True]
    assert report.questions == 2
    assert report.has_warnings


def test_content_and_not_a_name_says_what_a_file_is() -> None:
    opentdb = b'{"results": [{"type": "boolean", "question": "Is it?", "correct_answer": "True",'
    opentdb += b'"incorrect_answers": ["False"]}]}'
    files = [("a.json", ONE.encode()), ("b.md", opentdb), ("c.md", b"Why?\nA. x\nB. y\nANSWER: B\n")]
    report = import_files(files, Wishes()).report
    assert [file.format for file in report.files] == ["markdown", "opentdb", "aiken"]


def test_formulas_with_braces_are_no_gift() -> None:
    text = "".join(
        f"### {n}. What is x_{n}?\nIt is $\\frac{{1}}{{{n}}}$, {{=}} or {{~}}.\n\n" for n in range(1, 9)
    )
    report = import_files([("a", text.encode())], Wishes()).report
    assert [(file.format, file.questions) for file in report.files] == [("markdown", 8)]


def test_a_choice_without_an_explanation_has_its_right_option_as_answer() -> None:
    imported = _import("Q1: Which?\nA) x\nB) y\nAnswer: B\n")
    assert imported.entries[0].found.answer == "y"
    assert not imported.entries[0].draft


def test_questions_without_answers_are_listed_and_never_asked() -> None:
    imported = _import(ONE + "### 3. Who digs?\n")
    reading = _read(packed("Garden", imported.topics, imported.entries))
    assert [draft.id for draft in imported.report.files[0].drafts] == ["who-digs"]
    assert reading.bank is not None
    assert [question.id for question in reading.bank] == ["what-is-loam", "why-mulch"]
    assert reading.drafts == (QuestionId("who-digs"),)
    assert reading.imported == {question.id for question in reading.bank}
    assert reading.own == ()


TEXTS = st.text(max_size=60).map(
    lambda text: "".join(sign for sign in text if sign.isprintable() or sign == "\n")
)
FILLED = TEXTS.filter(str.strip)


@given(
    prompt=FILLED, answer=FILLED, texts=st.lists(FILLED, max_size=3), code=TEXTS,
    topic=st.sampled_from(["no", "7", "a-b"]),
)  # fmt: skip
def test_a_pack_holds_what_was_imported_whatever_the_texts(
    prompt: str, answer: str, texts: list[str], topic: str, code: str
) -> None:
    options = tuple(FoundOption(text=f"{n}{text}", right=n == 0, why=text) for n, text in enumerate(texts))
    found = FoundQuestion(
        line=1, prompt=prompt, answer=answer, options=options if len(options) > 1 else (),
        key_points=tuple(texts), follow_ups=tuple(texts), red_flags=tuple(texts), tags=("null",),
        references=(Reference(title="A: b", authors="#", year=2020),), formula="x", code=code, output=code,
    )  # fmt: skip
    entry = Entry(id="yes", topic=topic, level=Level.EXPERT, kind=Kind.CODE, draft=False, found=found)
    reading = _read(packed("A: pack", {topic: "T: #"}, [entry]))
    assert reading.problems == ()
    assert reading.bank is not None
    (question,) = reading.bank
    assert (question.prompt, question.answer) == (prompt.strip(), answer.rstrip())
    assert [option.text for option in question.options] == [option.text.strip() for option in found.options]
    assert question.key_points == tuple(text.strip() for text in texts)
    assert (question.code, question.id, question.topic) == (code.rstrip(), "yes", topic)
    assert reading.bank.title_of(question.topic) == "T: #"


def test_blocks_of_code_tables_and_formulas_are_counted_apart() -> None:
    answer = (
        "$a$\n```py\n$b$\n|-|-|\n```\n\n| x | y |\n|:-|-:|\n| 1 | 2 |\n\n~~~\n┌────────┐\n~~~\n\n```\nopen"
    )
    text = f"### 1. Why?\n{answer}\n"
    [report] = _import(text, ONE).report.files[:1]
    assert (report.code_blocks, report.tables, report.formulas) == (2, 1, 1)
