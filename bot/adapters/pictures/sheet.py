"""The card that every picture is drawn on, measured in pixels, with y growing downwards."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any, Final

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import BoxStyle, PathPatch
from matplotlib.path import Path
from matplotlib.textpath import TextPath
from matplotlib.transforms import Affine2D, Bbox, TransformedBbox

from bot.adapters.pictures import fonts, palette
from bot.adapters.pictures.names import drawable, shortened
from bot.wording.pictures import NOBODY

WIDTH: Final = 1080
LEFT: Final = 48
RIGHT: Final = WIDTH - LEFT
TITLE, TEXT, SMALL = 36, 27, 22
"""Heights of text. Chat apps show a picture at about half its size."""
_DPI = 100
_PRINT_LINE, _MOST_PRINT = 32, 3  # of the small print: pixels a line, and lines


class Sheet:
    """`top` is where so many pixels of content may begin; the small print stands below them."""

    def __init__(self, title: str, subtitle: str, content: float, small_print: str = "") -> None:
        self.top = 132 if subtitle.strip() else 98
        foot = _wrapped(small_print)
        self.height = self.top + content + 30 + _PRINT_LINE * len(foot)
        self.figure = Figure(figsize=(WIDTH / _DPI, self.height / _DPI), dpi=_DPI, facecolor="none")
        FigureCanvasAgg(self.figure)
        self.axes: Axes = self.figure.add_axes((0, 0, 1, 1))
        self.axes.set_axis_off()
        self.axes.set(xlim=(0, WIDTH), ylim=(self.height, 0))
        self.box(3, 3, WIDTH - 6, self.height - 6, palette.CARD, edge=palette.BORDER, corner=24)
        self.text(LEFT, 68, title, TITLE, bold=True, room=RIGHT - LEFT)
        self.text(LEFT, 108, subtitle, SMALL + 2, palette.SOFT, room=RIGHT - LEFT)
        for number, words in enumerate(reversed(foot)):
            self.text(LEFT, self.height - 26 - number * _PRINT_LINE, words, SMALL, palette.SOFT)

    def text(
        self,
        x: float,
        y: float,
        words: str,
        size: float = TEXT,
        colour: str = palette.INK,
        *,
        align: str = "left",
        bold: bool = False,
        room: float = WIDTH,
    ) -> float:
        """Words on the base line `y`, shortened to their room; their width.

        Whatever a font may do, nothing is drawn above or below the line's own height.
        """
        clean, _ = drawable(words)
        shown = shortened(clean, lambda part: fonts.width(part, size, bold) <= room)
        if not shown.strip():
            return 0.0
        drawn = self.axes.text(
            x,
            y,
            shown,
            fontproperties=fonts.properties(shown, bold),
            fontsize=size * 72 / _DPI,
            color=colour,
            ha=align,
            va="baseline",
            parse_math=False,
            clip_on=True,
        )
        drawn.set_clip_box(self._line(y, size))  # the axes have set their own
        return fonts.width(shown, size, bold)

    def _line(self, y: float, size: float) -> TransformedBbox:
        """Where words on a base line may be drawn."""
        return TransformedBbox(
            Bbox.from_extents(0, y - 1.3 * size, WIDTH, y + 0.6 * size), self.axes.transData
        )

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        colour: str,
        *,
        edge: str = "none",
        corner: float = 8,
    ) -> None:
        """A rectangle with round corners."""
        self._fill([_rounded(x, y, width, height, corner)], colour, edge)

    def cells(
        self, places: Sequence[tuple[float, float]], size: float, sign: str, fill: str, ink: str, edge: str
    ) -> None:
        """A square with a sign in its middle at each place, all in two shapes: a year has many days."""
        self._fill([_rounded(x + 2, y + 2, size - 4, size - 4, size / 6) for x, y in places], fill, edge)
        if sign:
            shape = TextPath((0, 0), sign, size=min(size * 0.62, 30), prop=fonts.properties(sign))
            left, low, right, high = shape.get_extents().extents
            centred = Affine2D().translate(-(left + right) / 2, -(low + high) / 2).scale(1, -1)
            middles = [(x + size / 2, y + size / 2) for x, y in places]
            self._fill([shape.transformed(centred + Affine2D().translate(*place)) for place in middles], ink)

    def _fill(self, shapes: Sequence[Path], colour: str, edge: str = "none") -> None:
        whole = Path.make_compound_path(*shapes)
        width = 0 if edge == "none" else 2.2
        # as a mere artist: nobody needs to know how far data reach
        self.axes.add_artist(PathPatch(whole, facecolor=colour, edgecolor=edge, linewidth=width))

    def line(
        self, xs: Sequence[float], ys: Sequence[float], colour: str, width: float = 1, **how: Any
    ) -> None:
        self.axes.add_artist(Line2D(xs, ys, color=colour, linewidth=width, solid_capstyle="round", **how))

    def png(self) -> bytes:
        content = BytesIO()
        self.figure.savefig(content, format="png", dpi=_DPI, metadata={"Software": None})
        return content.getvalue()


def _rounded(x: float, y: float, width: float, height: float, corner: float) -> Path:
    shape: Path = BoxStyle.Round(pad=0, rounding_size=min(corner, width / 2, height / 2))(
        x, y, width, height, 1
    )
    return shape


def empty(title: str, subtitle: str, small_print: str = "") -> Sheet:
    """A card that says that there is nothing to draw yet."""
    sheet = Sheet(title, subtitle, 60, small_print)
    sheet.text(LEFT, sheet.top + 38, NOBODY, colour=palette.SOFT)
    return sheet


def _wrapped(words: str) -> list[str]:
    """Lines of small print, the last one shortened if there would be too many."""
    lines: list[str] = []
    for word in drawable(words)[0].split():
        longer = f"{lines[-1]} {word}" if lines else word
        if not lines or (len(lines) < _MOST_PRINT and not _fits(longer)):
            lines.append(word)
        else:
            lines[-1] = longer
    return [shortened(line, _fits) for line in lines]


def _fits(line: str) -> bool:
    return fonts.width(line, SMALL) <= RIGHT - LEFT
