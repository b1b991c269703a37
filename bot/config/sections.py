"""Reads mappings of a file by a table of keys, and gathers every problem on the way."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.config.readers import Reader
from bot.strict_yaml.builder import Where
from bot.strict_yaml.document import Document
from bot.strict_yaml.problem import Problem, did_you_mean

Values = dict[str, Any]


@dataclass(slots=True)
class Sections:
    """`subject` names the entry being read in the problems found from then on."""

    document: Document
    problems: list[Problem] = field(default_factory=list)
    subject: str = ""

    def read(
        self, where: Where, value: Any, readers: Mapping[str, Reader], required: Iterable[str] = ()
    ) -> Values:
        """The keys of a mapping that could be read; every other one becomes a problem."""
        entries = self.mapping(where, value)
        for key in required:
            if entries and key not in entries:
                self.blame(where, f"`{key}` is missing; add it")
        values: Values = {}
        for key, entry in entries.items():
            if key not in readers:
                self.blame((*where, key), f"`{key}` is no key; {did_you_mean(key, readers)}")
                continue
            try:
                values[key] = readers[key](entry)
            except ValueError as error:
                self.blame((*where, key), f"`{key}`: {str(error).removesuffix('.')}")
        return values

    def mapping(self, where: Where, value: Any) -> Mapping[str, Any]:
        if isinstance(value, dict):
            return value
        # a section whose keys are all commented out is an empty one
        if value is not None:
            self.blame(where, f"{self._name(where)} has no keys; write `key: value` below it")
        return {}

    def entries(self, where: Where, value: Any) -> list[Any]:
        if isinstance(value, list):
            return value
        if value is not None:
            self.blame(where, f"{self._name(where)} needs a list; begin each entry with `- `")
        return []

    def blame(self, where: Where, text: str) -> None:
        self.problems.append(self.document.problem(where, text, self.subject))

    def _name(self, where: Where) -> str:
        return f"`{where[-1]}`" if where and isinstance(where[-1], str) else "this"
