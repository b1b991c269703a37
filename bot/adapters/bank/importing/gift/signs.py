"""Escapes of GIFT: a backslash takes the meaning from the sign behind it."""

import re

SPECIAL = "\\~=#{}:n"
# while a block is taken apart, the last signs of Unicode, which no text holds, stand in for escaped ones
_HIDDEN = {sign: chr(0x10FF00 + at) for at, sign in enumerate(SPECIAL)}
_SHOWN = str.maketrans({hidden: "\n" if sign == "n" else sign for sign, hidden in _HIDDEN.items()})
_ESCAPE = re.compile(r"\\([\\~=#{}:n])")
_PLANE_END = re.compile("[\U0010ff00-\U0010ffff]")


def hidden(text: str) -> str:
    """The text with a stand-in for every escaped sign."""
    return _ESCAPE.sub(lambda escape: _HIDDEN[escape[1]], _PLANE_END.sub("", text))


def shown(text: str) -> str:
    """The text with every stand-in replaced by what it stands for."""
    return text.translate(_SHOWN)


def written(text: str) -> str:
    """A text as GIFT wants it written."""
    return re.sub(r"[\\~=#{}:]", r"\\\g<0>", text).replace("\n", "\\n")
