"""The formats that a bank can be exported to, each in a module of its own, loaded when it is needed."""

from collections.abc import Mapping
from importlib import import_module
from typing import Protocol, cast

from bot.adapters.bank.exporting.exported import Exported, Selection

EXPORTERS: Mapping[str, str] = {
    "anki": "anki",
    "apkg": "apkg",
    "csv": "table",
    "gift": "gift",
    "aiken": "aiken",
    "opentdb": "opentdb",
    "json": "json",
    "yaml": "yaml",
    "markdown": "markdown",
}
"""Names of formats and their modules."""


class Exporter(Protocol):
    FORMAT: str

    def export(self, selection: Selection) -> Exported: ...


def exporter(format_: str) -> Exporter:
    """KeyError: there is no such format."""
    return cast(Exporter, import_module(f"{__package__}.{EXPORTERS[format_]}"))
