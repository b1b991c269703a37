"""What running text is made of. All of it is immutable and hashable, so that renderers can cache."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    text: str


@dataclass(frozen=True, slots=True)
class Strong:
    spans: "Spans"


@dataclass(frozen=True, slots=True)
class Emphasis:
    spans: "Spans"


@dataclass(frozen=True, slots=True)
class Code:
    """A few words of code inside a sentence."""

    text: str


@dataclass(frozen=True, slots=True)
class Math:
    """A formula inside a sentence: its LaTeX, and the same as readable Unicode text if that is possible."""

    latex: str
    readable: str | None


@dataclass(frozen=True, slots=True)
class Link:
    spans: "Spans"
    url: str


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel by our id of it, `discord:1/2`; its own platform shows it by its name."""

    id: str

    @property
    def local(self) -> str:
        """What the platform calls it."""
        return self.id.rpartition("/")[2]


Span = Text | Strong | Emphasis | Code | Math | Link | Channel
Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    spans: Spans


@dataclass(frozen=True, slots=True)
class Fence:
    """Lines of code; `language` may be empty."""

    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula on a line of its own; the fields are those of Math."""

    latex: str
    readable: str | None


@dataclass(frozen=True, slots=True)
class Bullets:
    """List items, each of them one paragraph; numbered from 1 if `ordered`."""

    items: tuple[Spans, ...]
    ordered: bool = False


RichBlock = Paragraph | Fence | Formula | Bullets
Rich = tuple[RichBlock, ...]
