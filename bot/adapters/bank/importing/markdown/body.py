"""Lines of a file as the Markdown of one question: without HTML, comments and margins."""

import re
from collections.abc import Sequence

from bot.adapters.bank.importing.markdown.labels import tidy
from bot.adapters.bank.importing.markdown.tags import CODE, without_comments, without_tags
from bot.adapters.bank.importing.markdown.units import Form, Sheet, Unit

TAB = 4
TEX = (("\\(", "\\)", "$"), ("\\[", "\\]", "$$"))
TICKED_TEX = re.compile(r"\$`([^`$\n]{1,1000})`\$")
LONGEST_TEX = 1000  # characters
LONGEST_TITLE = 2000  # characters; what is longer stays as it is
SOURCE = re.compile(r"\s*(?:\(\s*)?\[(?:[^\[\]]{0,60})\]\([^()\s]{1,300}\)(?:\s*\))?\s*$")
ANCHOR = re.compile(r"\s*\{#[\w.: -]{1,80}\}\s*$")
LINK = re.compile(r"\[([^\[\]]{1,300})\]\([^()\s]{1,300}\)")
TO_TOP = re.compile(
    r"(?:⬆|↑|🔝|back to (?:the )?(?:top|contents|index|table of contents)|\btop\b)", re.IGNORECASE
)


def body_of(sheet: Sheet, units: Sequence[Unit], begin: int, end: int, first: str | None = None) -> str:
    """The lines from `begin` up to `end`; `first` stands in place of the first of them."""
    codes = [unit for unit in units if unit.form is Form.CODE and begin <= unit.line < end]
    lines = [line.expandtabs(TAB) for line in sheet.lines[begin:end]]
    begun = [first] if first is not None else []
    lines = [*begun, *_without_margin(lines[len(begun) :])]
    pieces, at = [], 0
    for unit in codes:
        pieces.append(_prose(lines[at : unit.line - begin]))
        pieces.append(_code(lines[unit.line - begin : unit.end - begin]))
        at = unit.end - begin
    pieces.append(_prose(lines[at:]))
    return "\n".join(piece for piece in pieces if piece.strip()).strip("\n")


def _without_margin(lines: Sequence[str]) -> list[str]:
    """Without the spaces before all lines, and without the marks of a quote that holds all of them."""
    if any(lines) and all(line.lstrip().startswith(">") for line in lines if line.strip()):
        lines = [line.lstrip()[1:].removeprefix(" ") for line in lines]
    margin = next((_indent(line) for line in lines if line.strip()), 0)
    return [line[min(margin, _indent(line)) :].rstrip() for line in lines]


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _prose(lines: Sequence[str]) -> str:
    text = without_comments("\n".join(lines))
    if "](" in text:
        text = "\n".join(line for line in text.split("\n") if not _leads_to_top(line))
    text = dollars("\n".join(_untagged(line) for line in text.split("\n")))
    return re.sub(r"\n{3,}", "\n\n", text)


def _untagged(line: str) -> str:
    """A line of nothing but tags goes; spaces at the front stay, since they mean a deeper list."""
    plain = without_tags(line)
    if plain == line:
        return line
    return plain.rstrip() if plain.strip("*` \n") else ""


def _leads_to_top(line: str) -> bool:
    plain = line.strip(" *_>-|")
    return plain.startswith(("[", "(")) and plain.endswith(")") and TO_TOP.search(plain) is not None


def _code(lines: Sequence[str]) -> str:
    """With an end of its own, which a fence at the end of its list or file may lack."""
    first = lines[0].lstrip() if lines else ""
    sign = first[:3]
    if sign not in ("```", "~~~"):
        return (
            "\n".join(["```", *_without_margin(lines), "```"]).replace("\n\n```", "\n```")
            if any(lines)
            else ""
        )
    fence = first[: len(first) - len(first.lstrip(sign[0]))]
    last = lines[-1].strip()
    closed = len(lines) > 1 and last.startswith(fence) and not last.strip(sign[0])
    if first[len(fence) :].strip() == "math":
        return "\n".join(["$$", *_without_margin(lines[1:-1] if closed else lines[1:]), "$$"])
    margin = lines[0][: len(lines[0]) - len(first)]
    return "\n".join(lines if closed else [*lines, f"{margin}{fence}"])


def dollars(text: str) -> str:
    """LaTeX between dollar signs, also where the file has it in brackets with backslashes."""
    text = TICKED_TEX.sub(r"$\1$", text) if "$`" in text else text
    if "\\(" not in text and "\\[" not in text:
        return text
    pieces = CODE.split(text)
    return "".join(piece if n % 2 else _dollars(piece) for n, piece in enumerate(pieces))


def _dollars(text: str) -> str:
    for opening, closing, sign in TEX:
        text = _between(text, opening, closing, sign)
    return text


def _between(text: str, opening: str, closing: str, sign: str) -> str:
    kept, at = [], 0
    end = 0
    while (start := text.find(opening, at)) >= 0 and end >= 0:
        if end < start + 2:
            end = text.find(closing, start + 2)
        if end < 0 or end - start > LONGEST_TEX:
            kept.append(text[at : start + 2])
            at = start + 2
        else:
            kept += [text[at:start], f"{sign}{text[start + 2 : end].strip()}{sign}"]
            at = end + 2
    return "".join([*kept, text[at:]])


def title_of(text: str) -> str:
    """A title as people read it: no links to sources behind it, no anchors, no emphasis around all of it."""
    if len(text) > LONGEST_TITLE:
        return text.strip()
    plain = ANCHOR.sub("", tidy(without_comments(text)))
    while (shorter := SOURCE.sub("", plain)) != plain and shorter:
        plain = shorter.rstrip()
    plain = dollars(LINK.sub(r"\1", plain)).strip().rstrip("🔗↑⬆ ")
    for sign in ("**", "__", "*"):
        if (
            plain.startswith(sign)
            and plain.endswith(sign)
            and plain.count(sign) == 2
            and len(plain) > 2 * len(sign)
        ):
            plain = plain[len(sign) : -len(sign)]
    return " ".join(plain.split()) if "\n" not in plain else plain.strip()
