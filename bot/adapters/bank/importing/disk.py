"""Finds files to import, and writes a pack: all of it or nothing, and nowhere but in its folder."""

import os
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

from bot.adapters.bank.entries import ids
from bot.adapters.bank.importing.found import CannotImport
from bot.adapters.bank.importing.importer import File, Imported
from bot.adapters.bank.importing.packing import packed
from bot.adapters.bank.sources import read_sources
from bot.strict_yaml.document import parse
from bot.strict_yaml.limits import LARGEST as READABLE

LARGEST = 100 * 1024 * 1024  # bytes; decks of Anki carry pictures
MOST_FILES = 2000
IMPORTED = re.compile(rb"^imported: true$", re.MULTILINE)
HEAD = 65_536  # bytes


class CannotWrite(Exception):
    """The pack was not written; the message says why and what to do."""


def files_of(paths: Sequence[Path]) -> Iterator[File]:
    """The files, and those of the folders with all that is in them; hidden ones and links are left alone."""
    for number, path in enumerate(_paths(paths)):
        if number >= MOST_FILES:
            yield str(path), CannotImport(f"comes after {MOST_FILES:,} other files; import it by itself")
            return
        yield str(path), _content(path)


def _paths(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        for folder, folders, names in os.walk(path):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            inside = (Path(folder, name) for name in sorted(names) if not name.startswith("."))
            yield from (each for each in inside if each.is_file() and not each.is_symlink())


def _content(path: Path) -> bytes | CannotImport:
    try:
        if not path.is_file():
            return CannotImport("is no file" if path.exists() else "is not there; check the path")
        if path.stat().st_size > LARGEST:
            return CannotImport(f"is larger than {LARGEST // 1024 // 1024} MB; split it into several files")
        return path.read_bytes()
    except OSError as error:
        return CannotImport(f"cannot be read: {error.strerror}")


def taken_ids(folder: Path, pack: str) -> frozenset[str]:
    """The ids in a folder's other files: two questions of a bank never share one."""
    if not folder.is_dir():
        return frozenset()
    sources, _ = read_sources(folder)
    others = (source for source in sources if source.path.stem != pack)
    return frozenset(name for source in others for name, _ in ids(parse(source.content, str(source.path))))


def write_pack(folder: Path, pack: str, title: str, imported: Imported) -> Path:
    """Write the questions to NAME.yaml in one step; its path.

    CannotWrite: the folder cannot be written to, the file would be too large to be read again, or one of its
    name is there that nobody imported.
    """
    content = packed(title, imported.topics, imported.entries).encode()
    target = folder / f"{pack}.yaml"
    if len(content) > READABLE:
        text = f"would be larger than {READABLE // 1024 // 1024} MB; import fewer files at a time"
        raise CannotWrite(f"{target}: {text}, each with a --pack of its own")
    try:
        if target.exists() and not _was_imported(target):
            raise CannotWrite(f"{target}: was not imported and stays; choose another name with --pack")
        folder.mkdir(parents=True, exist_ok=True)
        _replace(target, content)
    except OSError as error:
        raise CannotWrite(f"{target}: cannot be written: {error.strerror}; check the path") from None
    return target


def _was_imported(path: Path) -> bool:
    with path.open("rb") as file:
        return IMPORTED.search(file.read(HEAD)) is not None


def _replace(target: Path, content: bytes) -> None:
    """By a file beside the target that nobody else can have made, so that nobody reads half of it."""
    with NamedTemporaryFile(dir=target.parent, prefix=".import-", suffix=".new", delete=False) as file:
        unfinished = Path(file.name)
        try:
            file.write(content)
            file.flush()
            unfinished.chmod(0o644)
            unfinished.replace(target)
        finally:
            with suppress(OSError):
                unfinished.unlink(missing_ok=True)
