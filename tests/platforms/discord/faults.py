"""Failures that a test orders in advance."""

import re
from dataclasses import dataclass

from tests.platforms.held import Held


@dataclass
class Fault:
    """Fail the next `times` requests that match.

    `accepted` lets the server do its work before it fails; `cut` closes the connection without an answer.
    `retry_after` makes it a rate limit of so many seconds.
    `held` fails nothing: the server waits there before its work or, if `accepted`, before its answer.
    """

    method: str
    path: re.Pattern[str]
    times: int
    status: int = 500
    accepted: bool = False
    cut: bool = False
    delay: float = 0.0
    retry_after: float | None = None
    held: Held | None = None
    everywhere: bool = False
    """Of a rate limit: it is the global one."""
    by_cloudflare: bool = False
    """Of a rate limit: it bans the address, and its answer has come from before Discord, without `Via`."""

    @property
    def breaks(self) -> bool:
        """False if the request is answered in the end."""
        return self.cut or not (self.delay or self.held)

    async def before(self) -> None:
        """Wait where nothing has been done yet."""
        if self.held and not self.accepted:
            await self.held.wait()

    async def after(self) -> None:
        """Wait where all has been done, and nothing been said of it."""
        if self.held and self.accepted:
            await self.held.wait()


class Faults:
    def __init__(self) -> None:
        self._ordered: list[Fault] = []

    def order(self, fault: Fault) -> None:
        self._ordered.append(fault)

    def take(self, method: str, path: str) -> Fault | None:
        """The fault that this request suffers, used up by one."""
        for fault in self._ordered:
            if fault.times > 0 and fault.method == method and fault.path.search(path):
                fault.times -= 1
                return fault
        return None

    def clear(self) -> None:
        """Forget what has not happened yet."""
        self._ordered.clear()
