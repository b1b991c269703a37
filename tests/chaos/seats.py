"""A person at either platform: what they can press and type, and what they read in answer."""

from collections.abc import Awaitable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Protocol

from tests.platforms.discord import LoopbackDiscord
from tests.platforms.discord.typed import Options
from tests.platforms.discord.world import ALL_WE_ASK, Posted
from tests.platforms.slack import LoopbackSlack
from tests.platforms.slack.world import Message

PATIENCE = 6.0  # seconds in which an answer has to come, as long as the bot lives
NEWEST = 6
"""Among so many messages of a channel somebody looks for something to press."""

COMMANDS: Mapping[str, tuple[str, Options]] = {
    "quiz 3": ("quiz", {"count": 3}),
    "quiz live 2 5s": ("quiz", {"mode": "live", "count": 2, "seconds": 5}),
    "leaderboard all": ("leaderboard", {"period": "all"}),
    "stats": ("stats", {}),
    "competition list": ("competition list", {}),
}
"""The same command as it is typed on Slack and on Discord."""


@dataclass(frozen=True)
class Thing:
    """A message as somebody sees it now; `buttons` are tokens by label."""

    words: str
    buttons: Mapping[str, str]
    message: Posted | Message


class Seat(Protocol):
    """What is typed or pressed here gives what was answered; TimeoutError if nothing is."""

    @property
    def account(self) -> str:
        """As the database names it."""
        ...

    def newest(self, room: int) -> Sequence[Thing]:
        """The messages that stood last in a channel, by its number."""
        ...

    async def type(self, command: str, room: int) -> Thing: ...

    async def press(self, thing: Thing, label: str) -> Thing: ...


@dataclass(frozen=True)
class OnDiscord:
    server: LoopbackDiscord
    name: str
    rooms: tuple[str, ...]
    permissions: int = ALL_WE_ASK

    @property
    def account(self) -> str:
        return f"discord:{self.server.person(self.name)['id']}"

    def newest(self, room: int) -> Sequence[Thing]:
        return [_posted(message) for message in self.server.messages(self.rooms[room])[-NEWEST:]]

    async def type(self, command: str, room: int) -> Thing:
        words, options = COMMANDS[command]
        sent = await self.server.slash(words, options, self.name, channel=self.rooms[room])
        return _posted((await sent.answered(PATIENCE)).reply)

    async def press(self, thing: Thing, label: str) -> Thing:
        assert isinstance(thing.message, Posted)
        sent = await self.server.click(thing.message, thing.buttons[label], self.name, self.permissions)
        return _posted((await sent.answered(PATIENCE)).replies[-1])


def _posted(message: Posted) -> Thing:
    return Thing(message.text, dict(message.buttons), message)


@dataclass(frozen=True)
class OnSlack:
    server: LoopbackSlack
    name: str
    rooms: tuple[str, ...]

    @property
    def account(self) -> str:
        return f"slack:{self.server.world.team}/{self.server.world.user(self.name).id}"

    def newest(self, room: int) -> Sequence[Thing]:
        return [_message(message) for message in self.server.messages(self.rooms[room])[-NEWEST:]]

    async def type(self, command: str, room: int) -> Thing:
        return await self._answered(self.server.command(command, self.name, self.rooms[room]))

    async def press(self, thing: Thing, label: str) -> Thing:
        assert isinstance(thing.message, Message)
        token = thing.buttons[label]
        return await self._answered(self.server.click(thing.message, token, self.name))

    async def _answered(self, sending: Awaitable[object]) -> Thing:
        """What came to the address that went with it, also if the acknowledgement got lost."""
        before = len(self.server.acts)
        with suppress(TimeoutError):
            await sending
        own = self.server.world.user(self.name).id
        payloads = [payload for _, payload in self.server.acts[before:]]
        mine = [payload for payload in payloads if _who(payload) == own]
        if not mine:
            raise TimeoutError("nobody was there to be asked")
        answers = await self.server.wait_for(lambda: self.server.answers(mine[-1]), PATIENCE)
        return _message(answers[-1])


def _who(payload: Mapping[str, object]) -> object:
    user = payload.get("user")
    return user["id"] if isinstance(user, dict) else payload.get("user_id")


def _message(message: Message) -> Thing:
    buttons = {button["text"]["text"]: button["value"] for button in message.buttons if "value" in button}
    return Thing(message.words, buttons, message)
