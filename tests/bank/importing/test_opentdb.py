"""Open Trivia DB: entities, levels, and options in an order that gives nothing away."""

import json
import time
import tracemalloc
from typing import Any

import pytest

from bot.adapters.bank.importing.found import CannotImport
from bot.adapters.bank.importing.opentdb import read
from bot.domain.question import Level
from tests.bank.importing.reading import choices, one, told, took

ENTRY: dict[str, Any] = {
    "category": "Science: Computers &amp; more",
    "type": "multiple",
    "difficulty": "medium",
    "question": "What does &quot;RAM&quot; stand for in f(x) = x*y*z?",
    "correct_answer": "Random Access Memory",
    "incorrect_answers": ["Read A Manual", "Rapid Memory", "1 &lt; 2"],
}


def response(*entries: dict[str, Any], **more: Any) -> str:
    return json.dumps({**more, "results": list(entries)}, indent=1)


def test_entities_become_signs_and_plain_text_stays_plain() -> None:
    question = one("opentdb", response(ENTRY, response_code=0))
    assert question.prompt == r'What does "RAM" stand for in f(x) = x\*y\*z?'
    assert question.topic == "Science: Computers & more"
    assert question.level is Level.INTERMEDIATE
    assert question.line == 8


def test_options_stand_in_the_order_of_their_texts() -> None:
    assert choices(one("opentdb", response(ENTRY))) == [
        "1 < 2",
        "*Random Access Memory",
        "Rapid Memory",
        "Read A Manual",
    ]
    numbers = {**ENTRY, "correct_answer": "1024", "incorrect_answers": ["64", "512", "8"]}
    assert choices(one("opentdb", response(numbers))) == ["8", "64", "512", "*1024"]


def test_true_stands_before_false() -> None:
    boolean = {**ENTRY, "type": "boolean", "correct_answer": "False", "incorrect_answers": ["True"]}
    assert choices(one("opentdb", json.dumps([boolean]))) == ["True", "*False"]


def test_a_code_may_be_missing_and_an_entry_spoils_no_other() -> None:
    found = took("opentdb", response({"question": "Lost?"}, ENTRY, {**ENTRY, "incorrect_answers": []}))
    assert [question.answer for question in found.questions] == ["", "Random Access Memory"]
    assert told(found) == [(4, "no-question")]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ('{"response_code": 5, "results": []}', "response code 5"),
        ('{"results": 1}', "no list of `results`"),
        ('{\n"results": [}', "line 2: is no JSON"),
        ('{"results": [{"question": "\\ud800", "correct_answer": ' + "9" * 5000 + "}]}", "number"),
    ],
)
def test_what_holds_no_questions_is_refused(content: str, why: str) -> None:
    with pytest.raises(CannotImport, match=why):
        read(content.encode())


def test_five_thousand_questions_take_little_time_and_memory() -> None:
    entries = [{**ENTRY, "question": f"{ENTRY['question']} {n}"} for n in range(5_000)]
    data = response(*entries).encode()
    tracemalloc.start()
    began = time.perf_counter()
    found = read(data)
    took_seconds = time.perf_counter() - began
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(found.questions) == 5_000
    assert took_seconds < 6  # a third of it where nothing measures the memory
    assert peak < 100_000_000
