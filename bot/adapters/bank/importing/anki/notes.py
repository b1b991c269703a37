"""One note of Anki as a question: the first field asks, the second answers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.adapters.bank.importing.bounds import LONGEST
from bot.adapters.bank.importing.found import FoundQuestion
from bot.adapters.bank.importing.gathering import Gathering, joined
from bot.adapters.bank.importing.hypertext import markdown_of

SOUND = re.compile(r"\[sound:[^\[\]]*+\]|\[anki:[^\[\]]*+\]")
PICTURE = re.compile(r"<img\b", re.IGNORECASE)
CLOZE_BEGINS = re.compile(r"\{\{c[0-9]{1,3}::")
CLOZE = re.compile(r"\{\{c[0-9]{1,3}::([^{}:]*+(?::(?!:)[^{}:]*+)*+)(?:::([^{}]*+))?\}\}")
FRONT = {"front", "question", "prompt", "text"}
BACK = {"back", "answer", "back extra"}
BLANK = "_____"


@dataclass(frozen=True, slots=True)
class Note:
    """`line` is 0 in a package; `names` are those of the fields, where they are known."""

    line: int
    fields: Sequence[str]
    names: Sequence[str] = ()
    deck: str = ""
    tags: tuple[str, ...] = ()
    is_cloze: bool = False


def take_note(gathering: Gathering, note: Note, is_html: bool) -> None:
    """Make a question of a note, or say why not."""
    front, back = _places(note)
    raw = [note.fields[at] if at < len(note.fields) else "" for at in (front, back)]
    if max(map(len, raw)) > 4 * LONGEST:
        gathering.note(note.line, "too-long", "a note with a field that is too long is left out")
        return
    gathering.enter("" if note.line else _markdown(raw[0], is_html))
    if any(SOUND.search(text) or (is_html and PICTURE.search(text)) for text in raw):
        gathering.note(note.line, "media", "a note comes without its pictures and sounds")
    asked, answered = (_markdown(text, is_html) for text in raw)
    more = [at for at, text in enumerate(note.fields) if at not in (front, back) and text.strip()]
    if more:
        names = ", ".join(_name(note, at) for at in more[:5])
        gathering.note(note.line, "extra-field", f"other fields of a note are left out: {names}")
    if note.is_cloze or CLOZE_BEGINS.search(asked):
        asked, answered = _opened(gathering, note.line, asked, answered)
    gathering.take(
        FoundQuestion(line=note.line, prompt=asked, answer=answered, topic=note.deck, tags=note.tags)
    )


def _places(note: Note) -> tuple[int, int]:
    """Where the question and its answer stand: by the fields' names, or the first and the second."""
    names = [name.strip().lower() for name in note.names]
    fronts = [at for at, name in enumerate(names) if name in FRONT]
    backs = [at for at, name in enumerate(names) if name in BACK]
    return (fronts[0], backs[0]) if fronts and backs else (0, 1)


def _name(note: Note, at: int) -> str:
    return note.names[at][:40] if at < len(note.names) else f"field {at + 1}"


def _markdown(text: str, is_html: bool) -> str:
    text = SOUND.sub("", text)
    return markdown_of(text) if is_html else text.strip()


def _opened(gathering: Gathering, line: int, asked: str, more: str) -> tuple[str, str]:
    """A sentence with gaps, and the same sentence without them."""
    if not CLOZE.search(asked):
        gathering.note(line, "cloze", "a note whose gaps cannot be read stays as it stands")
        return asked, more
    gathering.note(line, "cloze", "has gaps to fill; kept as an open question")
    gaps = CLOZE.sub(lambda gap: f"{BLANK} ({gap[2]})" if gap[2] else BLANK, asked)
    return gaps, joined(CLOZE.sub(r"\1", asked), more)


def words(text: str) -> tuple[str, ...]:
    """Tags as Anki keeps them, between spaces."""
    return tuple(text.split())


def last_part(deck: str) -> str:
    """A deck inside others is called `Physics::Waves`."""
    return deck.replace("\x1f", "::").rpartition("::")[2].strip()
