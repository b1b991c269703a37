"""Logs: readable lines on a terminal, JSON otherwise, secrets in neither."""

import logging
from collections.abc import Sequence

import structlog
from structlog.types import EventDict, Processor, WrappedLogger

from bot.cli.hiding import hiding

CHATTY = ("discord", "slack_bolt", "slack_sdk", "aiohttp", "aiosqlite", "apscheduler", "asyncio")
"""Libraries that speak of every request; what they warn of is ours to know as well."""

TELL_TALES = ("aiosqlite", "discord.gateway", "discord.http", "discord.webhook", "slack_bolt", "slack_sdk")
"""Those among them whose finest words hold what people wrote; even who debugs is not to read that."""


def set_up_logs(level: str, secrets: Sequence[str], *, for_people: bool) -> None:
    """Send our logs and those of every library to standard error, in one form."""
    clock = structlog.processors.TimeStamper(fmt="%H:%M:%S" if for_people else "iso", utc=not for_people)
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        clock,
    ]
    handing_over = structlog.stdlib.ProcessorFormatter.wrap_for_formatter
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, *shared, handing_over],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler()
    handler.setFormatter(_formatter(shared, _readable() if for_people else _json(), secrets))
    logging.basicConfig(handlers=[handler], level=level.upper(), force=True)
    logging.captureWarnings(True)
    for name in CHATTY:
        logging.getLogger(name).setLevel(logging.NOTSET if level == "debug" else logging.WARNING)
    for name in TELL_TALES if level == "debug" else ():
        logging.getLogger(name).setLevel(logging.INFO)


def _formatter(
    shared: Sequence[Processor], rendering: Sequence[Processor], secrets: Sequence[str]
) -> logging.Formatter:
    """The last step of every line, whether a library has logged it or we have."""
    without_meta = structlog.stdlib.ProcessorFormatter.remove_processors_meta
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared, processors=[without_meta, *rendering, masking(secrets)]
    )


def _readable() -> list[Processor]:
    # the fancy formatter shows local variables, among them tokens
    return [structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)]


def _json() -> list[Processor]:
    return [structlog.processors.format_exc_info, structlog.processors.JSONRenderer(default=str)]


def masking(secrets: Sequence[str]) -> Processor:
    """The last processor: hides every secret in the finished line, wherever in it it stands."""
    hide = hiding(secrets)

    def mask(logger: WrappedLogger, method: str, line: EventDict) -> str:
        return hide(str(line))

    return mask
