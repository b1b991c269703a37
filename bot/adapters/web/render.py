"""Card to HTML.

A card holds no form of its own: whoever shows it wraps a form around it, and every button names its
press in `token`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from bot.adapters.web.richtext import rich_html
from bot.cards import (
    Bar,
    Block,
    Button,
    Card,
    Choices,
    Facts,
    Heading,
    Look,
    Picture,
    Prose,
    Rank,
    Ranking,
    Spoiler,
    Tally,
    Until,
)
from bot.domain.question import LETTERS
from bot.presses import encode
from bot.presses.questions import Choose


def to_html(card: Card, *, id_: str = "card", level: int = 2) -> Markup:
    """`id_` begins the ids of the card's elements, so it is unique on a page; `level` is its heading's."""
    choosers = {button.press.choice: button for button in card.buttons if isinstance(button.press, Choose)}
    has_rows = any(isinstance(block, Choices) for block in card.blocks)
    others = [b for b in card.buttons if not (has_rows and isinstance(b.press, Choose))]
    page = _Place(id_, level, choosers)
    return Markup(
        '<article class="card tone-{tone}" aria-labelledby="{id}-title">'
        '<h{level} id="{id}-title">{title}</h{level}>{blocks}{buttons}{note}</article>'
    ).format(
        tone=card.tone,
        id=id_,
        level=level,
        title=card.title,
        blocks=Markup("").join(_block(block, page) for block in card.blocks),
        buttons=buttons_html(others),
        note=_if(Markup('<p class="note">{}</p>'), card.note),
    )


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in a page a block stands."""

    id: str
    level: int
    choosers: Mapping[int, Button]


def _block(block: Block, place: _Place) -> Markup:
    match block:
        case Prose(text):
            return Markup('<div class="prose">{}</div>').format(rich_html(text))
        case Until(_, words):
            return Markup('<p class="until">{}</p>').format(words)
        case Heading(text):
            return Markup("<h{level}>{text}</h{level}>").format(level=place.level + 1, text=text)
        case Choices():
            return _choices(block, place)
        case Spoiler(label, blocks):
            return Markup('<details class="spoiler"><summary>{}</summary><div>{}</div></details>').format(
                label, Markup("").join(_block(inner, place) for inner in blocks)
            )
        case Tally(bars):
            return _tally(bars)
        case Facts(rows):
            pairs = (Markup("<div><dt>{}</dt><dd>{}</dd></div>").format(*row) for row in rows)
            return Markup('<dl class="facts">{}</dl>').format(Markup("").join(pairs))
        case Ranking(rows):
            return _ranking(rows)
        case Picture():
            return _picture(block)


def _picture(picture: Picture) -> Markup:
    """With its size, so that the page keeps still when it arrives."""
    size = {name: int.from_bytes(picture.content[at : at + 4]) for name, at in (("w", 16), ("h", 20))}
    return Markup('<img class="picture" src="/pictures/{}" alt="{}" width="{w}" height="{h}">').format(
        picture.name, picture.alt, **size
    )


def _choices(block: Choices, place: _Place) -> Markup:
    rows = Markup("").join(
        Markup('<li>{}<div id="{}-{}">{}</div></li>').format(
            _letter(letter, place.choosers.get(at), f"{place.id}-{letter}"), place.id, letter, rich_html(text)
        )
        for at, (letter, text) in enumerate(zip(LETTERS, block.options, strict=False))
    )
    return Markup('<ol type="A" class="choices">{}</ol>').format(rows)


def _letter(letter: str, button: Button | None, described_by: str) -> Markup:
    """The option's letter: a button while it can be chosen."""
    if button is None:
        return Markup('<span class="letter">{}</span>').format(letter)
    return Markup('<button class="letter" name="token" value="{}" aria-describedby="{}">{}</button>').format(
        encode(button.press), described_by, button.label
    )


def _tally(bars: Iterable[Bar]) -> Markup:
    return Markup(
        '<table class="tally"><thead><tr><th scope="col">Option</th><th scope="col">Chosen by</th></tr>'
        "</thead><tbody>{}</tbody></table>"
    ).format(Markup("").join(map(_bar, bars)))


def _bar(bar: Bar) -> Markup:
    return Markup(
        '<tr{row}><th scope="row"><div class="option"><span class="letter">{letter}</span>'
        "<div>{text}{right}</div></div></th>"
        '<td><svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">'
        '<rect width="{percent}" height="8"/></svg><span>{count} ({percent}%)</span></td></tr>'
    ).format(
        row=Markup(' class="right"') if bar.right else "",
        letter=bar.letter,
        text=rich_html(bar.text),
        right=Markup('<p class="key">✓ right answer</p>') if bar.right else "",
        count=bar.count,
        percent=round(bar.share * 100),
    )


def _ranking(rows: Iterable[Rank]) -> Markup:
    return Markup(
        '<table class="ranking"><thead><tr><th scope="col">Place</th><th scope="col">Name</th>'
        '<th scope="col">Points</th></tr></thead><tbody>{}</tbody></table>'
    ).format(Markup("").join(map(_rank, rows)))


def _rank(rank: Rank) -> Markup:
    return Markup(
        '<tr{row}><td class="place">{place}</td><th scope="row">{name}{you}<small>{detail}</small></th>'
        '<td class="points">{points}</td></tr>'
    ).format(
        row=Markup(' class="reader"') if rank.is_reader else "",
        place=rank.place,
        name=rank.name,
        you=Markup(' <span class="you">you</span>') if rank.is_reader else "",
        detail=rank.detail,
        points=rank.worth,
    )


def buttons_html(buttons: Iterable[Button]) -> Markup:
    """A row of buttons, or nothing where there are none."""
    return _if(Markup('<div class="buttons">{}</div>'), Markup("").join(map(_button, buttons)))


def _button(button: Button) -> Markup:
    look = "" if button.look is Look.PLAIN else f" {button.look}"
    return Markup('<button class="button{}" name="token" value="{}">{}</button>').format(
        look, encode(button.press), button.label
    )


def _if(frame: Markup, inside: str) -> Markup:
    return frame.format(inside) if inside else Markup("")
