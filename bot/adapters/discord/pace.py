"""How Discord takes our requests: what it has refused of late, and until when it wants to hear nothing."""

import asyncio
from collections import deque
from collections.abc import Callable, Mapping
from typing import Any, Final

import aiohttp
import discord
import structlog

from bot.ports.waits import seconds_asked

log = structlog.get_logger()

INVALID: Final = (401, 403, 429)
"""Statuses that Discord counts against an address of the internet."""
BAN_FROM: Final = 10_000
WITHIN: Final = 600.0
"""So many invalid requests within so many seconds get the address banned."""
MANY: Final = BAN_FROM // 10

UNSAID: Final = 60.0
"""Seconds to wait where a ban names none."""
ROUNDED: Final = 1.0
"""A header tells whole seconds where the answer itself, which discord.py goes by, tells fractions."""


class Pace:
    """Counts for the whole process and lives longer than any login. `now` is monotonic, in seconds.

    `other` watches the ends of requests too, since discord.py takes one watcher only.

    discord.py keeps within the limits of single routes. It forgets a long global limit at once, and does not
    know of bans, which come without a `Via` header; here both stop a request before it is sent.
    """

    def __init__(self, now: Callable[[], float], other: aiohttp.TraceConfig | None = None) -> None:
        self._now = now
        self._other = other
        self._invalid: deque[float] = deque(maxlen=BAN_FROM)
        self._banned_until = self._limited_until = now()
        self._is_said = False

    def invalid(self) -> int:
        """Answers of 401, 403 and 429 within the last ten minutes; at 10,000 Discord bans the address."""
        oldest = self._now() - WITHIN
        while self._invalid and self._invalid[0] <= oldest:
            self._invalid.popleft()
        return len(self._invalid)

    def ban(self) -> float:
        """Seconds for which Discord takes no request at all."""
        return max(self._banned_until - self._now(), 0.0)

    def wait(self, path: str) -> float:
        """Seconds until a request may be sent; answers to people are exempt from the global limit."""
        limit = 0.0 if _is_answer(path) else self._limited_until - self._now()
        return max(self.ban(), limit)

    def trace(self, on_unauthorized: Callable[[], None]) -> aiohttp.TraceConfig:
        """For discord.py's HTTP client. Requests before their time raise discord.RateLimited."""
        trace = aiohttp.TraceConfig()

        async def before(_: Any, __: Any, start: aiohttp.TraceRequestStartParams) -> None:
            await self._hold(start.url.path)

        async def after(_: Any, __: Any, end: aiohttp.TraceRequestEndParams) -> None:
            if _is_request(end.url.path):
                self.note(end.url.path, end.response.status, end.response.headers)
                if end.response.status == 401 and not _is_answer(end.url.path):
                    on_unauthorized()

        trace.on_request_start.append(before)
        trace.on_request_end.append(after)
        if self._other is not None:
            trace.on_request_end.extend(self._other.on_request_end)
        return trace

    async def _hold(self, path: str) -> None:
        wait = self.wait(path) if _is_request(path) else 0.0
        if wait > ROUNDED:
            raise discord.RateLimited(wait)
        if wait:
            await asyncio.sleep(wait)

    def note(self, path: str, status: int, headers: Mapping[str, str]) -> None:
        """An answer has come."""
        if status in INVALID and headers.get("X-RateLimit-Scope") != "shared":
            self._count()
        if status != 429:
            return
        until = self._now() + (seconds_asked(headers.get("Retry-After")) or UNSAID)
        if "Via" not in headers:
            self._banned_until = max(self._banned_until, until)
            log.error("discord.banned", seconds=round(self.ban()), invalid=self.invalid())
        elif "X-RateLimit-Global" in headers and not _is_answer(path):
            self._limited_until = max(self._limited_until, until)

    def _count(self) -> None:
        self._invalid.append(self._now())
        many = self.invalid() > MANY
        if many and not self._is_said:
            log.error("discord.many_invalid_requests", within_ten_minutes=self.invalid(), ban_from=BAN_FROM)
        self._is_said = many


def _is_request(path: str) -> bool:
    """False for the gateway."""
    return "/api/v" in path


def _is_answer(path: str) -> bool:
    return "/interactions/" in path or "/webhooks/" in path
