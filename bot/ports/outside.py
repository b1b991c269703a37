"""The clock, the chat platforms, the bank's files."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from bot.cards import Card, File
from bot.domain.announcement import Post
from bot.domain.bank import Bank
from bot.domain.ids import Account, ChannelId, MessageId, TopicId, WorkspaceId
from bot.domain.importing import ImportPreview, ImportWish
from bot.domain.interview import Reading
from bot.domain.pictures import Chart
from bot.domain.question import Question
from bot.domain.review import Grade, ReviewCard, ReviewSettings


class Refused(Exception):
    """The platform will not do this however often we ask; the text says why and what a manager can do."""


class Over(Refused):
    """There is nothing left to do it to: a message that is gone, a time that has passed."""


class NotServed(Refused):
    """The platform refuses the bot itself, or is switched off: only whoever runs the bot can mend that."""


class Threadless(Exception):
    """The post stands as `message`, and may have no thread; the text says why and what a manager can do."""

    def __init__(self, text: str, message: MessageId) -> None:
        super().__init__(text)
        self.message = message


class Unreachable(Exception):
    """It did not work this time. `wait` is how many seconds the platform asked for, if it did.

    `uncertain` is True where the message may have been accepted all the same.
    """

    def __init__(self, text: str, *, wait: float | None = None, uncertain: bool = False) -> None:
        super().__init__(text)
        self.wait = wait
        self.uncertain = uncertain


class CannotDraw(Exception):
    """No picture came of it; the text names no person."""


class NotImportable(Exception):
    """A file holds no question that can be taken; the text says why, and where."""


class Clock(Protocol):
    def now(self) -> datetime:
        """The time in UTC, with its zone."""
        ...


class Channels(Protocol):
    """Where cards are posted for all to see. Every method may raise Refused or Unreachable.

    `post` and `find` raise Threadless where the message stands and is refused the thread that it wants.
    """

    async def post(self, post: Post, card: Card) -> MessageId:
        """Post a card in its channel, marked so that `find` knows it again.

        The card is posted with the post's mention and, if the post wants one, a thread.
        """
        ...

    async def find(self, post: Post, card: Card) -> MessageId | None:
        """The message of ours that already shows this post, if the channel has one.

        `card` is what it would show now; a platform that keeps nothing unseen knows a message by it.
        """
        ...

    async def edit(self, post: Post, message: MessageId, card: Card) -> None: ...

    def link(self, post: Post, message: MessageId) -> str:
        """Where a browser or the platform's app shows this message."""
        ...


class Watchers(Protocol):
    """Those who show a channel live."""

    def changed(self, channel: ChannelId) -> None: ...


class Banks(Protocol):
    """Where the questions come from."""

    @property
    def current(self) -> Bank: ...

    async def reload(self) -> Sequence[str]:
        """Read the bank anew; on any error keep the old one and return every error, a line each."""
        ...


class PackFormat(Protocol):
    """The format in which the bank's questions are written."""

    def problems(self, question: Question) -> Sequence[str]:
        """What the check of the bank says against a question, a line for each; empty for a good one."""
        ...

    def file(self, questions: Sequence[Question], title_of: Callable[[TopicId], str]) -> File:
        """At least one question as the bank's reader takes it back, with the titles of their topics."""
        ...


class SentFile(Protocol):
    """A file that somebody has sent; nothing of it is fetched before it is read."""

    @property
    def name(self) -> str: ...

    async def read(self, most: int) -> bytes | None:
        """Its content; None if that is more than so many bytes. Refused. Unreachable."""
        ...


class Importer(Protocol):
    """Somebody who finds questions in files that nobody wrote for us."""

    async def read(self, name: str, content: bytes, wish: ImportWish) -> ImportPreview:
        """What the file holds; takes some seconds at most and never holds others up. NotImportable."""
        ...


class Grader(Protocol):
    """Somebody who reads an answer better than its words alone say."""

    async def read(self, question: Question, text: str) -> Reading | None:
        """None where they cannot say; never raises, and takes a few seconds at most."""
        ...


NewId = Callable[[], str]
"""Makes an id that nobody can guess and that no other database has: 12 characters of a-z and 2-7."""


class Tellers(Protocol):
    """Where one person is told something that nobody else sees."""

    async def tell(self, account: Account, card: Card) -> None:
        """A message of its own, not a reply to anything. Refused: the person takes none. Unreachable."""
        ...


class Painter(Protocol):
    """Somebody who draws."""

    async def draw(self, chart: Chart) -> bytes:
        """A PNG. CannotDraw; takes some tenths of a second, and a few seconds the first time."""

    def get_ready(self) -> None:
        """A picture is likely to be wanted soon: prepare for it meanwhile. Returns at once."""


class Roster(Protocol):
    """Who may do what, as the platforms say at this moment."""

    async def may_manage(self, account: Account, workspace: WorkspaceId) -> bool:
        """True for a manager of that workspace, wherever they act from. Unreachable."""
        ...


class Memory(Protocol):
    """How well people remember, and for how long."""

    def intervals(
        self, card: ReviewCard, settings: ReviewSettings, now: datetime
    ) -> Mapping[Grade, ReviewCard]:
        """What the card becomes by each grade given at that moment; `reps` stays as it is."""
        ...
