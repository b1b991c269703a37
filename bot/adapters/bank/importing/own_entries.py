"""Questions in the shape of our own YAML and JSON, read one by one: a bad entry spoils no other."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import msgspec

from bot.adapters.bank.importing.bounds import printable
from bot.adapters.bank.importing.found import CannotImport, FoundOption, FoundQuestion
from bot.adapters.bank.importing.gathering import Gathering, choose, joined
from bot.domain.question import Kind, Level, Reference

LineOf = Callable[[int], int]
"""The line of the question at a position."""


class OptionEntry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    text: str
    why: str = ""
    right: bool = False


class ReferenceEntry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    title: str
    authors: str
    year: int
    where: str = ""


class QuestionEntry(msgspec.Struct, frozen=True, kw_only=True):
    """Only the prompt is needed; keys that we do not know are told and left out."""

    prompt: str
    id: str = ""
    topic: str = ""
    level: Level | None = None
    kind: Kind | None = None
    options: tuple[OptionEntry, ...] = ()
    answer: str = ""
    key_points: tuple[str, ...] = ()
    follow_ups: tuple[str, ...] = ()
    red_flags: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    references: tuple[ReferenceEntry, ...] = ()
    formula: str = ""
    code: str = ""
    output: str = ""
    draft: bool = False  # whether there is an answer says the same


KEYS = set(QuestionEntry.__struct_fields__)
"""Every key of an entry."""


def take_entries(gathering: Gathering, value: Any, topic: str, line_of: LineOf) -> None:
    """Every entry of `questions`; what is wrong with one is told with its line.

    CannotImport: there is no list of questions.
    """
    entries = value.get("questions") if isinstance(value, Mapping) else None
    if not isinstance(entries, list):
        raise CannotImport("has no list of `questions`")
    for at, entry in enumerate(entries):
        line = line_of(at)
        try:
            _tell_unknown(gathering, entry, line)
            parts = msgspec.convert(_clean(entry), QuestionEntry)
            gathering.take(_question(gathering, parts, topic, line))
        except (msgspec.ValidationError, RecursionError) as error:
            gathering.note(line, "bad-entry", f"question {at + 1} is left out: {error}")


def titles_of(value: Any) -> Iterator[tuple[str, str]]:
    """The names of topics that a file of several topics gives."""
    topics = value.get("topics") if isinstance(value, Mapping) else None
    for name, title in topics.items() if isinstance(topics, Mapping) else ():
        if isinstance(title, str) and title.strip():
            yield printable(name), printable(title)


def _tell_unknown(gathering: Gathering, entry: Any, line: int) -> None:
    unknown = sorted(entry.keys() - KEYS) if isinstance(entry, Mapping) else ()
    if unknown:
        names = ", ".join(f"`{printable(str(name))[:40]}`" for name in unknown[:5])
        gathering.note(line, "unknown-key", f"what stands under {names} is left out")


def _question(gathering: Gathering, entry: QuestionEntry, topic: str, line: int) -> FoundQuestion:
    options = tuple(FoundOption(text=o.text, why=o.why, right=o.right) for o in entry.options)
    kept, answer, listed = (
        choose(gathering, line, options, entry.answer) if options else ((), entry.answer, "")
    )
    return FoundQuestion(
        line=line,
        prompt=joined(entry.prompt, listed) if listed else entry.prompt,
        answer=answer,
        options=kept,
        key_points=entry.key_points,
        follow_ups=entry.follow_ups,
        red_flags=entry.red_flags,
        level=entry.level,
        topic=entry.topic or topic,
        tags=entry.tags,
        id=entry.id,
        kind=entry.kind,
        references=tuple(
            Reference(title=r.title, authors=r.authors, year=r.year, where=r.where) for r in entry.references
        ),
        formula=entry.formula,
        code=entry.code,
        output=entry.output,
    )


def _clean(value: Any) -> Any:
    """Without signs that no bank can hold, and with plain texts where YAML gave marked ones."""
    match value:
        case str():
            return printable(str(value))
        case list():
            return [_clean(each) for each in value]
        case dict():
            return {_clean(key): _clean(each) for key, each in value.items()}
        case _:
            return value
