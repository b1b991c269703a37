"""A Socket Mode connection that comes back by itself, whatever Slack or the network does to it."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable

import structlog
from slack_bolt.adapter.socket_mode.async_internals import run_async_bolt_app, send_async_response
from slack_bolt.async_app import AsyncApp
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest

from bot.adapters.slack.api import SlackApi
from bot.adapters.slack.patience import Patience
from bot.ports.meter import Meter

log = structlog.get_logger()


class _Client(SocketModeClient):
    """The vendor's client with tickets from us: its own way of getting them hides what is wrong."""

    def __init__(self, api: SlackApi, ping: float, ticket: Callable[[], Awaitable[str]]) -> None:
        quiet = logging.Logger("slack socket", logging.CRITICAL)  # it logs a traceback at every failed try
        super().__init__("", quiet, api.client, ping_interval=ping)
        self.proxy = api.client.proxy
        self._ticket = ticket

    async def issue_new_wss_url(self) -> str:
        return await self._ticket()


class Socket:
    """Runs a Bolt app over Socket Mode. `patience.step` is also the time between two pings."""

    def __init__(
        self, app: AsyncApp, api: SlackApi, app_token: str, patience: Patience, meter: Meter
    ) -> None:
        self._app = app
        self._api = api
        self._app_token = app_token
        self._patience = patience
        self._meter = meter
        self._client: _Client | None = None
        self._tries = 0

    @property
    def is_connected(self) -> bool:
        session = self._client.current_session if self._client else None
        return session is not None and not session.closed

    async def run(self) -> None:
        """Until patience ends."""
        client = self._client = _Client(self._api, self._patience.step, self._ticket)
        client.socket_mode_request_listeners.append(self._received)
        connecting = asyncio.create_task(client.connect())  # type: ignore[no-untyped-call]
        try:
            while not await self._patience.over(self._patience.step):
                if await client.is_connected():
                    self._tries = 0
                else:
                    # a ticket is good for one connection, and the client would try a dead one for ever
                    client.wss_uri = None
        finally:
            connecting.cancel()
            await client.close()  # type: ignore[no-untyped-call]

    async def _ticket(self) -> str:
        await self._patience.between(self._tries)
        self._tries += 1
        address = await self._patience.insist(lambda: self._api.open_connection(self._app_token))
        log.info("slack socket connects")
        return address

    async def _received(self, client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        began = time.monotonic()
        try:
            answer = await run_async_bolt_app(self._app, request)
            await send_async_response(client, request, answer, 0.0)
            self._meter.acknowledged("slack", time.monotonic() - began)
        except Exception as problem:  # noqa: BLE001 - one bad envelope must not end the connection
            log.warning("slack envelope failed", envelope=request.envelope_id, error=repr(problem))
