"""Private replies: each is shown to one person only, until they dismiss it or newer ones push it out."""

from bot.cards import Card, File, Reply
from bot.domain.ids import Account

KEPT = 8


class Replies:
    """In memory only: like the private replies of the platforms, they do not outlive the session."""

    def __init__(self) -> None:
        self._numbers = 0
        self._kept: dict[Account, dict[int, Reply]] = {}

    def of(self, account: Account) -> tuple[tuple[int, Card], ...]:
        """A person's replies with their numbers, oldest first."""
        return tuple((number, reply.card) for number, reply in self._kept.get(account, {}).items())

    def file(self, account: Account, number: int) -> File | None:
        """What came with one of a person's replies."""
        reply = self._kept.get(account, {}).get(number)
        return reply.file if reply else None

    def add(self, account: Account, reply: Reply, pressed_in: int | None) -> int:
        """Show a reply, in the place of the one whose button was pressed if it says so; its number."""
        self._numbers += 1
        kept = list(self._kept.get(account, {}).items())
        at = next((at for at, (number, _) in enumerate(kept) if number == pressed_in), None)
        if reply.replaces and at is not None:
            kept[at] = (self._numbers, reply)
        else:
            kept.append((self._numbers, reply))
        self._kept[account] = dict(kept[-KEPT:])
        return self._numbers

    def dismiss(self, account: Account, number: int) -> None:
        self._kept.get(account, {}).pop(number, None)

    def dismiss_all(self, account: Account) -> None:
        self._kept.pop(account, None)
