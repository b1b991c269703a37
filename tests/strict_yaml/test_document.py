"""Reading YAML with lines and without traps."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.strict_yaml.builder import Unquoted
from bot.strict_yaml.document import parse
from bot.strict_yaml.limits import LARGEST


def problems(text: str | bytes) -> list[str]:
    content = text.encode() if isinstance(text, str) else text
    return [str(problem) for problem in parse(content, "f.yaml").problems]


def test_every_value_knows_its_line() -> None:
    document = parse(b"a: 1\nb:\n  - x\n  - y: 2\n    z: |\n      long\n      text\n", "f.yaml")
    assert document.value == {"a": 1, "b": ["x", {"y": 2, "z": "long\ntext\n"}]}
    assert [document.line(at) for at in ((), ("a",), ("b", 0), ("b", 1), ("b", 1, "z"))] == [1, 1, 3, 4, 5]


def test_a_missing_value_has_the_line_of_what_would_hold_it() -> None:
    document = parse(b"a: 1\nb:\n  - x: 1\n", "f.yaml")
    assert document.line(("b", 0, "missing")) == 3


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("yes", True),
        ("Off", False),
        ("~", None),
        ("", None),
        ("2017", 2017),
        ("123456789012345678", 123456789012345678),
        ("'yes'", "yes"),
        ("plain words", "plain words"),
    ],
)
def test_plain_scalars_are_what_yaml_makes_of_them(text: str, value: object) -> None:
    read = parse(f"a: {text}".encode(), "f.yaml").value["a"]
    assert read == value
    assert type(read) is type(value)


@pytest.mark.parametrize(
    ("text", "taken_for"),
    [
        ("17:30", "a number"),
        ("1.5", "a number"),
        ("0x1f", "a number"),
        ("1_000", "a number"),
        ("9" * 5000, "a number"),
        ("2026-12-24", "a date"),
        ("=", "a sign of YAML's own"),
    ],
)
def test_what_others_take_for_a_number_or_date_keeps_its_text(text: str, taken_for: str) -> None:
    read = parse(f"- {text}".encode(), "f.yaml").value[0]
    assert isinstance(read, Unquoted)
    assert (str(read), read.taken_for) == (text, taken_for)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a: 1\na: 2", "f.yaml:2: `a` stands twice, first in line 1; keep one of the two"),
        ("a: &x 1", "f.yaml:1: sets an anchor (&x); remove it"),
        ("a: *x", "f.yaml:1: uses an alias (*x); write the text out instead"),
        (
            "a: 1\nb: !!python/name:os.system x",
            "f.yaml:2: sets a tag (tag:yaml.org,2002:python/name:os.system); remove it",
        ),
        ("a: 1\n---\nb: 2", "f.yaml:2: starts a second document (---); keep one a file"),
        ("[a]: b", "f.yaml:1: uses a list or mapping as a key; a key is a plain word"),
        (
            "a: 'x",
            "f.yaml:1: is no YAML: while scanning a quoted scalar, found unexpected end of stream; "
            "check indentation and quotes",
        ),
        ("a: 1\nb: \x07", "f.yaml:2: holds the control character 0x07; remove it"),
        ("[" * 100_000, "f.yaml:1: is nested more than 10 levels deep; write it flatter"),
        (b"a: 1\nb: \xe9", "f.yaml:2: is not UTF-8: byte 8 is 0xe9; save it in the encoding UTF-8"),
        (b"#" * (LARGEST + 1), "f.yaml:1: is larger than 16 MB; split it into several files"),
    ],
)
def test_traps_are_refused_with_their_line(text: str | bytes, problem: str) -> None:
    assert problems(text) == [problem]


def test_a_duplicate_key_leaves_the_rest_usable_and_an_alias_does_not() -> None:
    assert parse(b"a: 1\na: 2", "f.yaml").usable
    assert not parse(b"a: &x 1\nb: *x", "f.yaml").usable


def test_a_byte_order_mark_is_no_part_of_the_first_key() -> None:
    assert parse("\ufeffa: 1".encode(), "f.yaml").value == {"a": 1}


def shape(value: object) -> object:
    """The same lists and mappings without their scalars."""
    match value:
        case dict():
            return {key: shape(each) for key, each in value.items()}
        case list():
            return [shape(each) for each in value]
        case _:
            return None


@given(st.text(alphabet="ab:-[]{}&*!?|>#'\" \n,0", max_size=60))
def test_any_text_has_the_shape_that_the_library_sees_or_is_refused(text: str) -> None:
    document = parse(text.encode(), "f.yaml")
    if document.usable:
        assert shape(document.value) == shape(yaml.load(text, yaml.CBaseLoader))


@given(st.binary(max_size=60))
def test_no_bytes_raise(content: bytes) -> None:
    parse(content, "f.yaml")
