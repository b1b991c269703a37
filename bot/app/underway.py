"""Answers that are being made: held on to, and waited for at the end."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, Final, TypeVar

T = TypeVar("T")

LATE_AFTER: Final = 2.5
"""Seconds until whoever sees nothing but that we have heard is told that it takes longer."""


class UnderWay:
    def __init__(self) -> None:
        self._running: set[asyncio.Task[Any]] = set()

    def keep(self, task: "asyncio.Task[T]") -> "asyncio.Task[T]":
        """Hold on to a task until it is done; the loop itself keeps only weak references."""
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        return task

    @contextmanager
    def here(self) -> Iterator[None]:
        """The task that runs the block is under way as long as the block lasts."""
        task = asyncio.current_task()
        assert task is not None
        self._running.add(task)
        try:
            yield
        finally:
            self._running.discard(task)

    async def settle(self, patience: float) -> None:
        """Wait at most so many seconds until nothing is under way any more."""
        with suppress(TimeoutError):
            async with asyncio.timeout(patience):
                while self._running:  # one may begin while others end
                    await asyncio.wait(self._running)
