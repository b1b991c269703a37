"""Keeps secrets out of whatever the process says, and its memory out of files."""

import json
import re
import resource
import sys
import threading
import traceback
from collections.abc import Callable, Iterator, Sequence
from types import TracebackType
from urllib.parse import quote, quote_plus

HIDDEN = "[secret]"
NO_CORE = 1
"""A file of so many bytes is not begun; by 0 Linux would still hand a core to a program (`man 5 core`)."""

_END = r"[^\s\"'\\<>()&]+"
SHAPES = (
    rf"(?<=hooks\.slack\.com/){_END}",  # where a click is answered, for whoever knows the address
    rf"(?<=hooks\.slack-gov\.com/){_END}",
    rf"(?<=[?&]ticket=){_END}",  # opens one Socket Mode connection
    r"(?<=/webhooks/)\d+/[\w.%-]+",  # the token of an interaction, good for 15 minutes
    r"(?<=/interactions/)\d+/[\w.%-]+",
    r"\b(?:xox[a-z]|xapp|xoxe\.xox[a-z])-[\w-]{6,}",  # any token of Slack, set here or elsewhere
)
"""Secrets that no setting holds, known by their shape or by what stands before them."""


def hiding(secrets: Sequence[str]) -> Callable[[str], str]:
    """Puts a word in the place of every secret, in whichever of the usual ways it is written."""
    written = {way for secret in secrets if secret for way in _ways(secret)}
    literal = [re.escape(way) for way in sorted(written, key=len, reverse=True)]
    pattern = re.compile("|".join((*literal, *SHAPES)))
    return lambda text: pattern.sub(HIDDEN, text)


def _ways(secret: str) -> Iterator[str]:
    """As it is, in a `repr`, in JSON, in both, and in an address."""
    shown = repr(secret)[1:-1]
    for text in (secret, shown):
        yield text
        yield json.dumps(text)[1:-1]
    yield quote(secret, safe="")
    yield quote(secret)
    yield quote_plus(secret)


def guard_crashes(secrets: Sequence[str]) -> None:
    """Hide secrets in the traceback of whatever ends a thread or the process, and leave no core dump."""
    hide = hiding(secrets)

    def told(
        kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None:
            sys.stderr.write(hide("".join(traceback.format_exception(kind, error, trace))))

    sys.excepthook = told
    threading.excepthook = lambda lost: told(lost.exc_type, lost.exc_value, lost.exc_traceback)
    sys.unraisablehook = lambda lost: told(lost.exc_type, lost.exc_value, lost.exc_traceback)
    # what is in memory cannot be masked
    hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
    resource.setrlimit(resource.RLIMIT_CORE, (NO_CORE if hard else 0, hard))
