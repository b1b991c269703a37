"""The parts of one question: its prompt, options, answer, and what other labels it has."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.adapters.bank.importing.found import FoundOption, FoundQuestion
from bot.adapters.bank.importing.gathering import Gathering, choose, joined
from bot.adapters.bank.importing.markdown.asking import asks_plainly
from bot.adapters.bank.importing.markdown.body import body_of, title_of
from bot.adapters.bank.importing.markdown.candidates import labelled
from bot.adapters.bank.importing.markdown.items import Item
from bot.adapters.bank.importing.markdown.labels import (
    KINDS,
    LEVEL_TAG,
    Field,
    level_in_heading,
    level_of,
    title_field,
)
from bot.adapters.bank.importing.markdown.options import keyed, listed, option_run
from bot.adapters.bank.importing.markdown.units import Form, Sheet, Unit
from bot.domain.question import Level

INSIDE = re.compile(r"\s(?:\*\*|__)(?:A|Ans|Answer)\s?:?(?:\*\*|__)\s?:?\s+", re.IGNORECASE)
COUNTED = re.compile(r"\(\d+\+? questions?\)", re.IGNORECASE)
BULLET = re.compile(r"^\s*(?:[-*+•]|\d{1,3}[.)])\s+")
LEFT = frozenset((Field.LEVEL, Field.TOPIC, Field.TAGS, Field.QUESTION))


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


def question_of(sheet: Sheet, item: Item, gathering: Gathering) -> FoundQuestion:
    parts = Parts(sheet, item)
    title, inside = _split(item.start.title)
    word, title = _tagged(title)
    answer = "\n\n".join(filter(None, (inside, *parts.all(Field.ANSWER))))
    prompt, options, answer = _asked(parts, title, answer)
    choices, answer, inside_prompt = _keyed(gathering, item, options, answer)
    answer = "\n\n".join(filter(None, (answer, *parts.all(Field.EXPLANATION))))
    level_word = word or title_of(parts.one(Field.LEVEL))
    level, topic = level_of(level_word), title_of(parts.one(Field.TOPIC))
    if level is None:
        level, level_word = _level_above(item, level_word)
    return FoundQuestion(
        line=item.line + 1,
        prompt=joined(prompt, inside_prompt),
        answer=answer,
        options=choices,
        key_points=tuple(_several(parts, Field.KEY_POINTS)),
        follow_ups=tuple(map(_unquoted, _several(parts, Field.FOLLOW_UP))),
        red_flags=tuple(map(_unquoted, _several(parts, Field.RED_FLAG))),
        level=level,
        level_word=level_word,
        kind=KINDS.get(word.lower()),
        topic=topic or _topic_above(item),
        tags=tuple(tag.strip(" #`") for tag in re.split(r"[,;]", parts.one(Field.TAGS)) if tag.strip(" #`")),
    )


def _split(title: str) -> tuple[str, str]:
    """A title and the answer that a label inside its line begins."""
    match = INSIDE.search(title)
    return (title[: match.start()], title[match.end() :]) if match else (title, "")


def _tagged(title: str) -> tuple[str, str]:
    """The level in brackets before a question, and the question."""
    match = LEVEL_TAG.match(title)
    if match and level_of(match["word"]) and title[match.end() :].strip():
        return match["word"], title[match.end() :]
    return "", title


def _asked(parts: Parts, title: str, answer: str) -> tuple[str, list[FoundOption], str]:
    """The prompt, the options and the answer; without a label what follows the title is the answer."""
    head = parts.head
    begin, end, options, _ = option_run(head.units)
    if not options and answer and (found := listed(head.units))[2] and keyed(found[2], answer):
        begin, end, options = found
    if options:
        before = parts.before(head, head.units[begin:])
        rest = parts.text(head, head.units[end].line) if end < len(head.units) else ""
        return _joined(title, before), options, answer or rest
    if answer:
        return _joined(title, parts.text(head)), [], answer
    lines = _wrapped(title, head)
    for line in lines:
        title = f"{title} {line.text}"
    below = lines[-1].end if lines else 0
    return title_of(title), [], parts.text(head, below)


def _wrapped(title: str, head: Part) -> list[Unit]:
    """The lines over which an unlabelled question goes on: up to its question mark, in its own paragraph."""
    if head.first is not None or asks_plainly(title) or title.rstrip(" *_")[-1:] in ".:!":
        return []
    lines: list[Unit] = []
    for unit in head.units:
        if unit.begins or unit.form is not Form.TEXT:
            break
        lines.append(unit)
        if asks_plainly(unit.text):
            return lines
    return []


def _joined(title: str, before: str) -> str:
    """A title with what follows it before the answer; lines of prose go on, other blocks stand below."""
    plain = title_of(title)
    if not before:
        return plain
    ends = plain[-1:] in "?.:!" or before.startswith(("```", "|", "-", "*", "$$", ">", "1."))
    return (
        f"{plain}\n\n{before}"
        if ends or "\n\n" in before
        else title_of(f"{plain} {' '.join(before.split())}")
    )


def _keyed(
    gathering: Gathering, item: Item, options: Sequence[FoundOption], answer: str
) -> tuple[tuple[FoundOption, ...], str, str]:
    """The options with the right one, the answer, and what to add to the prompt where they are no choice."""
    if not options:
        return (), answer, ""
    found = keyed(options, answer) if answer else None
    if found and not any(option.right for option in options):
        options = found[0]
    return choose(gathering, item.line + 1, options, found[1] if found else answer)


def _several(parts: Parts, field: Field) -> Iterator[str]:
    """A field's list items, or all of its text where it is no list."""
    for text in parts.all(field):
        lines = text.split("\n")
        if sum(bool(BULLET.match(line)) for line in lines) == sum(bool(line.strip()) for line in lines):
            yield from (BULLET.sub("", line).strip() for line in lines if line.strip())
        else:
            yield text


def _unquoted(text: str) -> str:
    for opening, closing in ('""', "“”"):
        if (
            text.startswith(opening)
            and text.endswith(closing)
            and text.count(closing) == 1 + (opening == closing)
        ):
            return text[1:-1].strip()
    return text


def _level_above(item: Item, word: str) -> tuple[Level | None, str]:
    for heading in reversed(item.headings):
        if found := level_in_heading(heading):
            return found
    return None, word


def _topic_above(item: Item) -> str:
    """The nearest heading that is more than a level, but never the file's own title."""
    for heading in reversed(item.headings):
        if not level_in_heading(heading):
            return COUNTED.sub("", title_of(heading)).strip()
    return ""
