"""How much of a foreign file we are willing to look at, and the first look at its bytes."""

import re

from bot.adapters.bank.importing.found import CannotImport

MEGABYTE = 1024 * 1024
LARGEST = 10 * MEGABYTE  # bytes of a text file; 50,000 questions of Open Trivia DB are about that
LONGEST = 50_000  # characters of one text; a long answer has 5,000
MOST_QUESTIONS = 50_000
MOST_NOTICES = 1_000
DEEPEST = 40  # levels of lists, mappings and elements

# lone surrogates cannot be written to a file, and control characters no YAML file may hold
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def text_of(data: bytes, largest: int = LARGEST) -> str:
    """A text file's content with `\\n` for every line end, in UTF-8, or in UTF-16 where a mark says so.

    CannotImport: it is too large or in another encoding.
    """
    if len(data) > largest:
        raise CannotImport(f"is larger than {largest // MEGABYTE} MB; split it into several files")
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise CannotImport(f"line {line}: is not UTF-8; save the file in the encoding UTF-8") from None
    return printable(text.replace("\r\n", "\n").replace("\r", "\n"))


def head_of(data: bytes, size: int = 65_536) -> str:
    """The beginning of what may be a text file; never raises."""
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    return data[:size].decode(encoding, "replace").replace("\r\n", "\n").replace("\r", "\n")


def printable(text: str) -> str:
    """The text without signs that nobody can see and no bank can hold."""
    return UNPRINTABLE.sub("", text)
