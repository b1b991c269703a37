"""Disks that can be filled: a small one of our own where we may mount it, else a limit on the process."""

import errno
import os
import resource
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

SIZE = 6 * 1024 * 1024
FILLER = "filler"


@contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    """A file system of a few megabytes in memory; the test is skipped where we may not mount one."""
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "studybot-test", str(folder)],
        capture_output=True,
        check=False,
    )
    if mounted.returncode != 0:
        pytest.skip("only an administrator may mount a file system")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


@contextmanager
def filled(folder: Path) -> Iterator[None]:
    """Not a byte is free while the block runs."""
    filler = folder / FILLER
    with filler.open("wb", buffering=0) as file:
        for size in (65_536, 4096, 1):
            _until_full(lambda size=size: file.write(b"x" * size))  # type: ignore[misc] # called at once
    try:
        yield
    finally:
        filler.unlink()


def _until_full(write: Callable[[], object]) -> None:
    try:
        while True:
            write()
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise


@contextmanager
def forbidden_to_grow(process: int) -> Iterator[None]:
    """Nothing that the process writes beyond the first bytes of a file is taken while the block runs.

    The kernel answers EFBIG where a full disk says ENOSPC; to SQLite both are a write that failed.
    """
    soft, hard = resource.prlimit(process, resource.RLIMIT_FSIZE)
    resource.prlimit(process, resource.RLIMIT_FSIZE, (min(os.sysconf("SC_PAGESIZE"), 4096), hard))
    try:
        yield
    finally:
        resource.prlimit(process, resource.RLIMIT_FSIZE, (soft, hard))
