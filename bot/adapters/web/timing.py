"""How long the playground takes to answer what people do there."""

import time

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from bot.ports.meter import Meter


def timing(meter: Meter) -> Middleware:
    @web.middleware
    async def timed(request: web.Request, handler: Handler) -> web.StreamResponse:
        if request.method != "POST":
            return await handler(request)
        began = time.monotonic()
        response = await handler(request)
        meter.acknowledged("web", time.monotonic() - began)
        return response

    return timed
