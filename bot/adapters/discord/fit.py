"""How several texts share a limit."""

from collections.abc import Callable, Sequence


def shares(lengths: Sequence[int], limit: int) -> list[int]:
    """What each text may keep: the short ones all, the long ones the same amount, `limit` together."""
    left, level = limit, 0
    for position, length in enumerate(sorted(lengths)):
        level = left // (len(lengths) - position)
        if length > level:
            break
        left -= length
    else:
        return list(lengths)
    return [min(length, level) for length in lengths]


def shrink(make: Callable[[int], str], limit: int) -> str:
    """The text that `make` builds from so many characters, asked for fewer until it fits; "" if none does."""
    room = limit
    while room > 0:
        text = make(room)
        if len(text) <= limit:
            return text
        # markup and escaping made it longer than asked for, by about the same share at the next try
        room = min(room - 1, room * limit // len(text))
    return ""
