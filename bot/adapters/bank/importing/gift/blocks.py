"""Takes a GIFT file apart into its questions."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.adapters.bank.importing.gift.signs import hidden, shown

TAG = re.compile(r"\[tag:((?:[^\]\\]|\\.)*+)\]")
CONTINUES = ("=", "~", "}", "#")


@dataclass(frozen=True, slots=True)
class Block:
    """One question: its text with stand-ins for escaped signs, and what stands around it."""

    line: int
    text: str
    topic: str
    tags: tuple[str, ...]


class Blocks:
    """Splits at blank lines; one inside braces does not count, where what follows is clearly an answer."""

    def __init__(self, text: str) -> None:
        self._lines = hidden(text).split("\n")
        self._topic = ""
        self._start_anew()

    def __iter__(self) -> Iterator[Block]:
        for number, line in enumerate(self._lines, 1):
            bare = line.strip()
            if bare.startswith("//"):
                self._tags += [_unescaped(tag).strip() for tag in TAG.findall(bare)]
            elif bare.startswith("$CATEGORY:") and not self._held:
                self._topic = _last_part(bare.removeprefix("$CATEGORY:"))
            elif bare:
                self._hold(line, number)
            elif self._held and not self._goes_on(number):
                yield self._block()
                self._start_anew()
        if self._held:
            yield self._block()

    def _start_anew(self) -> None:
        self._begins = 0
        self._open = 0  # braces
        self._held: list[str] = []
        self._tags: list[str] = []

    def _hold(self, line: str, number: int) -> None:
        self._begins = self._begins or number
        self._open += line.count("{") - line.count("}")
        self._held.append(line)

    def _block(self) -> Block:
        return Block(self._begins, "\n".join(self._held), self._topic, tuple(filter(None, self._tags)))

    def _goes_on(self, blank: int) -> bool:
        """Whether braces are open at a blank line, and the next line begins as an answer does."""
        following = self._lines[blank].lstrip() if blank < len(self._lines) else ""
        return self._open > 0 and following.startswith(CONTINUES)


def _unescaped(tag: str) -> str:
    return shown(re.sub(r"\\(.)", r"\1", tag))


def _last_part(path: str) -> str:
    """`$course$/top/Physics/Waves` is about waves; a doubled slash stands for one."""
    parts = [part.replace("\0", "/").strip() for part in path.replace("//", "\0").split("/")]
    named = [part for part in parts if part and part != "top" and not part.startswith("$")]
    return shown(named[-1]) if named else ""
