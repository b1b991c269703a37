"""The same deeds on either platform, and the same faults, so that a test says each thing once."""

from dataclasses import dataclass
from typing import Protocol

from tests.platforms.discord import LoopbackDiscord
from tests.platforms.discord.loopback import MANAGER
from tests.platforms.discord.world import Posted
from tests.platforms.held import Held
from tests.platforms.slack import LoopbackSlack
from tests.platforms.slack.server import GENERAL
from tests.platforms.slack.world import Message

BOSS = "boss"
PATIENCE = 25.0  # seconds


@dataclass(frozen=True)
class Shown:
    """A message that everybody sees in the channel."""

    id: str
    words: str
    buttons: tuple[str, ...]


class Hands(Protocol):
    """Everything happens in one channel. What is typed comes back when it is sent, not when it is answered."""

    @property
    def name(self) -> str: ...
    @property
    def channel(self) -> str:
        """As a schedule names it."""
        ...

    async def ask(self) -> None:
        """A manager asks for a question now."""
        ...

    async def compete(self, name: str) -> None:
        """A manager begins a competition, which is announced at once."""
        ...

    def shown(self) -> list[Shown]:
        """The oldest first."""
        ...

    async def until_shown(self, words: str, within: float = PATIENCE) -> Shown:
        """The first message with these words as soon as it is there."""
        ...

    def hold_post(self, *, accepted: bool) -> Held:
        """Keep the next new message of the channel waiting, before or after it is accepted."""
        ...

    def hold_edit(self, *, accepted: bool) -> Held: ...

    def cut_post(self) -> None:
        """The next new message is accepted, and the connection cut."""
        ...

    def posts_tried(self) -> int:
        """How many requests for new messages were accepted, or cut."""
        ...

    def searches(self) -> int:
        """How often the channel's history has been read."""
        ...


@dataclass(frozen=True)
class OnDiscord:
    server: LoopbackDiscord

    name = "discord"
    POSTS = r"/channels/\d+/messages"
    EDITS = r"/channels/\d+/messages/\d+"

    @property
    def channel(self) -> str:
        return f"discord:{self.server.world.guild}/{self.server.first_channel}"

    async def ask(self) -> None:
        await self.server.slash("ask", {}, BOSS, MANAGER)

    async def compete(self, name: str) -> None:
        await self.server.slash("competition start", {"name": name, "to": "10d"}, BOSS, MANAGER)

    def shown(self) -> list[Shown]:
        return [Shown(m.id, m.text, tuple(m.buttons)) for m in self.server.messages()]

    async def until_shown(self, words: str, within: float = PATIENCE) -> Shown:
        found: Shown = await self.server.wait_for(lambda: _first(self.shown(), words), within)
        return found

    def hold_post(self, *, accepted: bool) -> Held:
        return self.server.hold("POST", f"{self.POSTS}$", accepted=accepted)

    def hold_edit(self, *, accepted: bool) -> Held:
        return self.server.hold("PATCH", f"{self.EDITS}$", accepted=accepted)

    def cut_post(self) -> None:
        self.server.fail("POST", f"{self.POSTS}$", cut=True, accepted=True)

    def posts_tried(self) -> int:
        return len(self.server.sent("POST", self.POSTS))

    def searches(self) -> int:
        return len(self.server.sent("GET", self.POSTS))

    def message(self, shown: Shown) -> Posted:
        return self.server.world.messages[shown.id]


@dataclass(frozen=True)
class OnSlack:
    server: LoopbackSlack

    name = "slack"

    @property
    def channel(self) -> str:
        return f"slack:{self.server.world.team}/{GENERAL}"

    async def ask(self) -> None:
        await self._typed("ask")

    async def compete(self, name: str) -> None:
        await self._typed(f"competition start {name} to 10d")

    async def _typed(self, text: str) -> None:
        self.server.world.user(BOSS, admin=True)
        await self.server.command(text, BOSS)

    def shown(self) -> list[Shown]:
        return [
            Shown(m.ts, m.words, tuple(button["text"]["text"] for button in m.buttons))
            for m in self.server.messages()
        ]

    async def until_shown(self, words: str, within: float = PATIENCE) -> Shown:
        return await self.server.wait_for(lambda: _first(self.shown(), words), within)

    def hold_post(self, *, accepted: bool) -> Held:
        return self.server.hold("chat.postMessage", accepted=accepted)

    def hold_edit(self, *, accepted: bool) -> Held:
        return self.server.hold("chat.update", accepted=accepted)

    def cut_post(self) -> None:
        self.server.fail("chat.postMessage", cut=True, accepted=True)

    def posts_tried(self) -> int:
        return len(self.server.calls("chat.postMessage"))

    def searches(self) -> int:
        return len(self.server.calls("conversations.history"))

    def message(self, shown: Shown) -> Message:
        found = self.server.world.message(shown.id)
        assert found is not None
        return found


def _first(shown: list[Shown], words: str) -> Shown | None:
    return next((message for message in shown if words in message.words), None)
