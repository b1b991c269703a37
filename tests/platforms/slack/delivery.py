"""How a payload reaches the app: an envelope over Socket Mode, or a signed request over HTTP."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import aiohttp
from aiohttp import web
from slack_sdk.signature import SignatureVerifier

from tests.platforms.slack.world import Json, World

PATIENCE = 3.0


@dataclass
class Delivered:
    """Something that was sent to the app; `latency` is in seconds and None until it is acknowledged.

    `envelope` is its id in Socket Mode, the same if it is sent again.
    """

    kind: str
    payload: Json
    envelope: str
    latency: float | None = None
    answer: Json = field(default_factory=dict)


class SocketMode:
    """Tickets that are good once, connections, envelopes and their acknowledgements."""

    def __init__(self, world: World, changed: Callable[[], None]) -> None:
        self._world = world
        self._changed = changed
        self._tickets: dict[str, bool] = {}
        self._connections: list[web.WebSocketResponse] = []
        self._waiting: dict[str, asyncio.Future[Json]] = {}
        self.tickets_given = 0
        self.opened = 0
        self.dead_tickets = 0
        """How many of the next tickets will not be taken."""

    @property
    def connections(self) -> int:
        return len(self._connections)

    def new_ticket(self) -> str:
        self.tickets_given += 1
        ticket = self._world.id("ticket")
        self._tickets[ticket] = self.dead_tickets <= 0
        self.dead_tickets = max(self.dead_tickets - 1, 0)
        return ticket

    async def handle(self, request: web.Request) -> web.StreamResponse:
        if not self._tickets.pop(request.match_info["ticket"], False):
            return web.Response(status=408)
        connection = web.WebSocketResponse()
        await connection.prepare(request)
        self._connections.append(connection)
        self.opened += 1
        await connection.send_json(
            {"type": "hello", "num_connections": self.connections, "connection_info": {"app_id": "A0STUDY"}}
        )
        self._changed()
        try:
            async for message in connection:
                self._acknowledge(json.loads(message.data))
        finally:
            self._connections.remove(connection)
            self._changed()
        return connection

    def _acknowledge(self, message: Json) -> None:
        waiting = self._waiting.pop(message["envelope_id"], None)
        if waiting and not waiting.done():
            waiting.set_result(message.get("payload") or {})

    async def send(self, id_: str, kind: str, payload: Json, retry: int = 0) -> Json:
        """What the app acknowledges with; TimeoutError after three seconds."""
        envelope = {
            "envelope_id": id_,
            "type": kind,
            "payload": payload,
            "accepts_response_payload": kind != "events_api",
            "retry_attempt": retry,
            "retry_reason": "timeout" if retry else "",
        }
        future: asyncio.Future[Json] = asyncio.get_running_loop().create_future()
        self._waiting[id_] = future
        await self._connections[-1].send_json(envelope)
        return await asyncio.wait_for(future, PATIENCE)

    async def refresh(self) -> None:
        """Ask every connection to come anew, as Slack does every few hours."""
        for connection in list(self._connections):
            await connection.send_json({"type": "disconnect", "reason": "refresh_requested"})

    async def drop(self) -> None:
        """Close every connection without a word."""
        for connection in list(self._connections):
            await connection.close()


class HttpMode:
    """Sends to the address that the app has given for events, signed as Slack signs."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.address = ""

    async def send(self, kind: str, payload: Json, retry: int = 0) -> Json:
        """What the app acknowledges with; ValueError for any status but 200."""
        status, answer = await self.post(*_body(kind, payload), retry=retry)
        if status != 200:
            raise ValueError(f"the app answered {status}")
        return answer

    async def post(
        self, body: str, content_type: str, *, retry: int = 0, secret: str = "", age: float = 0
    ) -> tuple[int, Json]:
        timestamp = str(int(self._world.now() - age))
        signature = SignatureVerifier(secret or self._world.signing_secret).generate_signature(
            timestamp=timestamp, body=body
        )
        headers = {
            "Content-Type": content_type,
            "X-Slack-Request-Timestamp": timestamp,
            "X-Slack-Signature": signature or "",
            **({"X-Slack-Retry-Num": str(retry)} if retry else {}),
        }
        timeout = aiohttp.ClientTimeout(total=PATIENCE)
        async with (
            aiohttp.ClientSession(timeout=timeout) as session,
            session.post(self.address, data=body, headers=headers) as answer,
        ):
            text = await answer.text()
            return answer.status, json.loads(text) if text.startswith("{") else {}


def _body(kind: str, payload: Json) -> tuple[str, str]:
    if kind == "events_api":
        return json.dumps(payload), "application/json"
    fields: dict[str, Any] = payload if kind == "slash_commands" else {"payload": json.dumps(payload)}
    return urlencode(fields), "application/x-www-form-urlencoded"
