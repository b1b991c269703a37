"""Counts what is logged as an error, by the boundary that logged it."""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from prometheus_client import CollectorRegistry, Counter

from bot.ports.vitals import Logged


class Errors(logging.Handler):
    """Keeps of each boundary no more than how often and when; what happened stands in the log."""

    def __init__(self, registry: CollectorRegistry) -> None:
        super().__init__(logging.ERROR)
        self._count = Counter(
            "studybot_errors",
            "Errors in the log, by the boundary that logged them.",
            ("boundary",),
            registry=registry,
        )
        self._seen: dict[str, Logged] = {}

    def emit(self, record: logging.LogRecord) -> None:
        boundary = boundary_of(record)
        self._count.labels(boundary).inc()
        earlier = self._seen.pop(boundary, None)
        at = datetime.fromtimestamp(record.created, UTC)
        self._seen[boundary] = Logged(boundary, 1 + (earlier.times if earlier else 0), at)

    def latest(self) -> Sequence[Logged]:
        """A line for each boundary, newest first."""
        return tuple(reversed(self._seen.values()))

    @contextmanager
    def listening(self) -> Iterator[None]:
        root = logging.getLogger()
        root.addHandler(self)
        try:
            yield
        finally:
            root.removeHandler(self)


def boundary_of(record: logging.LogRecord) -> str:
    """The event's name where we logged it, else the library: both are few, whatever went wrong."""
    message: Any = record.msg
    if isinstance(message, dict) and "event" in message:  # as structlog hands a line over
        return str(message["event"])
    return record.name.partition(".")[0]
