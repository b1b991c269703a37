"""Waiting for Slack: again and again, ever more slowly, and each trouble said once."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

import structlog

from bot.ports.outside import Refused, Unreachable

T = TypeVar("T")
log = structlog.get_logger()

_LONGEST = 60.0


class Closed(Exception):
    """The adapter was closed while it waited."""


class Patience:
    """`step` is the first wait in seconds. `trouble` is what is wrong now, empty if nothing is."""

    def __init__(self, step: float) -> None:
        self.step = step
        self.trouble = ""
        self._closed = asyncio.Event()

    async def insist(self, ask: Callable[[], Awaitable[T]]) -> T:
        """The answer, however long it takes. Closed: nobody waits for it any more."""
        wait = self.step
        while True:
            try:
                answer = await ask()
            except Refused as refusal:
                self._say(str(refusal))
                wait = _LONGEST  # only a person can help, and a restart is what they will do
            except Unreachable as failure:
                self._say(str(failure))
                wait = failure.wait or min(wait * 2, _LONGEST)
            else:
                self.trouble = ""
                return answer
            if await self.over(wait):
                raise Closed

    async def between(self, tries: int) -> None:
        """The wait after so many tries in vain: none after one, then twice as long each time. Closed."""
        if tries > 1 and await self.over(min(self.step * 2.0 ** min(tries - 2, 10), _LONGEST)):
            raise Closed

    async def over(self, seconds: float | None = None) -> bool:
        """Wait so long, or for ever; True if closed meanwhile."""
        try:
            await asyncio.wait_for(self._closed.wait(), seconds)
        except TimeoutError:
            return False
        return True

    @property
    def is_over(self) -> bool:
        return self._closed.is_set()

    def end(self) -> None:
        self._closed.set()

    def _say(self, trouble: str) -> None:
        if trouble != self.trouble:
            log.error("slack trouble", what=trouble)
        self.trouble = trouble
