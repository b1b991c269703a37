"""Answers that are being made: held on to, waited for at the end, and announced where they are late."""

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager, suppress
from typing import Any, TypeVar

from bot.adapters.slack.api import Json
from bot.cards import Reply
from bot.wording.replies import waiting_card

T = TypeVar("T")

WORD_AFTER = 2.5
"""Seconds until an answer is late: Slack shows nothing between its acknowledgement and our answer."""


class UnderWay:
    def __init__(self) -> None:
        self._running: set[asyncio.Task[Any]] = set()

    def keep(self, task: "asyncio.Task[T]") -> "asyncio.Task[T]":
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        return task

    async def settle(self, patience: float) -> None:
        """Wait at most so many seconds for what has been acknowledged but not answered yet."""
        with suppress(TimeoutError):
            async with asyncio.timeout(patience):
                while self._running:  # an answer may begin while others end
                    await asyncio.wait(self._running)

    @contextmanager
    def word_if_late(
        self, body: Json, say: Callable[[Json, Reply], Coroutine[Any, Any, None]]
    ) -> Iterator[None]:
        """Say once that it takes longer, if the block does and there is a place to say it."""

        def late() -> None:
            if "response_url" in body:
                self.keep(asyncio.create_task(say(body, Reply(waiting_card()))))

        timer = asyncio.get_running_loop().call_later(WORD_AFTER, late)
        try:
            yield
        finally:
            timer.cancel()
