"""What Slack sends by HTTP, for an app that keeps no socket open."""

import asyncio
import time
from typing import Final

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.async_app import AsyncApp
from slack_sdk.signature import SignatureVerifier

from bot.ports.meter import Meter

PATH: Final = "/slack/events"
ARRIVES_WITHIN: Final = 3.0
"""Seconds; by then Slack has given the request up."""
UNREADABLE: Final = (LookupError, TypeError, ValueError, AttributeError, RecursionError)
"""A charset of no text, no JSON, or JSON that holds no names, in whichever way Bolt stumbles over it."""


class Endpoint:
    """Lets nothing but what Slack has signed reach Bolt, which reads a request before it asks who sent it."""

    def __init__(self, app: AsyncApp, signing_secret: str, meter: Meter) -> None:
        self._app = app
        self._verifier = SignatureVerifier(signing_secret)
        self._meter = meter

    def routes(self) -> list[web.RouteDef]:
        return [web.post(PATH, self._received)]

    async def _received(self, request: web.Request) -> web.Response:
        began = time.monotonic()
        try:
            async with asyncio.timeout(ARRIVES_WITHIN):
                body = await request.read()
        except TimeoutError:
            raise web.HTTPRequestTimeout from None
        if not self._is_signed(body, request):
            raise web.HTTPUnauthorized(text="invalid request signature")
        try:
            sent = await to_bolt_request(request)
        except UNREADABLE:
            raise web.HTTPBadRequest(text="no event") from None
        answer = await self._app.async_dispatch(sent)
        self._meter.acknowledged("slack", time.monotonic() - began)
        return await to_aiohttp_response(answer)

    def _is_signed(self, body: bytes, request: web.Request) -> bool:
        """With our secret, within the last five minutes."""
        try:
            return self._verifier.is_valid_request(body, dict(request.headers))
        except (ValueError, TypeError):  # no text, no time, or a signature of other signs than letters
            return False
