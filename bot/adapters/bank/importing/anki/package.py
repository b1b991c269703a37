"""Packages of Anki: a ZIP archive with a collection and its media.

There are three kinds of collection, the newest of them compressed; newer packages hold an empty one of the
oldest kind beside it, so that older programs can say that they are too old.
"""

from bot.adapters.bank.importing.anki.collection import notes_of
from bot.adapters.bank.importing.anki.notes import take_note
from bot.adapters.bank.importing.archive import LARGEST_CONTENT, Archive, is_archive
from bot.adapters.bank.importing.bounds import MEGABYTE
from bot.adapters.bank.importing.found import CannotImport, Found
from bot.adapters.bank.importing.gathering import Gathering

FORMAT = "apkg"
COMPRESSED = "collection.anki21b"
COLLECTIONS = (COMPRESSED, "collection.anki21", "collection.anki2")
WINDOW = 128 * MEGABYTE  # the memory that a compressed collection may ask for


def looks_like(data: bytes) -> bool:
    if not is_archive(data):
        return False
    try:
        return not set(COLLECTIONS).isdisjoint(Archive(data).names())
    except CannotImport:
        return False


def read(data: bytes) -> Found:
    """CannotImport: it is no package, damaged, or larger than it may be."""
    if not is_archive(data):
        raise CannotImport("is no ZIP archive, as a package of Anki is")
    archive = Archive(data)
    names = list(archive.names())
    name = next((name for name in COLLECTIONS if name in names), None)
    if name is None:
        raise CannotImport("holds no collection of Anki")
    content = archive.read(name)
    gathering = Gathering(FORMAT)
    media = sum(other.isdigit() for other in names)
    if media:
        gathering.note(0, "media", f"pictures and sounds in the package are not imported: {media:,}")
    for note in notes_of(_decompressed(content) if name == COMPRESSED else content):
        take_note(gathering, note, is_html=True)
    return gathering.found()


def _decompressed(content: bytes) -> bytes:
    import zstandard

    reader = zstandard.ZstdDecompressor(max_window_size=WINDOW).stream_reader(content)
    try:
        database = reader.read(LARGEST_CONTENT + 1)
    except (zstandard.ZstdError, MemoryError):
        raise CannotImport("holds a collection that cannot be decompressed; export it again") from None
    if len(database) > LARGEST_CONTENT:
        raise CannotImport(f"unpacks to more than {LARGEST_CONTENT // MEGABYTE} MB; split it")
    return database
