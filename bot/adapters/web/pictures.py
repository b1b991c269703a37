"""The pictures that pages show, each under its own name."""

from collections import OrderedDict

from bot.cards import Card

KEPT = 64
"""A page shows a few; it is asked for its pictures at once."""


class Pictures:
    """In memory only: whoever looks at a page again brings its pictures back."""

    def __init__(self) -> None:
        self._contents: OrderedDict[str, bytes] = OrderedDict()

    def keep(self, card: Card) -> None:
        for picture in card.pictures:
            self._contents[picture.name] = picture.content
            self._contents.move_to_end(picture.name)
        while len(self._contents) > KEPT:
            self._contents.popitem(last=False)

    def find(self, name: str) -> bytes | None:
        return self._contents.get(name)
