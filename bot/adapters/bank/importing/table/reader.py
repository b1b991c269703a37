"""Rows of a table as questions."""

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice

from bot.adapters.bank.importing.bounds import head_of, text_of
from bot.adapters.bank.importing.found import CannotImport, Found, FoundOption, FoundQuestion
from bot.adapters.bank.importing.gathering import Gathering, choose, joined
from bot.adapters.bank.importing.hypertext import looks_like_html, markdown_of
from bot.adapters.bank.importing.table.columns import KEY, Columns, guessed, named
from bot.adapters.bank.importing.table.rows import LOOKED_AT, Row, delimiter_of, rows
from bot.domain.question import Kind, Level

FORMAT = "csv"
OURS = ("id", "topic", "level", "kind", "prompt")
"""The first columns of our own export, whose cells that begin like a formula have an apostrophe in front."""
ARMED = re.compile(r"^'(?='*[=+\-@\t])")
LEVELS = {"easy": Level.BEGINNER, "medium": Level.INTERMEDIATE, "hard": Level.ADVANCED}
BELOW_HEADER = re.compile(r"^\|?[ :]*+-[ :-]*+\|[ :|-]*+$", re.MULTILINE)
"""The line of bars and dashes below the header of a Markdown table."""
PROSE = re.compile(r"^(?:#{1,6} |[-*+>] |```|---|\d+[.)] |<|[{\[])", re.MULTILINE)


def looks_like(data: bytes) -> bool:
    """Whether the first lines split evenly, under a header that we know or in a way that prose never does."""
    head = head_of(data)
    if b"\0" in data[:1000] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    whole = head if len(data) < len(head) else head.rpartition("\n")[0]
    if BELOW_HEADER.search(whole):
        return False
    delimiter = delimiter_of(whole)
    if delimiter is None or PROSE.search(whole):
        return delimiter is not None and _first(whole, delimiter).usable
    seen = len(list(islice(rows(whole, delimiter), 3)))
    return _first(whole, delimiter).usable or (delimiter == "\t") or seen >= 3


def _first(text: str, delimiter: str) -> Columns:
    with suppress(CannotImport, StopIteration):
        return named(next(rows(text, delimiter))[1])
    return Columns()


def read(data: bytes) -> Found:
    """CannotImport: it is no text, no table of two columns or more, or a quote never ends."""
    text = text_of(data)
    delimiter = delimiter_of(text)
    if delimiter is None:
        raise CannotImport("is no table: no sign splits its lines into the same number of columns")
    gathering = Gathering(FORMAT)
    table = rows(text, delimiter)
    first = list(islice(table, LOOKED_AT))
    columns = named(first[0][1])
    has_header = columns.usable
    if not has_header:
        width = max(len(cells) for _, cells in first)
        columns = guessed(width, [cells[-1] for _, cells in first])
        what = "options" if columns.options else "an answer"
        gathering.note(0, "no-header", f"has no header; columns are taken as a question and {what}")
    if columns.unknown:
        gathering.note(first[0][0], "unknown-column", f"columns left out: {', '.join(columns.unknown[:10])}")
    reading = _Reading(gathering, columns, tuple(first[0][1][: len(OURS)]) == OURS, not has_header)
    for row in first[1:] if has_header else first:
        reading.take(row)
    for row in table:
        reading.take(row)
    return gathering.found()


@dataclass(slots=True)
class _Reading:
    gathering: Gathering
    columns: Columns
    ours: bool
    may_be_html: bool
    told_html: bool = False

    def take(self, row: Row) -> None:
        line, cells = row
        options, answer = self._options_and_answer(cells)
        kept, answer, listed = choose(self.gathering, line, options, answer) if options else ((), answer, "")
        prompt = self._cell(cells, "prompt")
        self.gathering.take(
            FoundQuestion(
                line=line,
                prompt=joined(prompt, listed) if listed else prompt,
                answer=answer,
                options=kept,
                key_points=self._several(cells, "key_points"),
                follow_ups=self._several(cells, "follow_ups"),
                red_flags=self._several(cells, "red_flags"),
                level=self._level(line, cells),
                topic=self._cell(cells, "topic").strip(),
                tags=tuple(filter(None, re.split(r"[\s,;]+", self._cell(cells, "tags")))),
                id=self._cell(cells, "id").strip() if self.ours else "",
                kind=_kind(self._cell(cells, "kind")),
                formula=self._cell(cells, "formula"),
                code=self._cell(cells, "code"),
                output=self._cell(cells, "output"),
            )
        )

    def _options_and_answer(self, cells: Sequence[str]) -> tuple[list[FoundOption], str]:
        """Where no column is called the right one, that of the answer says which option is."""
        answer, right = self._cell(cells, "answer"), self._cell(cells, "right").strip()
        texts = {at: self._at(cells, at) for _, at in sorted(self.columns.options.items())}
        filled = {at: text for at, text in texts.items() if text.strip()}
        wrong = [text for at in self.columns.wrong if (text := self._at(cells, at)).strip()]
        if not filled and not wrong:
            return [], joined(right, answer) if right else answer
        if not right and "right" not in self.columns.single:
            right, answer = answer.strip(), ""
        if wrong:
            every = [FoundOption(text=text) for text in [*filled.values(), *wrong]]
            key = [FoundOption(text=right, right=True)] if right else []
            return sorted([*every, *key], key=lambda option: option.text), answer
        key_at = self._key(right, filled)
        whys = {at: self._at(cells, self.columns.whys.get(n, -1)) for n, at in self.columns.options.items()}
        options = [FoundOption(text=text, why=whys[at], right=at == key_at) for at, text in filled.items()]
        return options, answer if key_at is not None or "right" in self.columns.single else right

    def _key(self, right: str, filled: Mapping[int, str]) -> int | None:
        """The column of the right option, named by its whole text, its letter or its number."""
        named = [at for at, text in filled.items() if text.strip() == right]
        if named and not self.ours:
            return named[0]
        if not KEY.match(right):
            return None
        position = int(right) - 1 if right.isdigit() else ord(right.upper()) - ord("A")
        at = self.columns.options.get(position)
        return at if at in filled else None

    def _level(self, line: int, cells: Sequence[str]) -> Level | None:
        word = self._cell(cells, "level").strip().lower()
        if word in set(Level):
            return Level(word)
        if word and word not in LEVELS:
            self.gathering.note(line, "level", f"the level `{word[:30]}` is none of ours; left out")
        return LEVELS.get(word)

    def _several(self, cells: Sequence[str], name: str) -> tuple[str, ...]:
        return tuple(filter(None, self._cell(cells, name).split("\n")))

    def _cell(self, cells: Sequence[str], name: str) -> str:
        return self._at(cells, self.columns.single.get(name, -1))

    def _at(self, cells: Sequence[str], at: int) -> str:
        if not 0 <= at < len(cells):
            return ""
        text = cells[at]
        if self.ours:
            return ARMED.sub("", text)
        text = text.strip()
        if self.may_be_html and looks_like_html(text):
            if not self.told_html:
                self.told_html = True
                self.gathering.note(0, "html", "some cells look like HTML and are read as such")
            return markdown_of(text)
        return text


def _kind(word: str) -> Kind | None:
    plain = word.strip().lower()
    return Kind(plain) if plain in set(Kind) else None
