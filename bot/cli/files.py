"""Writes what a command exports."""

from collections.abc import Mapping
from pathlib import Path

from bot.cli.common import Failure


def write_files(files: Mapping[Path, bytes], overwrite: bool) -> None:
    """Write all files or none, each in one step, so that nobody reads half of one.

    Failure: one is there already and is not to be overwritten, or cannot be written.
    """
    for path in files:
        if path.is_dir():
            raise Failure([f"{path} is a folder; name a file in it"])
        if path.exists() and not overwrite:
            raise Failure([f"{path} is there already; choose another name, or add --force"])
    unfinished = {path: path.with_name(f".{path.name}.new") for path in files}
    try:
        for path, content in files.items():
            unfinished[path].write_bytes(content)
        for path, new in unfinished.items():
            new.replace(path)
    except FileNotFoundError:
        raise Failure([f"{path.parent} is not there; make the folder first"]) from None
    except OSError as error:
        raise Failure([f"{path} cannot be written: {error.strerror}"]) from None
    finally:
        for new in unfinished.values():
            new.unlink(missing_ok=True)
