"""Tells every open page that the channel looks different now."""

import asyncio
import secrets
from collections.abc import AsyncIterator


class Changes:
    """A count of changes to watch. Whoever is slow sees several changes as one.

    A mark names a state of the channel: a page carries the mark it was made at, so that a change between
    its making and its first look is not lost, nor one during a restart of the server.
    """

    def __init__(self) -> None:
        self._run = secrets.token_hex(4)
        self._count = 0
        self._changed = asyncio.Event()
        self._closed = False

    @property
    def mark(self) -> str:
        return f"{self._run}-{self._count}"

    def announce(self) -> None:
        self._count += 1
        self._changed.set()
        self._changed = asyncio.Event()

    def close(self) -> None:
        """End every watch, the present and the future ones."""
        self._closed = True
        self.announce()

    async def watch(self, mark: str, beat: float) -> AsyncIterator[str | None]:
        """Every new mark after the given one, and None after each `beat` seconds of silence."""
        while not self._closed:
            if self.mark != mark:
                mark = self.mark
                yield mark
                continue
            try:
                async with asyncio.timeout(beat):
                    await self._changed.wait()
            except TimeoutError:
                yield None
