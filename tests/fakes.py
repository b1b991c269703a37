"""Small working stand-ins for the ports that are not the store."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from bot.adapters.bank.importing.preview import preview
from bot.cards import Card
from bot.domain.announcement import Post, PostId
from bot.domain.bank import Bank
from bot.domain.ids import Account, ChannelId, MessageId, WorkspaceId
from bot.domain.importing import ImportPreview, ImportWish
from bot.domain.pictures import Chart
from bot.ports.outside import Refused, Unreachable


class DirectImporter:
    """Reads where it stands, without a process of its own."""

    async def read(self, name: str, content: bytes, wish: ImportWish) -> ImportPreview:
        return preview(name, content, wish)


class StoppedClock:
    """Stands still until told otherwise."""

    def __init__(self, time: datetime = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)) -> None:
        self.time = time

    def now(self) -> datetime:
        return self.time

    def advance(self, **span: float) -> None:
        self.time += timedelta(**span)


class RecordingChannels:
    """A platform that keeps what it is sent, and fails the next calls with what stands in `failures`.

    A failure listed in `after_accepting` is raised once the message is there, like a cut connection.
    """

    def __init__(self) -> None:
        self.messages: dict[MessageId, tuple[PostId, ChannelId, Card]] = {}
        self.posts = self.edits = 0
        self.failures: list[Exception] = []
        self.after_accepting: list[Exception] = []

    def _fail(self, failures: list[Exception]) -> None:
        if failures:
            raise failures.pop(0)

    async def post(self, post: Post, card: Card) -> MessageId:
        self._fail(self.failures)
        self.posts += 1
        message = MessageId(f"m{self.posts}")
        self.messages[message] = (post.id, post.channel, card)
        self._fail(self.after_accepting)
        return message

    async def find(self, post: Post, card: Card) -> MessageId | None:
        self._fail(self.failures)
        return next((m for m, (id_, _, _) in self.messages.items() if id_ == post.id), None)

    async def edit(self, post: Post, message: MessageId, card: Card) -> None:
        self._fail(self.failures)
        self.edits += 1
        self.messages[message] = (post.id, post.channel, card)

    def link(self, post: Post, message: MessageId) -> str:
        return f"https://example.org/{message}"

    def cards(self, channel: ChannelId) -> list[Card]:
        return [card for _, where, card in self.messages.values() if where == channel]


class RecordingWatchers:
    def __init__(self) -> None:
        self.seen: list[ChannelId] = []

    def changed(self, channel: ChannelId) -> None:
        self.seen.append(channel)


class FixedBanks:
    """A bank in memory; `errors` is what the next reload finds."""

    def __init__(self, bank: Bank) -> None:
        self.current = bank
        self.errors: Sequence[str] = ()

    async def reload(self) -> Sequence[str]:
        return self.errors


TINY_PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de000000"
    "0c4944415478da63606060000000040001c8eaebf90000000049454e44ae426082"
)
"""One pixel."""


class TinyPainter:
    """Gives the same pixel for every chart, and fails the next calls with what is in `failures`."""

    def __init__(self) -> None:
        self.drawn: list[Chart] = []
        self.failures: list[Exception] = []
        self.readied = 0

    async def draw(self, chart: Chart) -> bytes:
        if self.failures:
            raise self.failures.pop(0)
        self.drawn.append(chart)
        return TINY_PNG

    def get_ready(self) -> None:
        self.readied += 1


class RecordingTellers:
    """A platform that keeps what people are told, and fails the next calls with what is in `failures`."""

    def __init__(self) -> None:
        self.told: list[tuple[Account, Card]] = []
        self.failures: list[Exception] = []

    async def tell(self, account: Account, card: Card) -> None:
        if self.failures:
            raise self.failures.pop(0)
        self.told.append((account, card))


class FixedGroups:
    """A platform's groups by id, each with its title and its members; `names` are of all its people.

    `is_listed` False is a platform that tells the groups of those who act only. `gone` have left it; while it
    is `silent` it does not say who is there.
    """

    def __init__(self) -> None:
        self.groups: dict[str, tuple[str, list[Account]]] = {}
        self.names: dict[Account, str] = {}
        self.is_listed = True
        self.gone: set[Account] = set()
        self.silent = False

    async def title(self, workspace: WorkspaceId, group: str) -> str:
        if group not in self.groups:
            raise Refused(f"there is no group {group}")
        return self.groups[group][0]

    async def members(self, workspace: WorkspaceId, group: str) -> Sequence[tuple[Account, str]] | None:
        return [(account, "") for account in self.groups[group][1]] if self.is_listed else None

    async def name_there(self, workspace: WorkspaceId, account: Account) -> str | None:
        if self.silent:
            raise Unreachable("no answer")
        return None if account in self.gone else self.names.get(account, "")

    async def name_of(self, workspace: WorkspaceId, account: Account) -> str:
        if account not in self.names:
            raise Refused(f"there is no {account}")
        return self.names[account]


class FixedRoster:
    """Knows who manages what, and fails the next calls with what is in `failures`."""

    def __init__(self, *managers: tuple[Account, WorkspaceId]) -> None:
        self.managers = set(managers)
        self.failures: list[Exception] = []

    async def may_manage(self, account: Account, workspace: WorkspaceId) -> bool:
        if self.failures:
            raise self.failures.pop(0)
        return (account, workspace) in self.managers
