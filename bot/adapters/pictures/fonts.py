"""Which fonts this machine has, what they can draw, and how wide a text becomes.

matplotlib shapes and orders every script by itself, right-to-left ones too, but draws a box where its fonts
have no glyph. So we look first.
"""

import warnings
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from matplotlib.font_manager import FontPath, FontProperties, fontManager, get_font

from bot.adapters.pictures.clusters import clusters

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
    """Whether some family has a glyph for every sign of a grapheme cluster."""
    return family_of(cluster) is not None


@lru_cache(maxsize=4096)
def family_of(cluster: str) -> str | None:
    """The first family that has them all: an accent of one font does not go with a letter of another."""
    needed = {ord(sign) for sign in cluster if sign not in _UNSEEN}
    return next((family for family in _families() if needed <= _signs_of(family)), None)


@lru_cache(maxsize=1024)
def properties(text: str, bold: bool = False) -> FontProperties:
    """The main font and whatever else this text needs, regular or bold."""
    needed = dict.fromkeys([MAIN, *filter(None, map(family_of, clusters(text)))])
    return FontProperties(family=list(needed), weight="bold" if bold else "normal")


@lru_cache(maxsize=4096)
def width(text: str, size: float, bold: bool = False) -> float:
    """Of a text in pixels, `size` being its height in the same."""
    font = get_font(fontManager._find_fonts_by_props(properties(text, bold)))
    font.set_size(size, 72)
    font.set_text(text)
    across, _ = font.get_width_height()
    return float(across) / 64


def draws(text: str) -> bool:
    """Whether shaping the whole text finds every glyph; signs may need their neighbours' font."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # how matplotlib tells of a box
        try:
            width.__wrapped__(text, 20)
            width.__wrapped__(text, 20, True)
        except UserWarning:
            return False
    return True


@cache
def _families() -> Mapping[str, Sequence[FontPath]]:
    """All families that may help, the usual ones first, with their upright faces, regular and bold.

    Of several copies of a face matplotlib takes the first one, and so do we.
    """
    faces: dict[str, dict[int, FontPath]] = {}
    for entry in fontManager.ttflist:
        if (entry.style, entry.stretch) == ("normal", "normal") and entry.weight in (400, 700):
            faces.setdefault(entry.name, {}).setdefault(entry.weight, FontPath(entry.fname, entry.index))
    fit = [name for name, of in faces.items() if 400 in of and not name.startswith(_UNFIT)]
    return {name: list(faces[name].values()) for name in sorted(fit, key=_rank)}


def _rank(name: str) -> tuple[int, bool, str]:
    first = FIRST.index(name) if name in FIRST else len(FIRST)
    return first, not name.startswith("Noto Sans"), name


@cache
def _signs_of(family: str) -> frozenset[int]:
    """Those that every face of it has; bold ones often have fewer."""
    faces = map(get_font, _families()[family])
    signs = [frozenset(face.get_charmap()) if face.scalable else frozenset[int]() for face in faces]
    return frozenset.intersection(*signs)
