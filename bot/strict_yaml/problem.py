"""What is wrong in a file, where, and what to do."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """`line` counts from 1; `subject` names the entry at fault (a question's id), if there is one."""

    file: str
    line: int
    subject: str
    text: str

    def __str__(self) -> str:
        return ": ".join(part for part in (f"{self.file}:{self.line}", self.subject, self.text) if part)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`did you mean x?` if a known word is near, else what is known."""
    names = {name.lower(): name for name in sorted(known)}
    near = get_close_matches(word.lower(), names, n=1)
    return f"did you mean {names[near[0]]}?" if near else f"use one of {', '.join(names.values())}"
