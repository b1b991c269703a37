"""What the bot and the drawing process say to each other: a length of four bytes, then so many bytes."""

from typing import Final

import msgspec

from bot.domain.pictures import Calendar, Chart, Race, Standings, Strengths

LENGTH: Final = 4
DONE, FAILED = b"+", b"-"
"""The first byte of an answer: a picture follows, or what kind of error it was."""

_KINDS: Final[dict[str, type[Chart]]] = {
    kind.__name__: kind for kind in (Standings, Race, Calendar, Strengths)
}


def framed(content: bytes) -> bytes:
    return len(content).to_bytes(LENGTH, "big") + content


def length_of(head: bytes) -> int:
    return int.from_bytes(head, "big")


def encode(chart: Chart) -> bytes:
    """UnicodeEncodeError for text that is no Unicode text, such as half a surrogate pair."""
    return msgspec.msgpack.encode((type(chart).__name__, chart))


def decode(content: bytes) -> Chart:
    kind, chart = msgspec.msgpack.decode(content, type=tuple[str, msgspec.Raw])
    made: Chart = msgspec.msgpack.decode(chart, type=_KINDS[kind])
    return made
