"""A YAML file as plain values, with the line of every one of them.

Aliases, anchors and tags are refused: they let a small file grow without end, and nobody needs them here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from bot.strict_yaml.builder import Builder, TooMuch, Where
from bot.strict_yaml.limits import LARGEST
from bot.strict_yaml.problem import Problem


@dataclass(frozen=True, slots=True)
class Document:
    """`value` is what could be read; unless `usable`, it means nothing and `problems` say why."""

    name: str
    value: Any
    usable: bool
    lines: Mapping[Where, int]
    problems: tuple[Problem, ...]

    def line(self, where: Where) -> int:
        """The line of a value, or of what would hold it if it is missing."""
        while where not in self.lines and where:
            where = where[:-1]
        return self.lines.get(where, 1)

    def problem(self, where: Where, text: str, subject: str = "") -> Problem:
        return Problem(self.name, self.line(where), subject, text)


def parse(content: bytes, name: str, largest: int = LARGEST) -> Document:
    """Read one file of at most so many bytes; whatever is wrong with it stands in the document's problems."""
    builder = Builder(name)
    text = _decode(content, builder, largest)
    try:
        for event in yaml.parse(text, yaml.CSafeLoader) if text else ():
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        what = ", ".join(part for part in (error.context, error.problem) if part)
        builder.refuse(mark.line + 1 if mark else 1, f"is no YAML: {what}; check indentation and quotes")
    except yaml.reader.ReaderError as error:
        line = text.encode()[: error.position].count(b"\n") + 1
        builder.refuse(line, f"holds the control character {error.character:#04x}; remove it")
    except TooMuch as error:
        builder.refuse(error.line, str(error))
    return Document(name, builder.value, not builder.unusable, builder.lines, tuple(builder.problems))


def _decode(content: bytes, builder: Builder, largest: int) -> str:
    if len(content) > largest:
        builder.refuse(1, f"is larger than {largest // 1024 // 1024} MB; split it into several files")
        return ""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        byte = content[error.start]
        builder.refuse(
            line, f"is not UTF-8: byte {error.start} is 0x{byte:02x}; save it in the encoding UTF-8"
        )
        return ""
