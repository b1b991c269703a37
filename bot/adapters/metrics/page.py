"""The page that Prometheus reads; what changes without anybody telling us is looked up as it is read."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Final

from aiohttp import web
from prometheus_client import CollectorRegistry, Gauge, ProcessCollector, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

from bot.ports.records import DeliveryState
from bot.ports.vitals import Vitals

PATH: Final = "/metrics"
States = Callable[[], Awaitable[Mapping[DeliveryState, int]]]


class MetricsPage:
    """`states` counts the outbox, `vitals` tells how the process is."""

    def __init__(self, registry: CollectorRegistry, states: States, vitals: Callable[[], Vitals]) -> None:
        ProcessCollector(registry=registry)
        self._registry, self._states, self._vitals = registry, states, vitals
        self._outbox = Gauge("studybot_outbox", "Entries of the outbox.", ("state",), registry=registry)
        self._connected = Gauge(
            "studybot_connected",
            "1 where the platform's connection stands.",
            ("platform",),
            registry=registry,
        )
        self._database = Gauge("studybot_database_bytes", "Size of the database.", registry=registry)
        self._info = Gauge("studybot_info", "1, with the release at work.", ("version",), registry=registry)

    def routes(self) -> list[web.RouteDef]:
        return [web.get(PATH, self.read)]

    async def read(self, request: web.Request) -> web.Response:
        vitals, states = self._vitals(), await self._states()
        for state in DeliveryState:
            self._outbox.labels(state.value).set(states.get(state, 0))
        for platform, words in vitals.connections.items():
            self._connected.labels(platform).set(words == "ready")
        self._database.set(vitals.database_bytes)
        self._info.labels(vitals.version).set(1)
        return web.Response(
            body=generate_latest(self._registry), headers={"Content-Type": CONTENT_TYPE_LATEST}
        )
