"""Failures that a test orders in advance."""

import re
from dataclasses import dataclass

from tests.platforms.held import Held


@dataclass
class Fault:
    """Fail the next `times` calls of a method that matches.

    `accepted` lets the server do its work before it fails; `cut` closes the connection without an answer;
    `error` makes it an answer with `ok: false`; `retry_after` makes it a rate limit of so many seconds.
    `held` fails nothing: the server waits there before its work or, if `accepted`, before its answer.
    """

    method: re.Pattern[str]
    times: int = 1
    status: int = 200
    error: str = ""
    retry_after: int = 0
    accepted: bool = False
    cut: bool = False
    held: Held | None = None

    @property
    def breaks(self) -> bool:
        """False if the call is answered in the end."""
        return self.held is None

    async def before(self) -> None:
        """Wait where nothing has been done yet."""
        if self.held and not self.accepted:
            await self.held.wait()

    async def after(self) -> None:
        """Wait where all has been done, and nothing been said of it."""
        if self.held and self.accepted:
            await self.held.wait()


class Faults:
    """The ordered failures that have not happened yet."""

    def __init__(self) -> None:
        self._waiting: list[Fault] = []

    def order(self, fault: Fault) -> None:
        self._waiting.append(fault)

    def next_for(self, method: str) -> Fault | None:
        for fault in self._waiting:
            if fault.times > 0 and fault.method.fullmatch(method):
                fault.times -= 1
                return fault
        return None

    def clear(self) -> None:
        """Forget what has not happened yet."""
        self._waiting.clear()
