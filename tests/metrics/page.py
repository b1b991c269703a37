"""Reads /metrics as Prometheus does."""

from collections.abc import Mapping

import aiohttp

from bot.adapters.metrics.observatory import Observatory
from bot.adapters.web.adapter import WebAdapter
from bot.commands import Help
from bot.config.settings import WebSettings
from bot.ports.records import DeliveryState
from bot.ports.vitals import Vitals
from tests.web.fake_faces import FACES
from tests.web.fake_study import FakeStudy


async def read(watch: Observatory, states: Mapping[DeliveryState, int], vitals: Vitals) -> str:
    """The page, from a running web server."""

    async def counted() -> Mapping[DeliveryState, int]:
        return states

    routes = watch.routes(counted, lambda: vitals)
    adapter = WebAdapter(WebSettings(port=0), FakeStudy(), FACES, lambda _: Help(), dict, routes)
    address = await adapter.start()
    try:
        async with aiohttp.ClientSession() as client, client.get(f"{address}/metrics") as answer:
            assert answer.status == 200
            assert answer.content_type == "text/plain"
            return await answer.text()
    finally:
        await adapter.close()
