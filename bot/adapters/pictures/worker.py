"""The process that draws: charts come in through standard input, pictures leave through standard output.

It ends when its input does, so it cannot outlive the bot, whatever ends that.
"""

import gc
import os
import sys
import traceback
from collections.abc import Callable
from typing import BinaryIO

from bot.adapters.pictures.frames import DONE, FAILED, LENGTH, decode, framed, length_of
from bot.domain.pictures import Chart

Draw = Callable[[Chart], bytes]


def main() -> None:
    draw = loaded()
    with os.fdopen(os.dup(1), "wb") as sink:
        os.dup2(2, 1)  # whatever a library prints must not get among the pictures
        serve(sys.stdin.buffer, sink, draw)


def loaded() -> Draw:
    """What matplotlib makes stays, so looking for garbage meanwhile only costs a tenth of the time."""
    gc.disable()
    from bot.adapters.pictures.draw import draw

    gc.freeze()
    gc.enable()
    return draw


def serve(source: BinaryIO, sink: BinaryIO, draw: Draw) -> None:
    while len(head := source.read(LENGTH)) == LENGTH:
        sink.write(framed(answer(source.read(length_of(head)), draw)))
        sink.flush()


def answer(request: bytes, draw: Draw) -> bytes:
    try:
        return DONE + draw(decode(request))
    except Exception as error:  # noqa: BLE001 - the boundary: one bad chart must not end the process
        # not the error's own words, which may hold a person's name
        place = traceback.extract_tb(error.__traceback__)[-1]
        return FAILED + f"{type(error).__name__} in {place.name}, line {place.lineno}".encode()


if __name__ == "__main__":
    main()
