"""A channel on either platform, with the same deeds and faults, so that a test says each thing once."""

from dataclasses import dataclass
from typing import Protocol

from tests.platforms.discord import LoopbackDiscord
from tests.platforms.discord.loopback import MANAGER
from tests.platforms.discord.typed import Options
from tests.platforms.held import Held
from tests.platforms.slack import LoopbackSlack

BOSS = "boss"
CUP = "Autumn cup"


@dataclass(frozen=True)
class Shown:
    """A message that everybody sees in the channel."""

    id: str
    words: str
    buttons: tuple[str, ...]


class Place(Protocol):
    """What is typed here comes back when it has been sent, not when it has been answered."""

    @property
    def channel(self) -> str:
        """As a schedule names it."""
        ...

    async def ask(self) -> None:
        """A manager wants a question now."""
        ...

    async def compete(self, name: str = CUP) -> None:
        """A manager begins a competition, which is announced at once."""
        ...

    def shown(self) -> list[Shown]:
        """The oldest first."""
        ...

    def hold_posts(self, times: int = 1, *, accepted: bool) -> Held:
        """Keep the next new messages waiting, before or after they are accepted."""
        ...

    def hold_edits(self, times: int = 1, *, accepted: bool) -> Held: ...

    def break_post(self, *, cut: bool) -> None:
        """The next new message is accepted, and the connection cut or an error answered."""
        ...

    def deeds(self) -> list[str]:
        """Of the requests about this channel, the order of `post` and `search` (its history is read)."""
        ...


@dataclass(frozen=True)
class OnDiscord:
    server: LoopbackDiscord
    room: str

    @property
    def channel(self) -> str:
        return f"discord:{self.server.world.guild}/{self.room}"

    async def ask(self) -> None:
        await self._typed("ask", {})

    async def compete(self, name: str = CUP) -> None:
        await self._typed("competition start", {"name": name, "to": "10d"})

    async def _typed(self, command: str, options: Options) -> None:
        await self.server.slash(command, options, BOSS, MANAGER, self.room)

    def shown(self) -> list[Shown]:
        return [Shown(m.id, m.text, tuple(m.buttons)) for m in self.server.messages(self.room)]

    @property
    def _messages(self) -> str:
        return f"/channels/{self.room}/messages"

    def hold_posts(self, times: int = 1, *, accepted: bool) -> Held:
        return self.server.hold("POST", f"{self._messages}$", accepted=accepted, times=times)

    def hold_edits(self, times: int = 1, *, accepted: bool) -> Held:
        return self.server.hold("PATCH", f"{self._messages}/", accepted=accepted, times=times)

    def break_post(self, *, cut: bool) -> None:
        self.server.fail("POST", f"{self._messages}$", cut=cut, accepted=True)

    def deeds(self) -> list[str]:
        done = {"POST": "post", "GET": "search"}
        return [done[each.method] for each in self.server.requests if each.path == self._messages]

    def nonces(self) -> set[str]:
        """Those that came with new messages."""
        return {each.json["nonce"] for each in self.server.sent("POST", self._messages)}


@dataclass(frozen=True)
class OnSlack:
    """Faults are ordered by method alone: let one be met before ordering that of another channel."""

    server: LoopbackSlack
    room: str

    @property
    def channel(self) -> str:
        return f"slack:{self.server.world.team}/{self.room}"

    async def ask(self) -> None:
        await self._typed("ask")

    async def compete(self, name: str = CUP) -> None:
        await self._typed(f"competition start {name} to 10d")

    async def _typed(self, text: str) -> None:
        self.server.world.user(BOSS, admin=True)
        await self.server.command(text, BOSS, self.room)

    def shown(self) -> list[Shown]:
        return [
            Shown(m.ts, m.words, tuple(button["text"]["text"] for button in m.buttons))
            for m in self.server.messages(self.room)
        ]

    def hold_posts(self, times: int = 1, *, accepted: bool) -> Held:
        return self.server.hold("chat.postMessage", accepted=accepted, times=times)

    def hold_edits(self, times: int = 1, *, accepted: bool) -> Held:
        return self.server.hold("chat.update", accepted=accepted, times=times)

    def break_post(self, *, cut: bool) -> None:
        self.server.fail("chat.postMessage", cut=cut, status=200 if cut else 500, accepted=True)

    def deeds(self) -> list[str]:
        done = {"chat.postMessage": "post", "conversations.history": "search"}
        about = [each for each in self.server.requests if each.arguments.get("channel") == self.room]
        return [done[each.method] for each in about if each.method in done]
