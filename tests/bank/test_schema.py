"""The published schema is the one that the models make, and it judges as the loader does."""

import json
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from bot.adapters.bank.schema import schema_text
from tests.bank.files import HEAD, QUESTION

BANK = Path(__file__).parents[2] / "question_bank"
SCHEMA = json.loads((BANK / "schema.json").read_text(encoding="utf-8"))


def test_the_published_schema_is_up_to_date() -> None:
    # `make schema` writes it anew
    assert (BANK / "schema.json").read_text(encoding="utf-8") == schema_text()


def test_the_schema_is_a_valid_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("path", sorted(BANK.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_topic_fits_the_schema_and_names_it(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=schema.json\n")
    Draft202012Validator(SCHEMA).validate(yaml.safe_load(text))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("    level: intermediate\n", ""),
        ("kind: math", "kind: maths"),
        ("prompt: ", "promt: "),
        ("        right: true\n", ""),
        ("tags: [softmax]", "tags: []"),
        ("tags: [softmax]", "tags: [Soft Max]"),
        ("tags: [softmax]", "tags: [softmax]\n    output: one"),
    ],
)
def test_an_editor_sees_the_same_faults(old: str, new: str) -> None:
    text = HEAD + QUESTION.replace(old, new, 1)
    assert not Draft202012Validator(SCHEMA).is_valid(yaml.safe_load(text))


def test_every_key_is_explained() -> None:
    for model in ("QuestionEntry", "OptionEntry"):
        for name, about in SCHEMA["$defs"][model]["properties"].items():
            assert about["description"], name
