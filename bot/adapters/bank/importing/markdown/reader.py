"""Markdown files, whatever shape their questions have."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from bot.adapters.bank.importing.bounds import text_of
from bot.adapters.bank.importing.found import CannotImport, Found, FoundQuestion, Notice, Stretch
from bot.adapters.bank.importing.gathering import Gathering
from bot.adapters.bank.importing.markdown.body import title_of
from bot.adapters.bank.importing.markdown.fields import question_of
from bot.adapters.bank.importing.markdown.index import indexed, listed_numbers
from bot.adapters.bank.importing.markdown.items import Cut, cut
from bot.adapters.bank.importing.markdown.outline import outlined
from bot.adapters.bank.importing.markdown.pattern import Choice, choose
from bot.adapters.bank.importing.markdown.sheet import FRONT_MATTER, sheet_of
from bot.adapters.bank.importing.markdown.tables import tabled
from bot.adapters.bank.importing.markdown.units import Form, Sheet, Unit

FORMAT = "markdown"
NO_QUESTION = "no-question"
MOST_QUESTIONS = 20_000
COUNT = re.compile(r"\((\d{1,5})\+? questions?\)", re.IGNORECASE)
CLOSING = re.compile(
    r"(?:table of )?contents?|index|introduction|overview|about|preface|summary|conclusions?|"
    r"references?|resources|further reading|sources|credits?|licen[cs]e|contribut|acknowledg|links|"
    r"see also|tips\b",
    re.IGNORECASE,
)
NO_PROSE = re.compile(r"```.*?(?:```|$)|`[^`]*`|\$[^$]*\$", re.DOTALL)
CLAIM = re.compile(r"(?<![\d.,:])(\d{1,5})\+?\s+(?:[\w&/-]+\s+){0,5}?(?:questions?|q&as?)\b", re.IGNORECASE)


def looks_like(data: bytes) -> bool:
    """Any text may be Markdown, so that this reader is asked last."""
    return b"\0" not in data[:8192]


def read(data: bytes) -> Found:
    """CannotImport: the file is no text, too large, or holds nothing that reads as a question."""
    sheet = sheet_of(text_of(data))
    choice = choose(sheet.units)
    if len(choice.starts) > MOST_QUESTIONS:
        raise CannotImport(f"has more than {MOST_QUESTIONS:,} questions; split it into several files")
    gathering = Gathering(FORMAT)
    parts = cut(sheet, choice.starts)
    numbered = [(item.start.number, question_of(sheet, item, gathering)) for item in parts.items]
    questions, missing = indexed(numbered, listed_numbers(sheet.units))
    rows, loose = tabled(parts.loose)
    bullets, loose = outlined(loose)
    more = [*rows, *bullets]
    for question in sorted([*questions, *more], key=lambda question: question.line):
        gathering.take(question)
    if not questions and not more:
        raise CannotImport("holds nothing that reads as a question; docs/importing.md shows what does")
    claimed = _claimed(sheet, parts)
    warnings = (
        *missing,
        *_refused(sheet, choice),
        *_cut_off(questions),
        *_miscounted(parts),
        *_false_claim(claimed, len(questions) + len(more), len(missing)),
        *_too_deep(sheet),
    )
    for notice in warnings:
        gathering.note(notice.line, notice.code, notice.text)
    patterns = (choice.name, "rows of a table" if rows else "", "outline “•”" if bullets else "")
    return _in_order(gathering.found(claimed), " and ".join(filter(None, patterns)), _skipped(loose, sheet))


def _in_order(found: Found, pattern: str, skipped: tuple[Stretch, ...]) -> Found:
    warnings = tuple(sorted(found.warnings, key=lambda notice: notice.line))
    return replace(found, warnings=warnings, pattern=pattern, skipped=skipped)


def _false_claim(claimed: int | None, count: int, missing: int) -> Iterator[Notice]:
    if claimed is not None and claimed != count + missing:
        yield Notice(1, "count", f"says that it has {claimed} questions; {count} were found")


def _too_deep(sheet: Sheet) -> Iterator[Notice]:
    if sheet.too_deep:
        yield Notice(1, "too-deep", "nests blocks so deep that the innermost were read as text")


def _refused(sheet: Sheet, choice: Choice) -> Iterator[Notice]:
    """Headings and folds where questions stand that ask nothing; numbered lines are just lists."""
    for each in choice.refused:
        unit = sheet.units[each.at]
        if unit.form in (Form.HEADING, Form.FOLD) and not CLOSING.match(each.title):
            text = f"“{title_of(each.title)}” asks nothing and was left out"
            yield Notice(unit.line + 1, "not-asked", text)
    for each in choice.alike:
        text = f"“{title_of(each.title)}” does not read as a question; taken, as those around it are"
        yield Notice(sheet.units[each.at].line + 1, "like-others", text)


def _cut_off(questions: Sequence[FoundQuestion]) -> Iterator[Notice]:
    """A quotation that never ends is where text in angle brackets was lost on a web page."""
    for question in questions:
        prose = NO_PROSE.sub("", question.answer)
        if prose.count('"') % 2 or prose.count("“") != prose.count("”"):
            text = "the answer opens a quotation and never closes it; it may be cut off"
            yield Notice(question.line, "cut-off", text)


def _miscounted(parts: Cut) -> Iterator[Notice]:
    """Headings such as `Foundations (30 Questions)` that have another number of questions below them."""
    for line, heading in parts.headings:
        match = COUNT.search(heading)
        below = sum(heading in item.headings for item in parts.items)
        if match and int(match[1]) != below:
            yield Notice(line + 1, "count", f"“{heading}” has {below} questions")


def _claimed(sheet: Sheet, parts: Cut) -> int | None:
    """How many questions the title, or what stands before the first question, says there are."""
    first = parts.items[0].line if parts.items else len(sheet.lines)
    before = (
        unit.text for unit in sheet.units if unit.line < first and unit.form in (Form.HEADING, Form.TEXT)
    )
    for text in (sheet.title, *list(before)[:30]):
        if match := CLAIM.search(text[:500]):
            return int(match[1])
    return None


def _skipped(loose: Sequence[tuple[str, Unit]], sheet: Sheet) -> tuple[Stretch, ...]:
    """What became part of no question, in the order of the file."""
    return tuple(sorted((*_hidden(sheet), *_outside(loose, sheet)), key=lambda stretch: stretch.line))


def _hidden(sheet: Sheet) -> Iterator[Stretch]:
    for code, line, count in sheet.hidden:
        what = "settings at the top of the file" if code == FRONT_MATTER else "a comment that the page hides"
        yield Stretch(line + 1, line + count, code, what)


def _outside(loose: Sequence[tuple[str, Unit]], sheet: Sheet) -> Iterator[Stretch]:
    """Text outside all questions, a stretch for each heading; one ends where a question begins."""
    headings = {id(unit): heading for heading, unit in loose}
    asked, told = 0, []
    for unit in sheet.units:
        heading = headings.get(id(unit))
        if heading is None:
            asked += 1
        elif unit.form not in (Form.HEADING, Form.RULE) and _says(unit):
            told.append((asked, heading, unit))
    for (_, heading), group in groupby(told, key=lambda each: each[:2]):
        units = [unit for _, _, unit in group]
        last = max(unit.line + 1 if unit.form is Form.FOLD else unit.end for unit in units)
        where = f", under “{title_of(heading)}”" if heading else ""
        yield Stretch(units[0].line + 1, last, NO_QUESTION, f"text outside all questions{where}")


def _says(unit: Unit) -> bool:
    """False for a line of nothing but signs."""
    return unit.form is not Form.TEXT or any(map(str.isalnum, unit.text))
