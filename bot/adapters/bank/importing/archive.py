"""Looks into a ZIP archive that may have been made to fill the memory; nothing of it comes to the disk."""

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from bot.adapters.bank.importing.bounds import MEGABYTE
from bot.adapters.bank.importing.found import CannotImport

LARGEST_ARCHIVE = 256 * MEGABYTE  # with its pictures and sounds, which are not read
LARGEST_CONTENT = 64 * MEGABYTE  # of all members that are read, unpacked
MOST_MEMBERS = 20_000
SIGNATURE = b"PK\x03\x04"
PLAIN = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}  # the others can ask for gigabytes of memory

_DAMAGE = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
    RuntimeError,
    OverflowError,
    MemoryError,
)


def is_archive(data: bytes) -> bool:
    return data.startswith(SIGNATURE)


class Archive:
    """An opened archive, read within limits. CannotImport: it is damaged, or larger than it may be."""

    def __init__(self, data: bytes) -> None:
        if len(data) > LARGEST_ARCHIVE:
            raise CannotImport(
                f"is larger than {LARGEST_ARCHIVE // MEGABYTE} MB; export it without its media"
            )
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
            self._members = self._zip.infolist()
        except _DAMAGE:
            raise CannotImport("is a damaged ZIP archive; download or export it again") from None
        if len(self._members) > MOST_MEMBERS:
            raise CannotImport(f"holds more than {MOST_MEMBERS:,} files; export it without its media")
        self._left = LARGEST_CONTENT

    def names(self) -> Iterator[str]:
        for member in self._members:
            yield member.filename

    def read(self, name: str) -> bytes:
        """What a member holds; the name only finds it, and is no path for us."""
        member = next(member for member in self._members if member.filename == name)
        if member.file_size > self._left or member.compress_type not in PLAIN:
            raise self._too_large()
        try:
            # what it says of its size may be a lie
            with self._zip.open(member) as file:
                content = file.read(self._left + 1)
        except _DAMAGE:
            raise CannotImport("is a damaged ZIP archive; download or export it again") from None
        if len(content) > self._left:
            raise self._too_large()
        self._left -= len(content)
        return content

    def _too_large(self) -> CannotImport:
        limit = LARGEST_CONTENT // MEGABYTE
        return CannotImport(f"unpacks to more than {limit} MB, or in a way we do not read; split it")
