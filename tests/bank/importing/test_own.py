"""Our own files, also those that people have changed by hand."""

import pytest

from bot.adapters.bank.importing.found import CannotImport
from bot.adapters.bank.importing.own_json import read as read_json
from bot.adapters.bank.importing.own_yaml import read as read_yaml
from bot.domain.question import Kind, Level
from tests.bank.files import HEAD, QUESTION
from tests.bank.importing.reading import choices, one, told, took


def test_a_topic_file_is_read_whole() -> None:
    found = took("yaml", HEAD + QUESTION)
    (question,) = found.questions
    assert (question.line, question.id, question.topic) == (3, "scaling", "attention")
    assert (question.level, question.kind) == (Level.INTERMEDIATE, Kind.MATH)
    assert question.references[0].year == 2017
    assert found.titles == {"attention": "Attention"}
    assert found.warnings == ()


def test_only_a_prompt_is_needed() -> None:
    assert one("yaml", "questions:\n  - prompt: Why?\n").prompt == "Why?"
    assert one("json", '{"questions": [{"prompt": "Why?"}]}').prompt == "Why?"


def test_a_bad_entry_spoils_no_other() -> None:
    found = took(
        "yaml",
        "questions:\n- prompt: 7\n- words\n- prompt: Why?\n  levle: expert\n- prompt: How?\n  level: hard\n",
    )
    assert [question.prompt for question in found.questions] == ["Why?"]
    assert told(found) == [(2, "bad-entry"), (3, "bad-entry"), (4, "unknown-key"), (6, "bad-entry")]


def test_two_right_options_are_no_choice() -> None:
    found = took(
        "yaml",
        HEAD
        + QUESTION.replace("has the variance d_k.\n", "has the variance d_k.\n", 1).replace(
            "whatever the scale.\n", "whatever the scale.\n        right: true\n"
        ),
    )
    assert told(found) == [(3, "several-right-options")]
    assert choices(found.questions[0]) == []


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("questions: 5\n", "no list of `questions`"),
        ("questions:\n  - prompt: 'x\n", "line 3: is no YAML"),
        ("questions:\n" + "- " * 30 + "prompt: x", "line 2: is nested more than"),
        ("questions: []\n", "holds no question"),
    ],
)
def test_other_yaml_is_refused(content: str, why: str) -> None:
    with pytest.raises(CannotImport, match=why):
        read_yaml(content.encode())


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ('{"studybot": 2, "questions": []}', "later studybot"),
        ('{"questions": {}}', "no list of `questions`"),
        ("[" * 100_000, "too deep"),
        ('{"questions": [{"prompt": ' + "[" * 600 + "]" * 600 + "}]}", "question 1 is left out"),
    ],
)
def test_other_json_is_refused(content: str, why: str) -> None:
    with pytest.raises(CannotImport, match=why):
        read_json(content.encode())
