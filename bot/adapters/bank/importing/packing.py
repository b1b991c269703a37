"""Writes imported questions in the bank's own format, texts of several lines as blocks to read."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.adapters.bank.importing.found import FoundOption, FoundQuestion
from bot.domain.question import Kind, Level

PLAIN = re.compile(r"[A-Za-z][\w ,;.()/’?!-]*[\w).?!]", re.ASCII)
TAKEN = frozenset(["y", "n", "yes", "no", "true", "false", "on", "off", "null", "none"])
UNSAFE = re.compile(r"[\x7f-\xa0\u2028\u2029\ufeff\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A question as a pack keeps it; a draft waits for its answer."""

    id: str
    topic: str
    level: Level
    kind: Kind
    draft: bool
    found: FoundQuestion


def packed(title: str, topics: Mapping[str, str], entries: Sequence[Entry]) -> str:
    """The content of a pack's file."""
    lines = [f"title: {scalar(title)}", "imported: true"]
    if topics:
        lines += ["topics:", *(f"  {scalar(name)}: {scalar(text)}" for name, text in topics.items())]
    lines.append("questions:")
    for entry in entries:
        lines += (f"  {line}" if line else "" for line in _entry(entry))
    return "\n".join(lines) + "\n"


def _entry(entry: Entry) -> Iterator[str]:
    found = entry.found
    yield f"- id: {scalar(entry.id)}"
    inner = [("topic", entry.topic), ("level", entry.level.value), ("kind", entry.kind.value)]
    for key, text in inner:
        yield f"  {key}: {scalar(text)}"
    if entry.draft:
        yield "  draft: true"
    yield from _text("prompt", found.prompt)
    yield from _options(found.options)
    for key, text in (("answer", found.answer), ("formula", found.formula)):
        yield from _text(key, text)
    for key, texts in (
        ("key_points", found.key_points),
        ("follow_ups", found.follow_ups),
        ("red_flags", found.red_flags),
        ("tags", found.tags),
    ):
        yield from _list(key, texts)
    yield from _references(found)
    yield from _text("code", found.code)
    yield from _text("output", found.output)


def _text(key: str, text: str, margin: str = "  ", lead: str = "") -> Iterator[str]:
    if text:
        first, *others = _scalar_lines(text)
        yield f"{lead or margin}{key}: {first}"
        yield from (f"{margin}  {line}" if line else "" for line in others)


def _list(key: str, texts: Sequence[str]) -> Iterator[str]:
    if texts:
        yield f"  {key}:"
    for text in texts:
        first, *others = _scalar_lines(text)
        yield f"    - {first}"
        yield from (f"      {line}" if line else "" for line in others)


def _options(options: Sequence[FoundOption]) -> Iterator[str]:
    if options:
        yield "  options:"
    for option in options:
        yield from _text("text", option.text, "      ", "    - ")
        yield from _text("why", option.why, "      ")
        if option.right:
            yield "      right: true"


def _references(found: FoundQuestion) -> Iterator[str]:
    if found.references:
        yield "  references:"
    for reference in found.references:
        yield from _text("title", reference.title, "      ", "    - ")
        yield from _text("authors", reference.authors, "      ")
        yield f"      year: {reference.year}"
        yield from _text("where", reference.where, "      ")


def _scalar_lines(text: str) -> list[str]:
    """A text as a block where it has several lines that a block can hold, else in one line."""
    text = text.rstrip()
    if "\n" not in text or UNSAFE.search(text) or "\t" in text or text[0] in " \n":
        return [scalar(text)]
    return ["|-", *(line.rstrip() for line in text.split("\n"))]


def scalar(text: str) -> str:
    """A text in one line; in quotes unless it can mean nothing else."""
    if PLAIN.fullmatch(text) and text.lower() not in TAKEN:
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", quoted)
