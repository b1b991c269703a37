"""What somebody in the crowd does next: press, change nothing, look, quiz, race, read boards."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from random import Random
from typing import Final

from tests.chaos.record import Record
from tests.chaos.seats import Seat, Thing

DAILY_ROOMS: Final = (0, 1)
LIVE_ROOM: Final = 2
LONGEST_WANDERING: Final = 8
ON_THE_WAY: Final = ("Next question", "Resume", "How did I do?", "Back to the question", "Start anew")
LOOKS: Final = ("Show answer", "Show it", "Model answer", "Key points and sources")
LOST: Final = (TimeoutError, ConnectionError, LookupError)
"""What becomes of a press that a crash swallows."""

Doing = Callable[[Awaitable[Thing]], Awaitable[Thing | None]]


@dataclass
class Person:
    """`heard` waits for an answer no longer than the bot lives, and gives None if none came."""

    seat: Seat
    record: Record
    random: Random
    heard: Doing

    async def act(self) -> None:
        """One thing that people do."""
        deeds = (self._answer, self._twice, self._look, self._quiz, self._race, self._board, self._host)
        await self.random.choices(deeds, weights=(10, 4, 1, 3, 5, 1, 1))[0]()
        await asyncio.sleep(self.random.uniform(0.02, 0.4))

    async def _press(self, thing: Thing, label: str) -> Thing | None:
        token = thing.buttons[label]
        self.record.presses(self.seat.account, token)
        said = await self.heard(self.seat.press(thing, label))
        if said is not None:
            self.record.hears(self.seat.account, token, said.words)
        return said

    def _open(self, room: int) -> list[Thing]:
        return [thing for thing in self.seat.newest(room) if _letters(thing)]

    async def _answer(self) -> Thing | None:
        """Press an option of a question that is open; perhaps for the second time."""
        found = self._open(self.random.choice(DAILY_ROOMS))
        if not found:
            return None
        thing = self.random.choice(found)
        return await self._press(thing, self.random.choice(_letters(thing)))

    async def _twice(self) -> None:
        """Press, and then press something else: the first choice counts."""
        found = self._open(self.random.choice(DAILY_ROOMS))
        for thing in found[-1:]:
            for _ in range(2):
                await self._press(thing, self.random.choice(_letters(thing)))

    async def _look(self) -> None:
        found = self._open(self.random.choice(DAILY_ROOMS))
        for thing in found[:1]:
            if "Show answer" in thing.buttons:
                await self._wander(await self._press(thing, "Show answer"), LOOKS, 2)

    async def _quiz(self) -> None:
        self.record.note("quiz", self.seat.account)
        said = await self.heard(self.seat.type("quiz 3", 0))
        await self._wander(said, ON_THE_WAY, LONGEST_WANDERING)

    async def _wander(self, thing: Thing | None, ways: tuple[str, ...], steps: int) -> None:
        """From private message to private message, as their buttons lead."""
        for _ in range(steps):
            labels = [label for label in (thing.buttons if thing else ()) if label in ways]
            letters = _letters(thing) if thing else []
            if thing is None or not (labels or letters):
                return
            thing = await self._press(thing, self.random.choice(letters or labels))

    async def _race(self) -> None:
        """Join, begin and answer the live quiz, or open the lobby of another one."""
        shown = self.seat.newest(LIVE_ROOM)
        asking = [thing for thing in shown if _letters(thing)]
        lobby = [thing for thing in shown if "Start now" in thing.buttons]
        if asking:
            await self._press(asking[-1], self.random.choice(_letters(asking[-1])))
        elif lobby:
            await self._press(lobby[-1], self.random.choice(("Join", "Start now")))
        else:
            self.record.note("live quiz", self.seat.account)
            await self.heard(self.seat.type("quiz live 2 5s", LIVE_ROOM))

    async def _host(self) -> None:
        shown = [thing for thing in self.seat.newest(LIVE_ROOM) if "Host" in thing.buttons]
        for thing in shown[-1:]:
            panel = await self._press(thing, "Host")
            await self._wander(panel, ("Skip", "Pause", "Go on", "Next question", "+10 s"), 1)

    async def _board(self) -> None:
        command = self.random.choice(("leaderboard all", "stats", "competition list"))
        self.record.note("board", f"{self.seat.account} {command}")
        await self.heard(self.seat.type(command, 0))


def _letters(thing: Thing) -> list[str]:
    return [label for label in thing.buttons if len(label) == 1]
