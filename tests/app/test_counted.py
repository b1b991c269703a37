"""The core reports what becomes of posts, slots and choices."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from prometheus_client import CollectorRegistry

from bot.adapters.metrics.meter import PrometheusMeter
from bot.app.postman import Postman
from bot.app.studybot import StudyBot
from bot.commands import AddSchedule, ScheduleFields
from bot.ports.outside import Refused, Unreachable
from tests.app.inbox import ADA, GRACE, Office, office


@pytest.fixture
def registry() -> CollectorRegistry:
    return CollectorRegistry()


@pytest.fixture
async def at(tmp_path: Path, registry: CollectorRegistry) -> AsyncIterator[Office]:
    """An office whose core reports to Prometheus."""
    async with office(tmp_path / "study.db") as opened:
        ctx = replace(opened.ctx, meter=PrometheusMeter(registry))
        postman = Postman(ctx)
        yield replace(opened, ctx=ctx, postman=postman, study=StudyBot(ctx, postman))


def deliveries(registry: CollectorRegistry, outcome: str) -> float | None:
    labels = {"platform": "web", "action": "post", "outcome": outcome}
    return registry.get_sample_value("studybot_deliveries_total", labels)


async def test_a_post_that_is_put_off_and_then_given_up(at: Office, registry: CollectorRegistry) -> None:
    at.channels.failures = [Unreachable("no answer"), Unreachable("no answer")]
    await at.ask()
    assert (deliveries(registry, "put-off"), deliveries(registry, "given-up")) == (1, 0)
    await at.look(hours=10)
    assert (deliveries(registry, "put-off"), deliveries(registry, "given-up")) == (1, 1)


async def test_a_post_that_is_refused_and_one_that_arrives(at: Office, registry: CollectorRegistry) -> None:
    at.channels.failures = [Refused("no such channel")]
    await at.ask("r1")
    await at.ask("r2")
    assert (deliveries(registry, "refused"), deliveries(registry, "posted")) == (1, 1)


async def test_a_slot_that_is_asked_and_one_that_is_skipped(at: Office, registry: CollectorRegistry) -> None:
    await at.study.command(AddSchedule(ScheduleFields(times="14:00"), None, "daily"), ADA)
    await at.look()
    await at.look(hours=1, seconds=4)
    await at.look(days=1, hours=9)
    lag = "studybot_schedule_lag_seconds_sum"
    assert registry.get_sample_value(lag, {"outcome": "asked"}) == 4
    late = timedelta(hours=9, seconds=4).total_seconds()
    assert registry.get_sample_value(lag, {"outcome": "skipped"}) == late


async def test_a_choice_and_the_same_once_more(at: Office, registry: CollectorRegistry) -> None:
    asked = await at.ask()
    for _ in range(3):
        await at.choose(asked, GRACE, asked.question.key)
    answers = "studybot_answers_total"
    assert registry.get_sample_value(answers, {"verdict": "right"}) == 1
    assert registry.get_sample_value(answers, {"verdict": "already-answered"}) == 2
