"""What may have reached Slack without our hearing of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import structlog

from bot.ports.outside import Unreachable

log = structlog.get_logger()


@contextmanager
def never_twice(**ids: Any) -> Iterator[None]:
    """Log as unknown what may have arrived: neither a repeat nor an apology may follow it."""
    try:
        yield
    except Unreachable as failure:
        if not failure.uncertain:
            raise
        log.warning("slack answer unknown", **ids, why=str(failure))
