"""Kill a process at one of its steps: before the n-th call that changes files, so that none is left out."""

import os
import signal
import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

CHANGES = {"chmod", "fsync", "link", "mkdir", "rename", "replace", "sendfile", "truncate", "unlink", "write"}
"""Python's own; what SQLite does inside a transaction is its own affair."""

Work = Callable[[], object]


def cut_off(work: Work, step: int) -> bool:
    """Do it in a fork that is killed at that step, counted from 0; False if it was done before."""
    child = os.fork()
    if child == 0:
        _run(work, step)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return True
    assert os.waitstatus_to_exitcode(status) == 0, f"failed before step {step}"
    return False


def _run(work: Work, step: int) -> None:
    left = step

    def called(_: FrameType, event: str, function: Any) -> None:
        nonlocal left
        if event != "c_call" or not _changes_files(function):
            return
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        left -= 1

    try:
        sys.setprofile(called)
        work()
        sys.setprofile(None)
        os._exit(0)
    finally:
        sys.excepthook(*sys.exc_info())
        os._exit(1)


def _changes_files(function: Any) -> bool:
    module = function.__module__ or type(function.__self__).__module__
    return module in ("posix", "_io") and function.__name__ in CHANGES
