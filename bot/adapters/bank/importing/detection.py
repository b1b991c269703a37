"""Tells by its content of which format a file is; the name of a file says nothing."""

from bot.adapters.bank.importing.found import CannotImport, Found
from bot.adapters.bank.importing.quiz_formats import READERS, reader

AUTO = "auto"
MARKDOWN = "markdown"
DOUBTFUL = frozenset(("aiken", "gift", "red-trivia", "csv"))
FORMATS = tuple(READERS)


def read(data: bytes, format_: str = AUTO) -> Found:
    """What a file of the named format holds, or of the first format that it looks like.

    CannotImport: nothing that can be taken. KeyError: there is no such format.
    """
    if not data.strip():
        raise CannotImport("is empty")
    if format_ != AUTO:
        return reader(format_).read(data)
    likely = next((name for name in FORMATS if reader(name).looks_like(data)), "")
    if not likely:
        raise CannotImport("is of no format that can be imported; docs/importing.md lists them")
    return _doubted(data, likely) if likely in DOUBTFUL else reader(likely).read(data)


def _doubted(data: bytes, likely: str) -> Found:
    """Marks of these formats stand elsewhere too, such as braces in formulas: Markdown may say more."""
    found: Found | None = None
    trouble: CannotImport | None = None
    try:
        found = reader(likely).read(data)
    except CannotImport as error:
        trouble = error
    if found and len(found.warnings) < len(found.questions):
        return found
    try:
        other = reader(MARKDOWN).read(data)
    except CannotImport:
        if found is None:
            raise trouble or CannotImport("cannot be read") from None
        return found
    return found if found and len(found.questions) >= len(other.questions) else other
