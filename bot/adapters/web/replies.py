"""Private replies: each is shown to one person only, until they dismiss it or newer ones push it out."""

from bot.cards import Card, Reply
from bot.domain.ids import Account

KEPT = 8


class Replies:
    """In memory only: like the private replies of the platforms, they do not outlive the session."""

    def __init__(self) -> None:
        self._numbers = 0
        self._cards: dict[Account, dict[int, Card]] = {}

    def of(self, account: Account) -> tuple[tuple[int, Card], ...]:
        """A person's replies with their numbers, oldest first."""
        return tuple(self._cards.get(account, {}).items())

    def add(self, account: Account, reply: Reply, pressed_in: int | None) -> int:
        """Show a reply, in the place of the one whose button was pressed if it says so; its number."""
        self._numbers += 1
        kept = list(self._cards.get(account, {}).items())
        at = next((at for at, (number, _) in enumerate(kept) if number == pressed_in), None)
        if reply.replaces and at is not None:
            kept[at] = (self._numbers, reply.card)
        else:
            kept.append((self._numbers, reply.card))
        self._cards[account] = dict(kept[-KEPT:])
        return self._numbers

    def dismiss(self, account: Account, number: int) -> None:
        self._cards.get(account, {}).pop(number, None)

    def dismiss_all(self, account: Account) -> None:
        self._cards.pop(account, None)
