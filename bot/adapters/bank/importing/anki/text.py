"""Notes of Anki as a text file, whose first lines may say what the others hold."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.adapters.bank.importing.anki.notes import Note, last_part, take_note, words
from bot.adapters.bank.importing.bounds import head_of, text_of
from bot.adapters.bank.importing.found import CannotImport, Found
from bot.adapters.bank.importing.gathering import Gathering
from bot.adapters.bank.importing.hypertext import looks_like_html
from bot.adapters.bank.importing.table.rows import delimiter_of, rows

FORMAT = "anki"
SEPARATORS = {"comma": ",", "semicolon": ";", "tab": "\t", "space": " ", "pipe": "|", "colon": ":"}
SETTING = re.compile(r"^#([a-z ]{2,30}):(.*)$", re.IGNORECASE)
KNOWN = {
    "separator",
    "html",
    "columns",
    "tags",
    "deck",
    "notetype",
    "deck column",
    "notetype column",
    "tags column",
    "guid column",
    "if matches",
}


@dataclass(frozen=True, slots=True)
class _Layout:
    """Positions of columns that are no fields count from 0; -1 where there is none."""

    separator: str
    is_html: bool | None
    names: tuple[str, ...]
    deck: str
    tags: tuple[str, ...]
    special: Mapping[str, int]

    def note(self, line: int, cells: list[str]) -> Note:
        fields = [cell for at, cell in enumerate(cells) if at not in self.special.values()]
        names = [name for at, name in enumerate(self.names) if at not in self.special.values()]
        notetype = self._cell(cells, "notetype")
        return Note(
            line=line,
            fields=fields,
            names=names,
            deck=last_part(self._cell(cells, "deck") or self.deck),
            tags=tuple(dict.fromkeys((*self.tags, *words(self._cell(cells, "tags"))))),
            is_cloze="cloze" in notetype.lower(),
        )

    def _cell(self, cells: list[str], name: str) -> str:
        at = self.special.get(name, -1)
        return cells[at] if 0 <= at < len(cells) else ""


def looks_like(data: bytes) -> bool:
    return bool(_settings(head_of(data))[0])


def read(data: bytes) -> Found:
    """CannotImport: it is no text, or its lines hold no notes."""
    text = text_of(data)
    settings, first = _settings(text)
    # the settings end before the first line of notes, and lines with a # in front among these are remarks
    body = "\n".join(text.split("\n")[first - 1 :])
    layout = _layout(settings, body)
    is_html = looks_like_html(body) if layout.is_html is None else layout.is_html
    gathering = Gathering(FORMAT)
    for line, cells in rows(body, layout.separator, first):
        if not cells[0].startswith("#"):
            cells = [_with_breaks(cell) for cell in cells] if is_html else cells
            take_note(gathering, layout.note(line, cells), is_html)
    return gathering.found()


def _with_breaks(cell: str) -> str:
    """Line ends of a text file are meant, unlike those of HTML elsewhere."""
    return cell if "<pre" in cell else cell.replace("\n", "<br>")


def _settings(text: str) -> tuple[dict[str, str], int]:
    """What the first lines say, and the line behind them."""
    settings: dict[str, str] = {}
    lines = text.split("\n")
    for number, line in enumerate(lines, 1):
        found = SETTING.match(line)
        if found and found[1].strip().lower() in KNOWN:
            settings[found[1].strip().lower()] = found[2].strip(" ") or found[2]
        elif not line.startswith("#"):
            return settings, number
    return settings, len(lines)


def _layout(settings: Mapping[str, str], body: str) -> _Layout:
    wanted = settings.get("separator", "")
    separator = SEPARATORS.get(wanted.lower(), wanted) or delimiter_of(body) or "\t"
    if len(separator) != 1 or separator in '"\n':
        raise CannotImport(f"names the separator `{wanted[:20]}`, which is none of Anki's")
    special = {
        name.removesuffix(" column"): int(value) - 1
        for name, value in settings.items()
        if name.endswith(" column") and value.isascii() and value.isdigit() and len(value) < 4
    }
    names = settings.get("columns", "")
    return _Layout(
        separator=separator,
        is_html={"true": True, "false": False}.get(settings.get("html", "").lower()),
        names=tuple(name.strip() for name in names.split(separator)) if names else (),
        deck=settings.get("deck", ""),
        tags=words(settings.get("tags", "")),
        special=special,
    )
