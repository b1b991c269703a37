"""Begins a question: an entry whose every part says what belongs there."""

import re
from collections.abc import Sequence
from pathlib import Path
from textwrap import indent

from bot.adapters.bank.entries import ids
from bot.adapters.bank.models import SLUG
from bot.adapters.bank.reader import Place
from bot.adapters.bank.sources import Source, read_sources
from bot.strict_yaml.document import parse

SCHEMA = "schema.json"
ENTRY = """\
- id: {id}
  topic: {topic}
  level: TODO beginner, intermediate, advanced or expert
  kind: TODO concept, math, code, comparison, design, research or diagnosis
  prompt: >-
    TODO One focused question in 6 to 60 words, with what is assumed; it can be answered without the options?
  options:
    - text: TODO The right choice, at most 25 words; move it to any of the four places.
      why: TODO Why it is right.
      right: true
    - text: TODO A real confusion, of the same form and about the same length.
      why: TODO Which confusion it is, and when it would be true.
    - text: TODO A real confusion, of the same form and about the same length.
      why: TODO Which confusion it is, and when it would be true.
    - text: TODO A real confusion, of the same form and about the same length.
      why: TODO Which confusion it is, and when it would be true.
  answer: |
    TODO What a strong candidate says in 60 to 200 words (design questions up to 350): structured, with the
    trade-off and one example or number. Markdown, and LaTeX between dollar signs.
  key_points:
    - TODO Three to six sentences, each of which can be checked by itself.
  follow_ups:
    - TODO One to three questions that go deeper?
  red_flags:
    - TODO One to three things a weak answer says, and why they are weak.
  tags: [TODO]
  references:
    - title: TODO One to four works that support this very answer
      authors: TODO
      year: TODO
"""


class CannotAdd(Exception):
    """The question cannot be begun; the message says why and what to do."""


def add_skeleton(folder: Path, topic: str, id_: str) -> Place:
    """Write an unfinished question to the end of its topic's file, made if need be; where it stands now.

    CannotAdd: a name is no name, the id is taken, or the file cannot be added to; nothing has been written.
    """
    for name in (topic, id_):
        if not re.fullmatch(SLUG, name) or len(name) > 64:
            raise CannotAdd(
                f"{name!r} is no name; use lower-case words joined by hyphens, 64 letters at most"
            )
    sources, _ = read_sources(folder)
    _refuse_taken(sources, id_)
    path = folder / f"{topic}.yaml"
    entry = ENTRY.format(id=id_, topic=topic)
    old = next((source.content for source in sources if source.path == path), b"")
    new = _appended(old, entry) if old else _head(folder, topic) + indent(entry, "  ").encode()
    before, after = (list(ids(parse(content, str(path)))) for content in (old, new))
    if [name for name, _ in after] != [*(name for name, _ in before), id_]:
        raise CannotAdd(
            f"{path}: cannot be added to; put `questions:` last in it and mend what `bank check` says"
        )
    _replace(path, new)
    return Place(str(path), after[-1][1])


def _refuse_taken(sources: Sequence[Source], id_: str) -> None:
    for source in sources:
        for name, line in ids(parse(source.content, str(source.path))):
            if name == id_:
                raise CannotAdd(f"`{id_}` is taken by {source.path}:{line}; choose another id")


def _head(folder: Path, topic: str) -> bytes:
    comment = f"# yaml-language-server: $schema={SCHEMA}\n" if (folder / SCHEMA).exists() else ""
    return f"{comment}title: {topic.replace('-', ' ').capitalize()}\nquestions:\n".encode()


def _appended(content: bytes, entry: str) -> bytes:
    """The entry after all others, as far to the right as they."""
    first = re.search(rb"^( *)- id:", content, re.MULTILINE)
    margin = first[1].decode() if first else "  "
    return content.rstrip() + b"\n" + indent(entry, margin).encode()


def _replace(path: Path, content: bytes) -> None:
    """In one step, so that nobody reads half a file."""
    unfinished = path.with_suffix(".new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished.write_bytes(content)
        unfinished.replace(path)
    except OSError as error:
        raise CannotAdd(f"{path}: cannot be written: {error.strerror}; check the path") from None
