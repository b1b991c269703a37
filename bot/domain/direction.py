"""Signs that turn the direction of writing around."""

from typing import Final

_TURNING: Final = dict.fromkeys(map(ord, "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))


def straight(text: str) -> str:
    """Without the signs by which a text can read as another one, or turn around what stands behind it.

    Letters that are written from right to left keep their own direction, which needs no such sign.
    """
    return text if text.isascii() else text.translate(_TURNING)
