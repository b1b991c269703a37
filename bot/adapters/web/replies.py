"""Private replies: each is shown to one person only, until they dismiss it or newer ones push it out."""

from bot.cards import File, Reply
from bot.domain.ids import Account

KEPT = 8


class Replies:
    """In memory only: like the private replies of the platforms, they do not outlive the session."""

    def __init__(self) -> None:
        self._numbers = 0
        self._replies: dict[Account, dict[int, Reply]] = {}

    def of(self, account: Account) -> tuple[tuple[int, Reply], ...]:
        """A person's replies with their numbers, oldest first."""
        return tuple(self._replies.get(account, {}).items())

    def file(self, account: Account, number: int) -> File | None:
        """What came with one of a person's replies."""
        reply = self._replies.get(account, {}).get(number)
        return reply.file if reply else None

    def add(self, account: Account, reply: Reply, pressed_in: int | None) -> int:
        """Show a reply, in the place of the one whose button was pressed if it says so; its number.

        A card of the same title is the old one in a new state and keeps its number, so that the page keeps
        what is open and focused in it.
        """
        kept = list(self._replies.get(account, {}).items())
        at = next((at for at, (number, _) in enumerate(kept) if number == pressed_in), None)
        if reply.replaces and at is not None:
            number, old = kept[at]
            kept[at] = (number if old.card.title == reply.card.title else self._new_number(), reply)
            number = kept[at][0]
        else:
            number = self._new_number()
            kept.append((number, reply))
        self._replies[account] = dict(kept[-KEPT:])
        return number

    def _new_number(self) -> int:
        self._numbers += 1
        return self._numbers

    def dismiss(self, account: Account, number: int) -> None:
        self._replies.get(account, {}).pop(number, None)

    def dismiss_all(self, account: Account) -> None:
        self._replies.pop(account, None)
