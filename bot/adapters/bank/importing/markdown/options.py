"""Options to choose from, wherever a question has them, and which of them an answer names."""

import re
from collections.abc import Sequence
from dataclasses import replace
from unicodedata import normalize

from bot.adapters.bank.importing.found import FoundOption
from bot.adapters.bank.importing.markdown.units import Form, Unit

LETTERED = re.compile(r"^[*_]{0,2}\(?(?P<letter>[A-Ja-j])[*_]{0,2}\s?[.):]\s*[*_]{0,2}\s*(?P<text>\S.*)$")
TICKED = re.compile(r"^\[(?P<tick>[ xX✓✔])\]\s+(?P<text>\S.*)$")
MARKED = re.compile(r"\s*(?:✅|✔️?|✓|\((?:correct|right)\)|←\s*(?:correct|answer))\s*$", re.IGNORECASE)
KEYS = re.compile(
    r"^[\s>*_`#:-]*(?:options?\s+|choices?\s+)?\(?(?P<first>[A-Ja-j]|\d{1,2})\)?[*_`]{0,3}"
    r"(?P<more>(?:\s*(?:,|and|&|/|\+)\s*\(?[A-Ja-j]\)?\b)*)(?P<end>[*_`]{0,3}\s*(?:[.):,–—-](?!\d)|\n|$))\s*(?P<rest>.*)$",
    re.DOTALL,
)
LETTER = re.compile(r"[A-Ja-j]")


def option_run(units: Sequence[Unit]) -> tuple[int, int, list[FoundOption]]:
    """The first run of options among units: where it begins, where it ends, the options.

    Empty where there is none: (0, 0, []).
    """
    at = 0
    while at < len(units):
        end, options = _run(units, at)
        if len(options) > 1:
            return at, end, options
        at = max(at + 1, end)
    return 0, 0, []


def _run(units: Sequence[Unit], begin: int) -> tuple[int, list[FoundOption]]:
    options: list[FoundOption] = []
    at, ticked = begin, False
    while at < len(units) and units[at].form is Form.TEXT and units[at].depth <= units[begin].depth + 1:
        found = _option(units[at], len(options))
        if found is None:
            if units[at].begins or not options:
                break
            options[-1] = replace(options[-1], text=f"{options[-1].text} {units[at].text}")
        elif options and found[1] != ticked:
            break
        else:
            option, ticked = found
            options.append(option)
        at += 1
    return at, options


def _option(unit: Unit, position: int) -> tuple[FoundOption, bool] | None:
    """The option that a line is, and whether it has a box to tick; letters stand in order."""
    text = normalize("NFKC", unit.text[:2]) + unit.text[2:]
    ticked = TICKED.match(text) if unit.marker else None
    inner = ticked["text"] if ticked else text
    lettered = LETTERED.match(inner)
    letter = lettered["letter"].upper() if lettered else ""
    if letter and ord(letter) - ord("A") != position:
        return None
    if not ticked and not letter:
        return None
    plain = lettered["text"] if lettered else inner
    marked = MARKED.search(plain)
    right = bool(marked) or bool(ticked and ticked["tick"] != " ")
    return FoundOption(text=_plain(MARKED.sub("", plain)), right=right), bool(ticked)


def listed(units: Sequence[Unit]) -> tuple[int, int, list[FoundOption]]:
    """The first list among units, whose items an answer may call by number or by their words."""
    begin = next((at for at, unit in enumerate(units) if unit.marker), None)
    if begin is None:
        return 0, 0, []
    end, options = begin, []
    while end < len(units) and units[end].marker and units[end].depth == units[begin].depth:
        options.append(FoundOption(text=_plain(units[end].text)))
        end += 1
    return (begin, end, options) if 2 <= len(options) <= 10 else (0, 0, [])


def keyed(options: Sequence[FoundOption], answer: str) -> tuple[list[FoundOption], str] | None:
    """The options, those right that an answer names, and the explanation behind; None if it names none."""
    match = KEYS.match(normalize("NFKC", answer[:80]) + answer[80:])
    if match:
        names = [match["first"], *LETTER.findall(match["more"].replace("and", ""))]
        rights = {_position(name, options) for name in names}
        if min(rights) >= 0 and max(rights) < len(options):
            rest = match["rest"].strip(" *_\n")
            return [replace(o, right=n in rights) for n, o in enumerate(options)], _explained(
                options, rights, rest
            )
    first, _, rest = answer.strip().partition("\n")
    said = _folded(first)
    rights = {n for n, option in enumerate(options) if _folded(option.text) == said}
    return ([replace(o, right=n in rights) for n, o in enumerate(options)], rest.strip()) if rights else None


def _explained(options: Sequence[FoundOption], rights: set[int], rest: str) -> str:
    """What an answer says beyond repeating the option."""
    first, _, more = rest.partition("\n")
    repeats = any(_folded(options[n].text) == _folded(first) for n in rights)
    return more.strip() if repeats else rest


def _position(name: str, options: Sequence[FoundOption]) -> int:
    """Where the option called so stands; a number is an option's text before it is a place."""
    if not name.isdigit():
        return ord(name.upper()) - ord("A")
    return next((n for n, option in enumerate(options) if _folded(option.text) == name), int(name) - 1)


def _plain(text: str) -> str:
    text = text.strip()
    if text.startswith("**") and text.endswith("**") and text.count("**") == 2:
        return text[2:-2].strip()
    return text.removesuffix("**") if text.count("**") == 1 else text


def _folded(text: str) -> str:
    return " ".join(normalize("NFKC", text).casefold().strip(" .*_`").split())
