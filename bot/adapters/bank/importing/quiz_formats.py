"""The formats that we read, each in a module of its own that is loaded when it is needed."""

from collections.abc import Mapping
from importlib import import_module
from typing import Protocol, cast

from bot.adapters.bank.importing.found import Found

READERS: Mapping[str, str] = {
    "apkg": "anki.package",
    "qti": "qti",
    "json": "own_json",
    "opentdb": "opentdb",
    "anki": "anki.text",
    "yaml": "own_yaml",
    "aiken": "aiken",
    "gift": "gift",
    "red-trivia": "red_trivia",
    "csv": "table",
    "markdown": "markdown.reader",
}
"""Names of formats and their modules, the ones whose content leaves the least doubt first."""


class Reader(Protocol):
    FORMAT: str

    def looks_like(self, data: bytes) -> bool:
        """Whether a file seems to be of this format; quick, and never raises."""

    def read(self, data: bytes) -> Found:
        """What a file holds. CannotImport: nothing that can be taken; no other exception is ever raised."""


def reader(format_: str) -> Reader:
    """KeyError: there is no such format."""
    return cast(Reader, import_module(f"{__package__}.{READERS[format_]}"))
