"""Rich text that has to fit: cut short, or dealt out over pages, at places where a reader may stop."""

from bisect import bisect_right
from collections.abc import Callable, Sequence

from bot.richtext.nodes import Bullets, Paragraph, Rich, Spans, Text
from bot.richtext.pieces import Piece, Stop, assembled, pieces
from bot.richtext.plain import plain
from bot.richtext.spans import merged

Measure = Callable[[Rich], int]
"""How long a rich text will be once it is rendered; longer texts must not measure less."""

ELLIPSIS = "…"


def plain_length(rich: Rich) -> int:
    return len(plain(rich))


def cut(rich: Rich, limit: int, measure: Measure = plain_length) -> tuple[Rich, bool]:
    """As much as measures at most `limit`, ending in `…` if anything was left out, and whether it was.

    Ends after a sentence, a list item, a line of code or a block; after a word where that would
    waste half the room. Code spans, formulas and links stay whole.
    """
    if measure(rich) <= limit:
        return rich, False
    parts = pieces(rich)

    def shortened(end: int) -> Rich:
        return _with_ellipsis(assembled(parts[:end]), parts[end - 1].stop)

    end = _furthest(parts, 0, (Stop.SENTENCE,), lambda end: measure(shortened(end)) <= limit)
    if end:
        return shortened(end), True
    nothing = (Paragraph((Text(ELLIPSIS),)),)
    return (nothing if measure(nothing) <= limit else ()), True


def pages(rich: Rich, limit: int, measure: Measure = plain_length) -> tuple[Rich, ...]:
    """All of it, in pages that measure at most `limit`; only a piece that cannot be broken is longer."""
    if measure(rich) <= limit:
        return (rich,)
    parts = pieces(rich)
    result: list[Rich] = []
    start = 0
    while start < len(parts):

        def fits(end: int, start: int = start) -> bool:
            return measure(assembled(parts[start:end])) <= limit

        end = _furthest(parts, start, (Stop.BLOCK, Stop.SENTENCE), fits) or _stops(parts, start)[0]
        result.append(assembled(parts[start:end]))
        start = end
    return tuple(page for page in result if page)


def _furthest(
    parts: Sequence[Piece], start: int, preferred: tuple[Stop, ...], fits: Callable[[int], bool]
) -> int | None:
    """The furthest stop after `start` that fits, or a better one if that gives away less than half."""
    stops = _stops(parts, start)
    reached = bisect_right(stops, False, key=lambda end: not fits(end))
    if not reached:
        return None
    furthest = stops[reached - 1]
    for least in preferred:
        better = (end for end in reversed(stops[:reached]) if parts[end - 1].stop >= least)
        # an ellipsis takes more room after a sentence than after a word
        best = next(filter(fits, better), start)
        if best - start >= (furthest - start) / 2:
            return best
    return furthest


def _stops(parts: Sequence[Piece], start: int) -> list[int]:
    return [end for end in range(start + 1, len(parts) + 1) if parts[end - 1].stop is not Stop.NEVER]


def _with_ellipsis(rich: Rich, stop: Stop) -> Rich:
    match rich:
        case (*before, Paragraph(spans)):
            return (*before, Paragraph(_trailing_off(spans, stop)))
        case (*before, Bullets((*items, last), ordered)):
            return (*before, Bullets((*items, _trailing_off(last, stop)), ordered))
        case _:
            return (*rich, Paragraph((Text(ELLIPSIS),)))


def _trailing_off(spans: Spans, stop: Stop) -> Spans:
    if stop >= Stop.SENTENCE:
        return merged((*spans, Text(f" {ELLIPSIS}")))
    match spans:
        case (*before, Text(text)):
            return merged((*before, Text(text.rstrip(" ,;:") + ELLIPSIS)))
        case _:
            return (*spans, Text(ELLIPSIS))
