"""The moments at which the bot is killed."""

import asyncio
from contextlib import AsyncExitStack, suppress
from random import Random

from tests.chaos.life import Lives
from tests.chaos.trouble import Trouble, comes

TAKEN = "SELECT count(*) FROM slots"
TAKEN_WITHIN = 15.0  # seconds


class Moments:
    """Drawn from `random`: any moment, or one of those at which most could be lost or doubled."""

    def __init__(self, random: Random, trouble: Trouble, lives: Lives) -> None:
        self._random, self._trouble, self._lives = random, trouble, lives

    async def come(self, held: AsyncExitStack, is_first: bool) -> str:
        """Wait for one of any kind, and say which it was; `held` lets go what waits there.

        The first life is no start that could be interrupted.
        """
        kind = self._random.random()
        if kind < 0.12 and not is_first:
            await asyncio.sleep(self._random.uniform(0.3, 4.0))
            return "at any moment of its start"
        if kind < 0.3:
            await self._lives.listens()
            await asyncio.sleep(self._random.uniform(0.0, 4.0))
            return "at any moment"
        if kind < 0.42:
            await self._slot_taken()
            return "as a slot was taken"
        return await self._request(held)

    async def _request(self, held: AsyncExitStack) -> str:
        """Lie in wait for a request, either as soon as the bot starts or later."""
        if self._random.random() < 0.5:
            await self._lives.listens()
            await asyncio.sleep(self._random.uniform(0.0, 2.0))
        name, hold = self._trouble.lie_in_wait()
        held.callback(hold.release)
        await self._lives.listens()
        came = await comes(hold)
        await asyncio.sleep(self._random.choice((0.0, 0.0, self._random.uniform(0.0, 0.05))))
        return name if came else f"waiting in vain {name}"

    async def _slot_taken(self) -> None:
        """Come back while a look at the schedules has only begun to write down what it found."""
        before = self._lives.rows(TAKEN)
        with suppress(TimeoutError):
            async with asyncio.timeout(TAKEN_WITHIN):
                while self._lives.rows(TAKEN) == before:  # noqa: ASYNC110 - a database tells nobody
                    await asyncio.sleep(0.001)
