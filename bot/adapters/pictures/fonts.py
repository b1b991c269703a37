"""Which fonts this machine has, what they can draw, and how wide a text becomes.

matplotlib shapes and orders every script by itself, right-to-left ones too, but draws a box where its fonts
have no glyph. So we look first.
"""

from collections.abc import Mapping
from functools import cache, lru_cache

from matplotlib.font_manager import FontPath, FontProperties, fontManager, get_font

MAIN = "DejaVu Sans"  # matplotlib brings it along
FIRST = (
    MAIN,
    "Noto Sans",
    "Noto Sans Devanagari",
    "Noto Sans Thai",
    "WenQuanYi Micro Hei",
    "Noto Sans CJK SC",
    "Noto Sans Symbols2",
    "Symbola",
)
_UNFIT = ("Last Resort", "LastResort", "STIX", "cm")
"""Fonts of boxes, and matplotlib's own for formulas, whose letters stand in places of their own."""
_UNSEEN = frozenset("\u200c\u200d\ufe0e\ufe0f")
"""Signs that join others or choose their form; a font without them still draws the rest."""


def can_draw(cluster: str) -> bool:
    """Whether every sign of a grapheme cluster has a glyph in some font."""
    return all(sign in _UNSEEN or family_of(sign) is not None for sign in cluster)


@lru_cache(maxsize=4096)
def family_of(sign: str) -> str | None:
    """The first family that has a glyph for a character."""
    return next((family for family in _families() if ord(sign) in _signs_of(family)), None)


@lru_cache(maxsize=1024)
def properties(text: str, bold: bool = False) -> FontProperties:
    """The main font and whatever else this text needs, regular or bold."""
    needed = dict.fromkeys([MAIN, *filter(None, map(family_of, text))])
    return FontProperties(family=list(needed), weight="bold" if bold else "normal")


@lru_cache(maxsize=4096)
def width(text: str, size: float, bold: bool = False) -> float:
    """Of a text in pixels, `size` being its height in the same."""
    font = get_font(fontManager._find_fonts_by_props(properties(text, bold)))
    font.set_size(size, 72)
    font.set_text(text)
    across, _ = font.get_width_height()
    return float(across) / 64


@cache
def _families() -> Mapping[str, FontPath]:
    """All upright families that may help, the usual ones first, and where each stands."""
    usual = (e for e in fontManager.ttflist if (e.style, e.weight, e.stretch) == ("normal", 400, "normal"))
    known = {e.name: FontPath(e.fname, e.index) for e in usual if not e.name.startswith(_UNFIT)}
    return {name: known[name] for name in sorted(known, key=_rank)}


def _rank(name: str) -> tuple[int, bool, str]:
    first = FIRST.index(name) if name in FIRST else len(FIRST)
    return first, not name.startswith("Noto Sans"), name


@cache
def _signs_of(family: str) -> frozenset[int]:
    font = get_font(_families()[family])
    return frozenset(font.get_charmap()) if font.scalable else frozenset()
