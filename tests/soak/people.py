"""What people do during a soak: answer, type commands, press whatever button their last private reply has."""

import asyncio
import random
from collections import deque
from collections.abc import Sequence
from typing import Any, Protocol

from tests.platforms.discord import LoopbackDiscord
from tests.platforms.discord.world import Posted
from tests.platforms.slack import LoopbackSlack

COMMANDS = (
    "stats",
    "leaderboard",
    "quiz",
    "review",
    "help",
    "schedule list",
    "schedule preview",
    "question hard",
    "team list",
    "competition list",
    "privacy",
)
LEFT_ALONE = ("Share the result", "Go on", "Report", "Stop reminders", "Delete")
"""Buttons that write for everybody, delete, or open forms that nobody would fill in."""
KEPT = 600  # private messages and requests of which a loopback keeps no more


class Crowd(Protocol):
    """The people of one platform; each of the three gives the seconds until the acknowledgement."""

    async def answer(self, who: str) -> float: ...
    async def command(self, who: str, text: str) -> float: ...
    async def press(self, who: str) -> float: ...
    def forget(self) -> None:
        """Let go of what only the loopback remembers, so that it stays as fast as it was."""
        ...


async def act(crowd: Crowd, who: str, chance: random.Random) -> float:
    match chance.choices(("answer", "command", "press"), (4, 3, 3))[0]:
        case "answer":
            return await crowd.answer(who)
        case "command":
            return await crowd.command(who, chance.choice(COMMANDS))
        case _:
            return await crowd.press(who)


class OnDiscord:
    def __init__(self, discord: LoopbackDiscord, chance: random.Random) -> None:
        self._discord = discord
        self._chance = chance
        self._replies: dict[str, Posted] = {}

    async def answer(self, who: str) -> float:
        asked = [one for one in self._discord.messages()[-3:] if "A" in one.buttons]
        if not asked:
            return await self.command(who, "help")
        return await self._sent(who, await self._discord.click(asked[-1], self._chance.choice("ABCD"), who))

    async def command(self, who: str, text: str) -> float:
        return await self._sent(who, await self._discord.slash(text, {}, who))

    async def press(self, who: str) -> float:
        reply = self._replies.get(who)
        labels = _harmless(list(reply.buttons)) if reply else []
        if reply is None or not labels:
            return await self.command(who, "quiz")
        return await self._sent(who, await self._discord.click(reply, self._chance.choice(labels), who))

    async def _sent(self, who: str, sent: Any) -> float:
        await sent.acknowledged()
        if sent.original is not None:
            self._replies[who] = sent.original
        return float(sent.latency)

    def turned_away(self, who: str) -> int:
        return sum("a lot at once" in one.text for one in self._discord.ephemerals(who))

    def forget(self) -> None:
        discord, last = self._discord, set(map(id, self._replies.values()))
        discord.requests.clear()
        discord.acts.clear()
        discord.interactions.forget_but(KEPT)
        discord.gateway.forget_sent()
        private = [one for one in discord.world.messages.values() if one.to and id(one) not in last]
        for message in private[:-KEPT]:
            del discord.world.messages[message.id]


class OnSlack:
    def __init__(self, slack: LoopbackSlack, chance: random.Random) -> None:
        self._slack = slack
        self._chance = chance

    async def answer(self, who: str) -> float:
        asked = [one for one in self._slack.messages()[-3:] if any(_label(b) == "A" for b in one.buttons)]
        if not asked:
            return await self.command(who, "help")
        return _latency(await self._slack.click(asked[-1], self._chance.choice("ABCD"), who))

    async def command(self, who: str, text: str) -> float:
        return _latency(await self._slack.command(text, who))

    async def press(self, who: str) -> float:
        reply = next(iter(self._slack.ephemerals(who)[-1:]), None)
        labels = _harmless([_label(button) for button in reply.buttons]) if reply else []
        if reply is None or not labels:
            return await self.command(who, "quiz")
        return _latency(await self._slack.click(reply, self._chance.choice(labels), who))

    def forget(self) -> None:
        world = self._slack.world
        self._slack.requests.clear()
        self._slack.acts.clear()
        self._slack.forget_addresses()
        private = deque((one for one in world.messages if one.to), KEPT)
        world.messages[:] = sorted([*(one for one in world.messages if not one.to), *private], key=_at)
        for id_ in [*world.views][:-KEPT]:
            del world.views[id_]


def _at(message: Any) -> float:
    return float(message.ts)


def _label(button: Any) -> str:
    return str(button["text"]["text"])


def _latency(delivered: Any) -> float:
    assert delivered.latency is not None
    return float(delivered.latency)


def _harmless(labels: Sequence[str]) -> list[str]:
    return [label for label in labels if not label.startswith(LEFT_ALONE)]


async def script(discord: OnDiscord, who: str, every: float, until: float) -> int:
    """Somebody who presses faster than anybody may; how often they were told to wait, of what is kept."""
    loop, told = asyncio.get_running_loop(), 0
    while loop.time() < until:
        await discord.command(who, "help")
        told = max(told, discord.turned_away(who))
        await asyncio.sleep(every)
    return told
