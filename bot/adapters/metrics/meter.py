"""The counts that the core and the adapters report."""

from datetime import timedelta
from functools import cache
from itertools import product
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Histogram

from bot.domain.ids import PLATFORMS
from bot.ports.meter import Arrival
from bot.ports.records import Action

ACKNOWLEDGED_IN: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 3.0, 5.0)
"""Seconds; both platforms give up after 3."""
LATE_BY: Final = (1, 5, 10, 30, 60, 120, 600, 3600, 10_800, 86_400)
"""Seconds; two minutes are on time, three hours the usual `catch_up`."""
ASKED, SKIPPED = "asked", "skipped"


class PrometheusMeter:
    """Implements the port `Meter`."""

    def __init__(self, registry: CollectorRegistry) -> None:
        deliveries = Counter(
            "studybot_deliveries",
            "Tries to bring a post, or its last change, to a platform.",
            ("platform", "action", "outcome"),
            registry=registry,
        )
        answers = Counter(
            "studybot_answers", "Choices of people, by what became of them.", ("verdict",), registry=registry
        )
        acknowledged = Histogram(
            "studybot_acknowledgement_seconds",
            "From a click, command or form reaching the bot until the platform was answered.",
            ("platform",),
            buckets=ACKNOWLEDGED_IN,
            registry=registry,
        )
        late = Histogram(
            "studybot_schedule_lag_seconds",
            "How long after its time a scheduled question was asked or skipped.",
            ("outcome",),
            buckets=LATE_BY,
            registry=registry,
        )
        # looking a label up costs four times as much as counting
        self._deliveries, self._answers = cache(deliveries.labels), cache(answers.labels)
        self._acknowledged, self._late = cache(acknowledged.labels), cache(late.labels)
        self._show_all()

    def _show_all(self) -> None:
        """What alerts look at stands there from the start, else the first failure would be no rise."""
        for platform, action, arrival in product(PLATFORMS, Action, Arrival):
            self._deliveries(platform, action, arrival)
        for outcome in (ASKED, SKIPPED):
            self._late(outcome)

    def delivered(self, platform: str, action: Action, arrival: Arrival) -> None:
        self._deliveries(platform, action, arrival).inc()

    def answered(self, verdict: str) -> None:
        self._answers(verdict).inc()

    def acknowledged(self, platform: str, seconds: float) -> None:
        self._acknowledged(platform).observe(seconds)

    def decided(self, late: timedelta, asked: bool) -> None:
        self._late(ASKED if asked else SKIPPED).observe(late.total_seconds())
