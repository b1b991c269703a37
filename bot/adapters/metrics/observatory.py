"""All that is measured of one running bot, in a registry of its own."""

from collections.abc import Callable

from aiohttp import web
from prometheus_client import CollectorRegistry, disable_created_metrics

from bot.adapters.metrics.errors import Errors
from bot.adapters.metrics.meter import PrometheusMeter
from bot.adapters.metrics.page import MetricsPage, States
from bot.adapters.metrics.requests import Requests
from bot.ports.vitals import Vitals


class Observatory:
    """`meter` is for the core and the adapters, `requests` for their HTTP clients, `errors` for the log."""

    def __init__(self) -> None:
        # they double the page and say nothing that we ask
        disable_created_metrics()  # type: ignore[no-untyped-call]
        self._registry = registry = CollectorRegistry()
        self.meter = PrometheusMeter(registry)
        self.requests = Requests(registry)
        self.errors = Errors(registry)

    def routes(self, states: States, vitals: Callable[[], Vitals]) -> list[web.RouteDef]:
        """The page, once; `states` counts the outbox."""
        return MetricsPage(self._registry, states, vitals).routes()
