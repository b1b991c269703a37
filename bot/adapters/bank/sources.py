"""The files of a bank as they lie in their folder."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from bot.strict_yaml.limits import LARGEST
from bot.strict_yaml.problem import Problem


@dataclass(frozen=True, slots=True)
class Source:
    path: Path
    content: bytes

    @property
    def topic(self) -> str:
        return self.path.stem


def read_sources(folder: Path) -> tuple[list[Source], list[Problem]]:
    """Every `*.yaml` of a folder in the order of names, and what keeps any of it from being read.

    A single file is read as a folder that holds nothing else.
    """
    sources: list[Source] = []
    problems: list[Problem] = []
    try:
        paths = [folder] if folder.is_file() else folder.iterdir()
        for path in sorted(path for path in paths if not path.name.startswith(".")):
            if path.suffix == ".yaml":
                sources.append(Source(path, _start(path)))
            elif path.suffix == ".yml":
                problems.append(Problem(str(path), 1, "", "would be left out; rename it to end in .yaml"))
    except OSError as error:
        place = Path(error.filename or folder)
        problems.append(Problem(str(place), 1, "", f"cannot be read: {error.strerror}; check the path"))
    if not sources and not problems:
        problems.append(Problem(str(folder), 1, "", "holds no *.yaml file; check the path"))
    return sources, problems


def _start(path: Path) -> bytes:
    """The file, or of one that is too large so much that the reader sees it."""
    with path.open("rb") as file:
        return file.read(LARGEST + 1)


def digest(sources: Iterable[Source]) -> bytes:
    """The same for the same names and contents, and for no others; 32 bytes."""
    total = blake2b(digest_size=32)
    for source in sources:
        total.update(f"{source.path.name}\0{len(source.content)}\0".encode())
        total.update(source.content)
    return total.digest()
