"""What is counted, and that it is counted without anybody's name."""

import logging
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import aiohttp
import pytest
from aiohttp import web
from prometheus_client import CollectorRegistry

from bot.adapters.metrics.errors import Errors, boundary_of
from bot.adapters.metrics.meter import PrometheusMeter
from bot.adapters.metrics.requests import Requests
from bot.ports.meter import Arrival
from bot.ports.records import Action


@pytest.fixture
def registry() -> CollectorRegistry:
    return CollectorRegistry()


def test_deliveries_answers_and_slots_are_counted(registry: CollectorRegistry) -> None:
    meter = PrometheusMeter(registry)
    meter.delivered("slack", Action.POST, Arrival.REFUSED)
    meter.answered("right")
    meter.acknowledged("discord", 0.02)
    meter.decided(timedelta(minutes=3), asked=True)
    value = registry.get_sample_value
    labels = {"platform": "slack", "action": "post", "outcome": "refused"}
    assert value("studybot_deliveries_total", labels) == 1
    assert value("studybot_deliveries_total", labels | {"outcome": "posted"}) == 0
    assert value("studybot_answers_total", {"verdict": "right"}) == 1
    within = "studybot_acknowledgement_seconds_bucket"
    assert value(within, {"platform": "discord", "le": "0.01"}) == 0
    assert value(within, {"platform": "discord", "le": "0.025"}) == 1
    assert value("studybot_schedule_lag_seconds_sum", {"outcome": "asked"}) == 180
    assert value("studybot_schedule_lag_seconds_count", {"outcome": "skipped"}) == 0


@pytest.fixture
async def refusing() -> AsyncIterator[str]:
    """A server that answers with the status and the headers that it is asked for."""

    async def answer(request: web.Request) -> web.Response:
        headers = {name: value for name, value in request.query.items() if name != "status"}
        return web.Response(status=int(request.query["status"]), headers=headers)

    app = web.Application()
    app.router.add_get("/", answer)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}/"
    await runner.cleanup()


async def test_what_a_platform_refuses_and_asks_to_wait_is_counted(
    registry: CollectorRegistry, refusing: str
) -> None:
    trace = Requests(registry).watched("discord")
    asked: list[dict[str, str]] = [
        {"status": "200"},
        {"status": "404"},
        {"status": "401"},
        {"status": "429", "Retry-After": "30"},
        {"status": "429", "Retry-After": "1.5", "X-RateLimit-Scope": "shared"},
        {"status": "429", "Retry-After": "soon"},
    ]
    async with aiohttp.ClientSession(trace_configs=[trace]) as session:
        for query in asked:
            async with session.get(refusing, params=query):
                pass
    value = registry.get_sample_value
    invalid = "studybot_invalid_requests_total"
    assert value(invalid, {"platform": "discord", "status": "401"}) == 1
    assert value(invalid, {"platform": "discord", "status": "403"}) == 0
    assert value(invalid, {"platform": "discord", "status": "429"}) == 2
    assert value("studybot_rate_limit_waits_total", {"platform": "discord"}) == 3
    assert value("studybot_rate_limit_wait_seconds_total", {"platform": "discord"}) == 31.5


def record(message: object, name: str = "bot.app", level: int = logging.ERROR) -> logging.LogRecord:
    made = logging.LogRecord(name, level, "", 0, message, (), None)
    made.created = 1_795_000_000.0
    return made


def test_errors_are_counted_by_the_boundary_that_logged_them(registry: CollectorRegistry) -> None:
    errors = Errors(registry)
    for _ in range(2):
        errors.handle(record({"event": "delivery failed", "channel": "slack:T/C"}))
    errors.handle(record("Task exception was never retrieved\nfuture: Ann's words", "asyncio"))
    value = registry.get_sample_value
    assert value("studybot_errors_total", {"boundary": "delivery failed"}) == 2
    assert value("studybot_errors_total", {"boundary": "asyncio"}) == 1
    at = datetime.fromtimestamp(1_795_000_000, UTC)
    assert [(one.boundary, one.times, one.at) for one in errors.latest()] == [
        ("asyncio", 1, at),
        ("delivery failed", 2, at),
    ]


def test_a_library_s_boundary_is_the_library() -> None:
    assert boundary_of(record("%s broke", "discord.client")) == "discord"


def test_what_is_only_a_warning_is_not_counted(registry: CollectorRegistry) -> None:
    errors = Errors(registry)
    logger = logging.getLogger("tests.metrics")
    logger.addHandler(errors)
    try:
        logger.warning("careful")
    finally:
        logger.removeHandler(errors)
    assert errors.latest() == ()
