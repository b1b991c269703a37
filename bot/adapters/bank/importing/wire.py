"""What the bot and the process that reads a file say to each other.

Nothing that reads files is loaded by it, since the bot itself never reads one.
"""

from typing import Final

import msgspec

from bot.domain.importing import ImportPreview, ImportWish

DONE: Final = b"+"
REFUSED: Final = b"-"
"""The first byte of an answer: what was found follows, or why nothing was."""


def encode_request(name: str, content: bytes, wish: ImportWish) -> bytes:
    return msgspec.msgpack.encode((name, content, wish))


def decode_request(request: bytes) -> tuple[str, bytes, ImportWish]:
    return msgspec.msgpack.decode(request, type=tuple[str, bytes, ImportWish])


def encode_preview(preview: ImportPreview) -> bytes:
    return msgspec.msgpack.encode(preview)


def decode_preview(content: bytes) -> ImportPreview:
    return msgspec.msgpack.decode(content, type=ImportPreview)
