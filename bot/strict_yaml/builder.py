"""Builds plain values from the events of a YAML parser, and keeps the line of each."""

from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml.resolver import Resolver

from bot.strict_yaml.limits import DEEPEST, MOST
from bot.strict_yaml.problem import Problem

Where = tuple[str | int, ...]
"""The keys and positions that lead to a value, from the top of its file."""

TAKEN_FOR = {"float": "a number", "int": "a number", "timestamp": "a date"}
LONGEST_NUMBER = 20  # digits; the ids of Discord have 19


class Unquoted(str):
    """A text that stands without quotes and that other readers of YAML take for something else."""

    taken_for: str


class TooMuch(Exception):
    """The file is nested deeper, or holds more, than anything we read; the text says which."""

    def __init__(self, line: int, text: str) -> None:
        super().__init__(text)
        self.line = line


@dataclass(slots=True)
class _Open:
    """A mapping or list whose end has not come yet; `key` is the one that waits for its value."""

    items: dict[str, Any] | list[Any]
    where: Where
    key: str | None = None

    @property
    def wants_key(self) -> bool:
        return isinstance(self.items, dict) and self.key is None


@dataclass(slots=True)
class Builder:
    """Takes the parser's events one by one; no recursion, so that no file can exhaust the stack.

    `unusable` is True once the file holds something after which its values mean nothing.
    """

    name: str
    value: Any = None
    lines: dict[Where, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    unusable: bool = False
    _stack: list[_Open] = field(default_factory=list)
    _documents: int = 0

    def refuse(self, line: int, text: str) -> None:
        self.problems.append(Problem(self.name, line, "", text))
        self.unusable = True

    def take(self, event: yaml.Event) -> None:
        """TooMuch: the file is nested deeper, or holds more, than anything we read."""
        line = event.start_mark.line + 1 if event.start_mark else 1
        match event:
            case yaml.ScalarEvent():
                self._refuse_extras(event, line)
                self._scalar(event, line)
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                self._refuse_extras(event, line)
                self._open({} if isinstance(event, yaml.MappingStartEvent) else [], line)
            case yaml.CollectionEndEvent():
                self._stack.pop()
            case yaml.AliasEvent():
                self.refuse(line, f"uses an alias (*{event.anchor}); write the text out instead")
                self._place(None, line)
            case yaml.DocumentStartEvent():
                self._documents += 1
                if self._documents == 2:
                    self.refuse(line, "starts a second document (---); keep one a file")
            case _:
                pass

    def _refuse_extras(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent, line: int) -> None:
        if event.anchor:
            self.refuse(line, f"sets an anchor (&{event.anchor}); remove it")
        if event.tag:
            self.refuse(line, f"sets a tag ({event.tag}); remove it")

    def _scalar(self, event: yaml.ScalarEvent, line: int) -> None:
        if self._stack and self._stack[-1].wants_key:
            self._key(self._stack[-1], event.value, line)
        else:
            self._place(_resolve(event.value) if event.implicit[0] else event.value, line)

    def _key(self, top: _Open, key: str, line: int) -> None:
        where = (*top.where, key)
        if key in top.items:
            first = self.lines[where]
            text = f"`{key}` stands twice, first in line {first}; keep one of the two"
            self.problems.append(Problem(self.name, line, "", text))
        top.key = key
        self.lines[where] = line

    def _open(self, items: dict[str, Any] | list[Any], line: int) -> None:
        if len(self._stack) == DEEPEST:
            raise TooMuch(line, f"is nested more than {DEEPEST} levels deep; write it flatter")
        if self._stack and self._stack[-1].wants_key:
            self.refuse(line, "uses a list or mapping as a key; a key is a plain word")
        self._stack.append(_Open(items, self._place(items, line)))

    def _place(self, value: Any, line: int) -> Where:
        """Put a value where the parser stands."""
        if not self._stack:
            self.value = value
            return ()
        top = self._stack[-1]
        if isinstance(top.items, list):
            where: Where = (*top.where, len(top.items))
            top.items.append(value)
        else:
            key, top.key = top.key or "", None
            where = (*top.where, key)
            top.items[key] = value
        self.lines.setdefault(where, line)
        if len(self.lines) > MOST:
            raise TooMuch(line, f"holds more than {MOST:,} values; split it into several files")
        return where


def _resolve(text: str) -> Any:
    """What an unquoted scalar is in YAML 1.1: a text, unless it looks like something else."""
    for tag, pattern in Resolver.yaml_implicit_resolvers.get(text[:1], ()):
        if pattern.match(text):
            return _value(text, tag.rpartition(":")[2])
    return text


def _value(text: str, tag: str) -> Any:
    if tag == "null":
        return None
    if tag == "bool":
        return text.lower() in ("yes", "true", "on")
    if text.isdigit() and (text == "0" or text[0] != "0") and len(text) <= LONGEST_NUMBER:
        return int(text)
    unquoted = Unquoted(text)
    unquoted.taken_for = TAKEN_FOR.get(tag, "a sign of YAML's own")
    return unquoted
