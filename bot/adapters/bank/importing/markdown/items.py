"""Cuts a file into its questions, each with the headings above it, and into what belongs to none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.adapters.bank.importing.markdown.candidates import Candidate, labelled
from bot.adapters.bank.importing.markdown.labels import tidy, title_field
from bot.adapters.bank.importing.markdown.units import Form, Sheet, Unit


@dataclass(slots=True)
class Item:
    """A question with the units from its title to its end; `end` is the line behind its last."""

    start: Candidate
    units: Sequence[Unit]
    line: int
    end: int
    headings: tuple[str, ...]


@dataclass(slots=True)
class Cut:
    """`loose` are the units that belong to no question, with the heading they stand under."""

    items: list[Item] = field(default_factory=list)
    loose: list[tuple[str, Unit]] = field(default_factory=list)
    headings: list[tuple[int, str]] = field(default_factory=list)


def cut(sheet: Sheet, starts: Sequence[Candidate]) -> Cut:
    return _Cutter(sheet, starts).cut()


class _Cutter:
    def __init__(self, sheet: Sheet, starts: Sequence[Candidate]) -> None:
        self._units = sheet.units
        self._lines = len(sheet.lines)
        self._starts: Mapping[int, Candidate] = {start.at: start for start in starts}
        self._last = max(self._starts, default=-1)
        self._title = self._own_title()
        self._ruled = self._rules_separate()
        self._leads = self._leading()
        self._levels = frozenset(self._units[at].level for at in self._leads)
        self._above: list[tuple[int, str]] = []
        self._open: Candidate | None = None
        self._cut = Cut()

    def cut(self) -> Cut:
        for at, unit in enumerate(self._units):
            if self._open is not None and at < self._open.at + self._open.taken:
                continue  # still its title
            if at in self._starts:
                self._close(at, unit.line)
                self._open = self._starts[at]
            elif self._open is not None and self._ends(self._open, at, unit):
                self._close(at, unit.line)
            if self._open is None:
                self._pass(unit)
        self._close(len(self._units), self._lines)
        return self._cut

    def _close(self, at: int, line: int) -> None:
        start, self._open = self._open, None
        if start is None:
            return
        own = self._units[start.at]
        end = min(line, own.end) if own.form is Form.FOLD else line
        above = own.level if own.form is Form.HEADING else 7
        headings = tuple(text for level, text in self._above if level < above)
        self._cut.items.append(Item(start, self._units[start.at : at], own.line, end, headings))

    def _pass(self, unit: Unit) -> None:
        if unit.form is Form.HEADING:
            self._above = [each for each in self._above if each[0] < unit.level]
            self._above.append((unit.level, tidy(unit.text)))
            self._cut.headings.append((unit.line, tidy(unit.text)))
            if unit is self._title:
                self._above = []
        self._cut.loose.append((self._above[-1][1] if self._above else "", unit))

    def _ends(self, start: Candidate, at: int, unit: Unit) -> bool:
        """Whether the question that is open ends before a unit."""
        own = self._units[start.at]
        if own.form is Form.FOLD:
            return unit.line >= own.end
        if unit.depth < own.depth:
            return True
        match unit.form:
            case Form.HEADING:
                return self._heading_ends(own, at, unit)
            case Form.RULE:
                return unit.depth <= own.depth and self._rule_ends(start, at)
            case _:
                return False

    def _heading_ends(self, own: Unit, at: int, unit: Unit) -> bool:
        if own.form is Form.HEADING and unit.level > own.level:
            return False
        if title_field(unit.text) is not None or labelled(self._units, at) is not None:
            return at in self._leads
        if own.form is Form.HEADING:
            return True
        return unit.level <= (self._above[-1][0] if self._above else 6) or unit.level in self._levels

    def _leading(self) -> frozenset[int]:
        """Headings right above a question, however deep: they are its section's."""
        leading: set[int] = set()
        for at in range(len(self._units) - 2, -1, -1):
            follows = at + 1 in self._starts or at + 1 in leading
            if follows and at not in self._starts and self._units[at].form is Form.HEADING:
                leading.add(at)
        return frozenset(leading)

    def _rule_ends(self, start: Candidate, at: int) -> bool:
        after = at + 1
        if after >= len(self._units) or after in self._starts:
            return True
        is_heading = self._units[after].form is Form.HEADING
        return is_heading or self._ruled or start.at == self._last

    def _own_title(self) -> Unit | None:
        """The one heading that stands above all others names the file, no topic."""
        headings = [unit for unit in self._units if unit.form is Form.HEADING]
        first = headings[0] if headings else None
        is_alone = first is not None and all(unit.level > first.level for unit in headings[1:])
        return first if first is not None and is_alone and first.level == 1 else None

    def _rules_separate(self) -> bool:
        """True in a file that draws a line between questions."""
        ruled = sum(at > 0 and self._units[at - 1].form is Form.RULE for at in self._starts)
        return 2 * ruled > len(self._starts)
