"""JSON that others wrote, as plain values."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from bot.adapters.bank.importing.bounds import LARGEST, printable, text_of
from bot.adapters.bank.importing.found import CannotImport

LONGEST_NUMBER = 1e15


def parsed(data: bytes, largest: int = LARGEST) -> tuple[str, Any]:
    """The text of a file and its value. CannotImport: it is no JSON, or too large or too deep."""
    text = text_of(data, largest)
    try:
        return text, json.loads(text)
    except json.JSONDecodeError as error:
        raise CannotImport(f"line {error.lineno}: is no JSON: {error.msg}") from None
    except (ValueError, RecursionError):
        raise CannotImport("is nested too deep, or holds a number that is too long") from None


def lines_of(text: str, key: str, count: int) -> Iterator[int]:
    """The lines where a key stands, if it stands there `count` times; else 0 for each, and ever after."""
    line, at = 1, 0
    places = [found.start() for found in re.finditer(rf'"{key}"\s{{0,9}}:', text)]
    for place in places if len(places) == count else ():
        line += text.count("\n", at, place)
        at = place
        yield line
    while True:
        yield 0


def texts_of(value: Any) -> list[str]:
    """The texts of a list, numbers among them as they are written; empty for what is no list."""
    return [text for each in value if (text := text_in(each))] if isinstance(value, list) else []


def text_in(value: Any) -> str:
    """A text or a number as text; empty for anything else."""
    match value:
        case str():
            return printable(value)
        case bool():
            return str(value)
        case int() | float():
            return str(value) if abs(value) < LONGEST_NUMBER else ""
        case _:
            return ""


def has(value: Any, *keys: str) -> bool:
    return isinstance(value, Mapping) and all(key in value for key in keys)
