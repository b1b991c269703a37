"""Counts what a platform refuses, at the edge of the HTTP client that its library uses."""

from types import SimpleNamespace
from typing import Final

import aiohttp
from prometheus_client import CollectorRegistry, Counter

from bot.ports.waits import seconds_asked

INVALID: Final = (401, 403, 429)
"""What Discord counts as invalid: 10,000 in 10 minutes, and it shuts the address out for a while."""
RATE_LIMITED: Final = 429


class Requests:
    def __init__(self, registry: CollectorRegistry) -> None:
        self._invalid = Counter(
            "studybot_invalid_requests",
            "Requests answered with 401, 403 or 429; Discord takes 10,000 in 10 minutes.",
            ("platform", "status"),
            registry=registry,
        )
        self._waits = Counter(
            "studybot_rate_limit_waits",
            "How often a platform asked us to wait.",
            ("platform",),
            registry=registry,
        )
        self._seconds = Counter(
            "studybot_rate_limit_wait_seconds", "For how long in all.", ("platform",), registry=registry
        )

    def watched(self, platform: str) -> aiohttp.TraceConfig:
        """For the client session of a platform's adapter."""
        for status in INVALID:
            self._invalid.labels(platform, str(status))  # shown from the start, as 0
        self._waits.labels(platform)
        self._seconds.labels(platform)

        async def ended(
            session: aiohttp.ClientSession, context: SimpleNamespace, end: aiohttp.TraceRequestEndParams
        ) -> None:
            if end.response.status in INVALID:
                self._note(platform, end.response)

        trace = aiohttp.TraceConfig()
        trace.on_request_end.append(ended)
        return trace

    def _note(self, platform: str, response: aiohttp.ClientResponse) -> None:
        if response.status == RATE_LIMITED:
            self._waits.labels(platform).inc()
            self._seconds.labels(platform).inc(seconds_asked(response.headers.get("Retry-After")) or 0.0)
        if response.headers.get("X-RateLimit-Scope") != "shared":  # Discord does not hold those against us
            self._invalid.labels(platform, str(response.status)).inc()
