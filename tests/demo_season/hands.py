"""What a person does on either platform, by typing and pressing, and what they see then."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from tests.platforms.discord import LoopbackDiscord
from tests.platforms.discord.loopback import MANAGER
from tests.platforms.discord.typed import Options
from tests.platforms.discord.world import ALL_WE_ASK, Posted
from tests.platforms.slack import LoopbackSlack
from tests.platforms.slack.world import Message, View

PATIENCE = 30.0  # seconds, for a busy machine
LETTERS = ("A", "B", "C", "D")
CHOOSE = "|choose|"
OF_THE_DAY = ("Question of the day: ", "Closed: ")
T = TypeVar("T")


class Hands(Protocol):
    """The same gestures on each platform; every one waits until its reply is there and gives its words."""

    async def say(self, handle: str, command: str, **options: str) -> str: ...
    async def answer(self, handle: str, letter: str) -> str:
        """Press a letter on the question of the day."""
        ...

    async def report(self, handle: str, reason: str) -> str:
        """Report the question from the private reply to one's answer."""
        ...

    async def decide(self, boss: str, button: str, option: str, reason: str) -> str:
        """Decide about the latest report; `option` is the letter to accept, if any."""
        ...

    def question(self) -> str:
        """The round that stands on the latest question of the day."""
        ...

    def asked(self) -> Sequence[str]:
        """The words of every question of the day, the oldest first."""
        ...

    def told(self, title: str) -> Sequence[int]:
        """How many pictures each message with this title in the channel has."""
        ...


@dataclass
class OnDiscord:
    server: LoopbackDiscord
    inbox: str
    """The channel in which managers read reports."""
    managers: frozenset[str]
    _verdicts: dict[str, Posted] = field(default_factory=dict)

    async def say(self, handle: str, command: str, **options: str) -> str:
        return (await self.shown(handle, command, dict(options))).text

    async def shown(self, handle: str, command: str, options: Options) -> Posted:
        allowed = MANAGER if handle in self.managers else ALL_WE_ASK
        typed = {key.rstrip("_"): value for key, value in options.items()}
        sent = await self.server.slash(command, typed, handle, allowed)
        return (await sent.answered(PATIENCE)).reply

    async def press(self, handle: str, message: Posted, button: str) -> Posted:
        allowed = MANAGER if handle in self.managers else ALL_WE_ASK
        return (await (await self.server.click(message, button, handle, allowed)).answered(PATIENCE)).reply

    async def answer(self, handle: str, letter: str) -> str:
        self._verdicts[handle] = await self.press(handle, self._question(), letter)
        return self._verdicts[handle].text

    async def report(self, handle: str, reason: str) -> str:
        opened = await (await self.server.click(self._verdicts[handle], "Report", handle)).answered(PATIENCE)
        return (await (await self.server.submit(opened, reason)).answered(PATIENCE)).reply.text

    async def decide(self, boss: str, button: str, option: str, reason: str) -> str:
        card = self.server.messages(self.inbox)[-1]
        if option:
            card = await self.press(boss, card, button)
            button = next(label for label in card.buttons if label.startswith(f"{option}:"))
        opened = await (await self.server.click(card, button, boss, MANAGER)).answered(PATIENCE)
        return (await (await self.server.submit(opened, reason)).answered(PATIENCE)).reply.text

    def question(self) -> str:
        return self._question().buttons["A"].split("|")[2]

    def _question(self) -> Posted:
        return next(message for message in reversed(self.server.messages()) if is_open(message.buttons))

    def asked(self) -> Sequence[str]:
        return [m.text for m in self.server.messages() if m.text.startswith(OF_THE_DAY)]

    def told(self, title: str) -> Sequence[int]:
        return [len(m.files) for m in self.server.messages() if m.text.startswith(title)]


@dataclass
class OnSlack:
    server: LoopbackSlack
    _verdicts: dict[str, Message] = field(default_factory=dict)

    async def say(self, handle: str, command: str, **options: str) -> str:
        return (await self.shown(handle, " ".join([command, *options.values()]))).words

    async def shown(self, handle: str, text: str) -> Message:
        before = len(self.server.ephemerals(handle))
        await self.server.command(text, handle)
        return await self._next(handle, before)

    async def press(self, handle: str, message: Message, button: str) -> Message:
        """The private message that comes, or the pressed one once it has changed."""
        before, edits = len(self.server.ephemerals(handle)), message.edits
        await self.server.click(message, button, handle)
        await self._wait(lambda: len(self.server.ephemerals(handle)) > before or message.edits > edits)
        return message if message.edits > edits else self.server.ephemerals(handle)[-1]

    async def answer(self, handle: str, letter: str) -> str:
        before = len(self.server.ephemerals(handle))
        await self.server.click(self._question(), letter, handle)
        self._verdicts[handle] = await self._next(handle, before)
        return self._verdicts[handle].words

    async def report(self, handle: str, reason: str) -> str:
        await self.server.click(self._verdicts[handle], "Report", handle)
        return await self._write(handle, reason)

    async def decide(self, boss: str, button: str, option: str, reason: str) -> str:
        card = self.server.direct(boss)[-1]
        if option:
            card = await self.press(boss, card, button)
            labels = [shown["text"]["text"] for shown in card.buttons]
            button = next(label for label in labels if label.startswith(f"{option}:"))
        await self.server.click(card, button, boss)
        return await self._write(boss, reason)

    async def _write(self, handle: str, text: str) -> str:
        form: View = (await self._wait(lambda: self.server.modals(handle)))[-1]
        before = len(self.server.ephemerals(handle))
        await self.server.submit_view(form, handle, text=text)
        return (await self._next(handle, before)).words

    async def _next(self, handle: str, before: int) -> Message:
        return (await self._wait(lambda: self.server.ephemerals(handle)[before:]))[-1]

    async def _wait(self, look: Callable[[], T]) -> T:
        return await self.server.wait_for(look, PATIENCE)

    def question(self) -> str:
        button = next(one for one in self._question().buttons if CHOOSE in one["value"])
        return str(button["value"]).split("|")[2]

    def _question(self) -> Message:
        shown = reversed(self.server.messages())
        return next(m for m in shown if any(CHOOSE in one.get("value", "") for one in m.buttons))

    def asked(self) -> Sequence[str]:
        return [m.words for m in self.server.messages() if m.words.startswith(OF_THE_DAY)]

    def told(self, title: str) -> Sequence[int]:
        shown = [m for m in self.server.messages() if m.words.startswith(title)]
        return [sum(block["type"] == "image" for block in m.blocks) for m in shown]


def is_open(buttons: dict[str, str]) -> bool:
    return any(CHOOSE in token for token in buttons.values())
