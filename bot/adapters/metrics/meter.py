"""The counts that the core and the adapters report."""

from datetime import timedelta
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


class PrometheusMeter:
    """Implements the port `Meter`."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self._deliveries = Counter(
            "studybot_deliveries",
            "Tries to bring a post, or its last change, to a platform.",
            ("platform", "action", "outcome"),
            registry=registry,
        )
        for labels in product(PLATFORMS, Action, Arrival):
            self._deliveries.labels(*labels)  # shown from the start, or the first failure would be no rise
        self._answers = Counter(
            "studybot_answers", "Choices of people, by what became of them.", ("verdict",), registry=registry
        )
        self._acknowledged = Histogram(
            "studybot_acknowledgement_seconds",
            "From a click, command or form reaching the bot until the platform was answered.",
            ("platform",),
            buckets=ACKNOWLEDGED_IN,
            registry=registry,
        )
        self._late = Histogram(
            "studybot_schedule_lag_seconds",
            "How long after its time a scheduled question was asked or skipped.",
            ("outcome",),
            buckets=LATE_BY,
            registry=registry,
        )

    def delivered(self, platform: str, action: Action, arrival: Arrival) -> None:
        self._deliveries.labels(platform, action.value, arrival.value).inc()

    def answered(self, verdict: str) -> None:
        self._answers.labels(verdict).inc()

    def acknowledged(self, platform: str, seconds: float) -> None:
        self._acknowledged.labels(platform).observe(seconds)

    def decided(self, late: timedelta, asked: bool) -> None:
        self._late.labels("asked" if asked else "skipped").observe(late.total_seconds())
