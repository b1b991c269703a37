"""Says what each column of a table holds, by its name in the header or by what stands in it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

NAMES: Mapping[str, tuple[str, ...]] = {
    "prompt": ("prompt", "question", "question text", "questions", "front", "q", "term", "frage"),
    "answer": (
        "answer",
        "answers",
        "model answer",
        "back",
        "solution",
        "a",
        "definition",
        "antwort",
        "explanation",
    ),
    "right": ("right", "correct", "correct answer", "correct option", "right answer", "right option", "key"),
    "level": ("level", "difficulty"),
    "topic": ("topic", "category", "subject", "deck", "section"),
    "tags": ("tags", "tag", "keywords", "labels"),
    "key_points": ("key points",),
    "follow_ups": ("follow ups", "follow up", "followups"),
    "red_flags": ("red flags", "red flag"),
    "id": ("id",),
    "kind": ("kind",),
    "formula": ("formula",),
    "code": ("code",),
    "output": ("output",),
}
_MEANING = {name: meaning for meaning, names in NAMES.items() for name in names}
OPTION = re.compile(r"^(?:option|choice|answer)? ?(?:([a-h])|([1-8]))$")
WHY = re.compile(r"^(?:why|feedback|rationale|explanation) ?(?:([a-h])|([1-8]))$")
WRONG = re.compile(r"^(?:wrong|incorrect|distractor)(?: answers?| options?)? ?[1-8]?$")

KEY = re.compile(r"^(?:[A-Ha-h]|[1-8])$")
LEAST_WITH_OPTIONS = 4  # a question, two options and the key


@dataclass(slots=True)
class Columns:
    """The positions of what we know; `wrong` are options that are all wrong beside the one in `right`."""

    single: dict[str, int] = field(default_factory=dict)
    options: dict[int, int] = field(default_factory=dict)
    whys: dict[int, int] = field(default_factory=dict)
    wrong: list[int] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)

    @property
    def usable(self) -> bool:
        return "prompt" in self.single and bool(
            self.options or self.wrong or self.single.keys() & {"answer", "right"} or len(self.single) > 1
        )


def named(header: Sequence[str]) -> Columns:
    """The columns of a table whose first row says what they hold."""
    columns = Columns()
    letters = sum(bool(OPTION.match(_plain(name))) for name in header)
    for at, name in enumerate(header):
        plain = _plain(name)
        option, why = OPTION.match(plain), WHY.match(plain)
        # a lone column `A` is the answer to `Q`; beside B it is an option
        if option and (letters > 1 or plain not in _MEANING):
            columns.options.setdefault(_position(option), at)
        elif why:
            columns.whys.setdefault(_position(why), at)
        elif WRONG.match(plain):
            columns.wrong.append(at)
        elif plain in _MEANING and _MEANING[plain] not in columns.single:
            columns.single[_MEANING[plain]] = at
        elif plain:
            columns.unknown.append(name.strip()[:40])
    return columns


def guessed(width: int, last_cells: Sequence[str]) -> Columns:
    """The columns of a table without a header: question and answer, or question, options and their key."""
    keyed = width >= LEAST_WITH_OPTIONS and all(KEY.match(cell.strip()) for cell in last_cells)
    if keyed:
        return Columns({"prompt": 0, "right": width - 1}, {at: at + 1 for at in range(width - 2)})
    columns = Columns({"prompt": 0, "answer": 1})
    columns.unknown = [str(at + 1) for at in range(2, width)]
    return columns


def _plain(name: str) -> str:
    return " ".join(re.sub(r"[\s_\-:?()#*]+", " ", name.casefold()).split())


def _position(found: re.Match[str]) -> int:
    return ord(found[1]) - ord("a") if found[1] else int(found[2]) - 1
