"""Text in the pieces that people see as one letter each: Unicode's grapheme clusters."""

import re
from collections.abc import Iterator

from rich.cells import split_graphemes

_FLAG_LETTERS = re.compile("[\U0001f1e6-\U0001f1ff]")


def clusters(text: str) -> Iterator[str]:
    """The two halves of a flag belong together, which rich does not know."""
    half = ""
    for start, end, _ in split_graphemes(text)[0]:
        cluster = half + text[start:end]
        half = ""
        if len(cluster) == 1 and _FLAG_LETTERS.match(cluster):
            half = cluster
        else:
            yield cluster
    if half:
        yield half
