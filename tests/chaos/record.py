"""What people did and what they were told: the walk's own memory, which asks no database."""

import asyncio
import re
from collections import Counter, deque
from dataclasses import dataclass, field

EVENTS_KEPT = 80
LETTERS = "ABCDEF"
_POINTS = re.compile(r"\+(\d+) points?")
_CHOICE = re.compile(r"Your choice, ([A-F]):")
_LOCKED = re.compile(r"\b([A-F])(?:, locked| it is| counts\.)")


@dataclass(frozen=True, slots=True)
class Told:
    """A person has read that this choice is kept; `choice` None says that looking came first.

    `points` is None where the words name none. `live` choices count when their question is over.
    """

    account: str
    round: str
    choice: int | None
    points: int | None = None
    live: bool = False


@dataclass
class Record:
    """`pressed` and `looked` are the choices and looks that anybody may be on record with."""

    told: list[Told] = field(default_factory=list)
    pressed: set[tuple[str, str, int]] = field(default_factory=set)
    looked: set[tuple[str, str]] = field(default_factory=set)
    counts: Counter[str] = field(default_factory=Counter)
    events: deque[str] = field(default_factory=lambda: deque(maxlen=EVENTS_KEPT))

    def note(self, kind: str, words: str = "") -> None:
        """Something happened."""
        self.counts[kind] += 1
        self.events.append(f"{asyncio.get_running_loop().time():10.3f} {kind} {words}")

    def presses(self, account: str, token: str) -> None:
        """Somebody is about to press the button with this token."""
        self.note("press", f"{account} {token}")
        match token.split("|"):
            case [_, "choose", round_, choice]:
                self.pressed.add((account, round_, int(choice)))
            case [_, "show", round_, "sure"]:
                self.looked.add((account, round_))
            case _:
                pass

    def hears(self, account: str, token: str, words: str) -> None:
        """What they read then."""
        self.note("answer", f"{account} {words[:60]!r}")
        match token.split("|"):
            case [_, "choose", round_, choice]:
                told = read(account, round_, int(choice), words)
                if told is not None:
                    self.note("live choice kept" if told.live else "choice kept", f"{told}")
                    self.told.append(told)
            case _:
                pass


def read(account: str, round_: str, pressed: int, words: str) -> Told | None:
    """What the words say about a choice; None if they say nothing about one that is kept."""
    if "✓ Right" in words:
        gained = _POINTS.search(words)
        return Told(account, round_, pressed, int(gained[1]) if gained else 0)
    if "✗ Not this time" in words:
        return Told(account, round_, pressed, 0)
    if "You have already answered" in words:
        kept = _CHOICE.search(words.replace("*", ""))
        return Told(account, round_, LETTERS.index(kept[1])) if kept else None
    if "You looked at the answer first" in words:
        return Told(account, round_, None)
    if locked := _LOCKED.search(words):
        return Told(account, round_, LETTERS.index(locked[1]), live=True)
    return None
