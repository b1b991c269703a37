"""The process that reads one file of a stranger: it comes in through standard input, and what it holds leaves
through standard output.

However hostile the file is, the process may take so much time and memory and no more.
"""

import os
import resource
import sys
from typing import Final

from bot.adapters.bank.importing.preview import preview
from bot.adapters.bank.importing.wire import DONE, REFUSED, decode_request, encode_preview
from bot.ports.outside import NotImportable

MOST_SECONDS: Final = 15  # of the processor
MOST_MEMORY: Final = 1024 * 1024 * 1024  # bytes of addresses


def main() -> None:
    for what, most in ((resource.RLIMIT_CPU, MOST_SECONDS), (resource.RLIMIT_AS, MOST_MEMORY)):
        resource.setrlimit(what, (most, most))
    with os.fdopen(os.dup(1), "wb") as sink:
        os.dup2(2, 1)  # whatever a library prints must not get into the answer
        sink.write(answer(sys.stdin.buffer.read()))


def answer(request: bytes) -> bytes:
    """What stands in the answer to a request; anything but NotImportable ends the process."""
    name, content, wish = decode_request(request)
    try:
        return DONE + encode_preview(preview(name, content, wish))
    except NotImportable as reason:
        return REFUSED + str(reason).encode()


if __name__ == "__main__":
    main()
