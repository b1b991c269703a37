"""A card as the JSON of a Discord message: one embed, and buttons in rows of five."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final

from bot.adapters.discord.blocks import fitted
from bot.adapters.discord.fit import shrink
from bot.adapters.discord.markdown import GAP, escape
from bot.cards import Button, Card, File, Look, Picture, Tone
from bot.presses import encode

Json = dict[str, Any]

TITLE, DESCRIPTION, FOOTER = 256, 4096, 1600  # together below the 6000 that an embed may have
LABEL, IN_A_ROW, ROWS = 80, 5, 5
ACTION_ROW, BUTTON = 1, 2
PICTURES, ALT = 9, 1024  # of the 10 files that a message may have one is kept for the reply's own
READ_ON: Final = "Read on"

COLOURS = {
    Tone.QUESTION: 0x4C6EF5,
    Tone.RIGHT: 0x2F9E44,
    Tone.WRONG: 0xE8590C,
    Tone.CLOSED: 0x868E96,
    Tone.INFO: 0x1098AD,
    Tone.REFUSAL: 0xC92A2A,
}
STYLES = {Look.PLAIN: 2, Look.MAIN: 1, Look.DANGER: 4}


def to_message(card: Card, file: File | None = None) -> Json:
    """The `embeds` and `components` of a message that shows the card, within all of Discord's limits.

    `attachments` lists what `to_files` gives, if that is anything.
    """
    embed, was_cut = to_embed(card)
    more = (Button(READ_ON, card.more),) if was_cut and card.more else ()
    message: Json = {"embeds": [embed], "components": to_rows(card.buttons, more)}
    first, *others = (_image(picture) for picture in _pictures(card)) if card.pictures else ({},)
    embed.update(first)
    message["embeds"] += [{"color": COLOURS[card.tone], **image} for image in others]
    if files := to_files(card, file):
        words = [shortened(picture.alt, ALT) for picture in _pictures(card)]
        message["attachments"] = [
            {"id": str(n), "filename": one.name} | ({"description": words[n]} if n < len(words) else {})
            for n, one in enumerate(files)
        ]
    return message


def to_files(card: Card, file: File | None = None) -> tuple[File, ...]:
    """What belongs to the message beside its JSON: the card's pictures, then the file."""
    pictures = (File(picture.name, "image/png", picture.content) for picture in _pictures(card))
    return (*pictures, *([file] if file else ()))


def _pictures(card: Card) -> tuple[Picture, ...]:
    """As many as there is room for, each once."""
    return tuple({picture.name: picture for picture in card.pictures}.values())[:PICTURES]


def _image(picture: Picture) -> Json:
    return {"image": {"url": f"attachment://{picture.name}"}}


def to_embed(card: Card) -> tuple[Json, bool]:
    """The card's words, and whether some had to be left out."""
    text, was_cut = fitted(card.blocks, DESCRIPTION)
    embed: Json = {"color": COLOURS[card.tone]}
    if title := shrink(lambda n: escape(shortened(card.title, n)), TITLE).strip():
        embed["title"] = title
    if text or not title:
        embed["description"] = text or GAP
    if card.note:
        embed["footer"] = {"text": shortened(card.note, FOOTER)}
    return embed, was_cut


def to_rows(buttons: Sequence[Button], more: Sequence[Button] = ()) -> list[Json]:
    """Rows of buttons, each press once; `more` stand last and stay even if there are too many."""
    most = IN_A_ROW * ROWS
    unique = {button["custom_id"]: button for button in map(_button, (*more, *buttons))}
    shown = list(unique.values())[:most]
    ordered = shown[len(more) :] + shown[: len(more)]
    return [
        {"type": ACTION_ROW, "components": ordered[start : start + IN_A_ROW]}
        for start in range(0, len(ordered), IN_A_ROW)
    ]


@lru_cache(maxsize=1024)
def _button(button: Button) -> Json:
    label = shortened(button.label.strip(), LABEL) or "…"
    return {
        "type": BUTTON,
        "style": STYLES[button.look],
        "label": label,
        "custom_id": encode(button.press),
    }


def shortened(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"
