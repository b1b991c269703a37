"""A message before any platform has touched it.

Plain strings carry no markup at all. Emphasis comes from a block's kind or from rich text, and each
renderer is one `match` over the blocks plus its platform's escaping.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from bot.presses import Press
from bot.richtext.nodes import Paragraph, Rich, Text


class Tone(StrEnum):
    """What a card is about; a renderer may give it a colour, the words say it as well."""

    QUESTION = "question"
    RIGHT = "right"
    WRONG = "wrong"
    CLOSED = "closed"
    INFO = "info"
    REFUSAL = "refusal"


@dataclass(frozen=True, slots=True)
class Prose:
    text: Rich


@dataclass(frozen=True, slots=True)
class Heading:
    """A short title inside a card."""

    text: str


@dataclass(frozen=True, slots=True)
class Choices:
    """A question's options; the renderer letters them A, B, C, D."""

    options: tuple[Rich, ...]


@dataclass(frozen=True, slots=True)
class Spoiler:
    """Something hidden until asked for. Where a platform cannot hide text, a button with `press` shows it.

    That button says `button` and stands beside the label; without one the label says enough for a button.
    """

    label: str
    blocks: tuple["Block", ...]
    press: Press
    button: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """How many chose an option; `share` is between 0 and 1."""

    letter: str
    text: Rich
    count: int
    share: float
    right: bool


@dataclass(frozen=True, slots=True)
class Tally:
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Pairs of a label and a value, in plain text."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Rank:
    """A line of a board; `detail` is plain text such as `8/10 right, streak 3`.

    `points` may have two decimals where they are an average.
    """

    place: int
    name: str
    points: float
    detail: str
    is_reader: bool = False

    @property
    def worth(self) -> str:
        """The points as they are read: `1,234`, or `27.50` for an average."""
        return f"{self.points:,}" if isinstance(self.points, int) else f"{self.points:,.2f}"


@dataclass(frozen=True, slots=True)
class Ranking:
    rows: tuple[Rank, ...]


@dataclass(frozen=True, slots=True)
class Until:
    """A deadline with its zone; `words` say what is left where nothing can count it down.

    Two of the same deadline are equal, so that no message is changed only because time passes.
    """

    at: datetime
    words: str = field(compare=False)


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG; `alt` says all of it in words.

    `name` is a file name of its own for every content, of letters a-z, digits and hyphens. A picture stands
    in a card itself, never in a spoiler.
    """

    name: str
    alt: str
    content: bytes = field(repr=False)


Block = Prose | Heading | Choices | Spoiler | Tally | Facts | Ranking | Until | Picture


class Look(StrEnum):
    PLAIN = "plain"
    MAIN = "main"
    DANGER = "danger"


@dataclass(frozen=True, slots=True)
class Button:
    label: str
    press: Press
    look: Look = Look.PLAIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """`more` is the press behind which a text stands in full, for a renderer that has to cut it.

    `note` is a line of small print below the blocks.
    """

    title: str
    tone: Tone = Tone.INFO
    blocks: tuple[Block, ...] = ()
    buttons: tuple[Button, ...] = ()
    note: str = ""
    more: Press | None = None

    @property
    def pictures(self) -> tuple[Picture, ...]:
        return tuple(block for block in self.blocks if isinstance(block, Picture))


def in_words(card: Card) -> Card:
    """The card with the words of its pictures in their places, for where they cannot be shown."""
    if not card.pictures:
        return card
    return replace(card, blocks=tuple(map(_said, card.blocks)))


def _said(block: Block) -> Block:
    return Prose((Paragraph((Text(block.alt),)),)) if isinstance(block, Picture) else block


MOST_FIELDS = 5  # what Discord takes
LONGEST_VALUE = 4000  # characters; what Discord takes, while Slack stops at 3000


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One text of a form: a paragraph, or `one_line`; `value` is what stands in it at first.

    `label` is at most 45 characters and `hint` at most 100, which fits every platform. With `is_file` it asks
    for a file, which goes to `Study.hand_in`; such a field stands alone, and Discord has none.
    """

    name: str
    label: str
    hint: str = ""
    one_line: bool = False
    required: bool = True
    longest: int = LONGEST_VALUE
    value: str = ""
    is_file: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """Asks a person for texts, which go to `Study.submit` by the names of their fields, with `press`.

    `title` is at most 24 characters. ValueError: there are not 1 to 5 fields, or two share a name.
    """

    title: str
    press: Press
    fields: tuple[Field, ...]

    def __post_init__(self) -> None:
        if not 1 <= len(self.fields) <= MOST_FIELDS:
            raise ValueError(f"a form has 1 to {MOST_FIELDS} fields, not {len(self.fields)}")
        if len({field.name for field in self.fields}) < len(self.fields):
            raise ValueError("two fields of a form share a name")


@dataclass(frozen=True, slots=True)
class Reply:
    """What one person sees in private; `replaces` the message whose button was pressed, if it was private.

    With a `form` that is shown first, and the card where a platform cannot open a form now or shows both.
    `file` goes to the same person only.
    """

    card: Card
    replaces: bool = False
    form: Form | None = None
    file: "File | None" = None


@dataclass(frozen=True, slots=True)
class File:
    name: str
    media_type: str
    content: bytes
