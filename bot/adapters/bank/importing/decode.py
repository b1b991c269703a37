"""The bytes of a foreign file as text."""

import codecs

from bot.adapters.bank.importing.found import CannotImport

LARGEST = 16 * 1024 * 1024  # bytes; 5,000 questions with long answers are half of that
BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def text_of(data: bytes) -> str:
    """The text with line ends as `\\n`; in UTF-8, in UTF-16 with its mark, else as Windows writes it.

    CannotImport: the file is too large or is no text.
    """
    if len(data) > LARGEST:
        raise CannotImport(f"is larger than {LARGEST // 1024 // 1024} MB; split it into several files")
    mark, encoding = next((each for each in BOMS if data.startswith(each[0])), (b"", "utf-8"))
    try:
        text = data[len(mark) :].decode(encoding)
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    if "\0" in text:
        raise CannotImport("is no text: it holds zero bytes; save it as text in UTF-8")
    return text.replace("\r\n", "\n").replace("\r", "\n")
