"""An item taken apart by its labels: what stands before the first, and what each of them begins."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.adapters.bank.importing.markdown.body import body_of
from bot.adapters.bank.importing.markdown.candidates import labelled
from bot.adapters.bank.importing.markdown.items import Item
from bot.adapters.bank.importing.markdown.labels import Field, title_field
from bot.adapters.bank.importing.markdown.units import Form, Sheet, Unit


@dataclass(frozen=True, slots=True)
class Part:
    """The lines of one field, from its label on; `first` is what stands behind the label."""

    field: Field | None
    first: str | None
    line: int
    end: int
    units: Sequence[Unit]


class Parts:
    """An item's fields, as texts."""

    def __init__(self, sheet: Sheet, item: Item) -> None:
        self._sheet = sheet
        self._item = item
        self._parts = tuple(_parts(item))

    @property
    def head(self) -> Part:
        """What stands before the first label."""
        return self._parts[0]

    def all(self, field: Field) -> Iterator[str]:
        for part in self._parts[1:]:
            if part.field is field and (text := self.text(part)):
                yield text

    def one(self, field: Field) -> str:
        return "\n\n".join(self.all(field))

    def text(self, part: Part, begin: int = 0) -> str:
        if begin:
            return body_of(self._sheet, part.units, begin, part.end)
        return body_of(self._sheet, part.units, part.line, part.end, part.first)

    def before(self, part: Part, units: Sequence[Unit]) -> str:
        """What stands in a part before the first of these units."""
        end = units[0].line if units else part.end
        return body_of(self._sheet, part.units, part.line, end, part.first)


def _parts(item: Item) -> Iterator[Part]:
    own, after = item.units[0], item.start.taken
    field: Field | None = None
    first: str | None = item.start.rest or None
    line = _behind(item, after)
    begin = after
    answered = False
    for at in range(after, len(item.units)):
        unit = item.units[at]
        found = None if unit.depth > own.depth + 1 else _label(item.units, at, answered)
        if found is None:
            continue
        yield Part(field, first, line, max(unit.line, line), item.units[begin:at])
        field, rest = found
        answered = answered or field is Field.ANSWER
        # a title has no text of its own behind it, and what follows begins on the next line
        first, line, begin = (rest, unit.line, at) if rest is not None else (None, _below(unit), at + 1)
    yield Part(field, first, line, item.end, item.units[begin:])


def _behind(item: Item, after: int) -> int:
    """The line behind the title, or the title's last where the answer begins in it."""
    last = item.units[after - 1]
    line = last.level if last.form is Form.FOLD and last.level else last.line + 1
    if last.form is Form.HEADING:
        line = last.end
    return line - 1 if item.start.rest else line


def _below(unit: Unit) -> int:
    if unit.form is Form.FOLD:
        return unit.level or unit.line + 1
    return unit.end


def _label(units: Sequence[Unit], at: int, answered: bool) -> tuple[Field, str | None] | None:
    """The field that a unit begins, and the text behind the label in its line; None for a title."""
    unit, own = units[at], units[0]
    if unit.form in (Form.HEADING, Form.FOLD):
        return _titled(units, at)
    found = labelled(units, at)
    if found is None or found[0] is Field.QUESTION or (found[0] is Field.ANSWER and answered):
        return None
    if unit.marker and unit.depth > own.depth and found[0] in (Field.TOPIC, Field.TAGS, Field.LEVEL):
        return None
    return found


def _titled(units: Sequence[Unit], at: int) -> tuple[Field, str | None] | None:
    unit = units[at]
    field = title_field(unit.text)
    if field is None and unit.form is Form.FOLD and unit.word in ("answer", "solution"):
        field = Field.ANSWER
    if field is None:
        # a heading may say it all, such as `#### Answer: C`
        found = labelled(units, at)
        return found if found and found[0] is Field.ANSWER else None
    return None if field is Field.QUESTION else (field, None)
