"""The loopback server: REST and gateway on one port, every request recorded, failures as ordered."""

import asyncio
import json
import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from aiohttp import web

from tests.platforms.discord.faults import Fault, Faults
from tests.platforms.discord.gateway import Gateway
from tests.platforms.discord.interactions import Interactions
from tests.platforms.discord.limits import UNAUTHORIZED, Refusal, check_files
from tests.platforms.discord.rest import Rest
from tests.platforms.discord.world import Json, World
from tests.platforms.held import Held

NEEDS_NO_TOKEN = re.compile(r"/(interactions|webhooks)/")


@dataclass(frozen=True)
class Recorded:
    """A request as it came, without the `/api/vN` prefix; `status` is 0 where the connection was cut."""

    method: str
    path: str
    json: Any
    status: int
    at: float


class Server:
    """`async with Server():` listens on a free port of this machine."""

    def __init__(self) -> None:
        self.world = World()
        self.gateway = Gateway(self.world)
        self.interactions = Interactions(self.world)
        self.requests: list[Recorded] = []
        self._faults = Faults()
        self._rest = Rest(self.world, self.interactions)
        self._runner: web.AppRunner | None = None
        self.api = self.gateway_address = ""

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *exc: object) -> None:
        await self.stop()

    async def start(self, port: int = 0, routes: Iterable[web.RouteDef] = ()) -> None:
        app = web.Application()
        app.router.add_routes(routes)
        app.router.add_get("/gateway", self.gateway.handle)
        app.router.add_get("/gateway/", self.gateway.handle)
        app.router.add_get("/ephemeral-attachments/{id}/{name}", self._attachment)
        app.router.add_route("*", "/api/v10/{path:.*}", self._handle)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", port)
        await site.start()
        host, port = self._runner.addresses[0][:2]
        self.api, self.gateway_address = f"http://{host}:{port}", f"ws://{host}:{port}/gateway"
        self.world.cdn = self.api

    async def stop(self) -> None:
        await self.gateway.drop()
        if self._runner is not None:
            await self._runner.cleanup()

    async def _attachment(self, request: web.Request) -> web.Response:
        """A file that a person has sent, as Discord's CDN hands it to anybody who has its address."""
        fault = self._faults.take("GET", request.path)
        if fault is not None or request.match_info["id"] not in self.world.attached:
            return web.Response(status=404 if fault is None else fault.status)
        return web.Response(body=self.world.attached[request.match_info["id"]][1])

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        path = "/" + request.match_info["path"]
        body, self.world.arriving = await _read(request)
        fault = self._faults.take(request.method, path)
        if fault is not None:
            await fault.before()
        status, answer = self._serve(request, path, body, fault)
        self.requests.append(Recorded(request.method, path, body, status, asyncio.get_running_loop().time()))
        if fault is not None:
            await fault.after()
        if fault is not None and fault.delay:
            await asyncio.sleep(fault.delay)
        if fault is not None and fault.cut:
            assert request.transport is not None
            request.transport.abort()
        return _response(status, answer, fault)

    def _serve(self, request: web.Request, path: str, body: Any, fault: Fault | None) -> tuple[int, Any]:
        failing = fault is not None and fault.breaks
        if fault is not None and failing and not fault.accepted:
            return _failure(fault)
        try:
            if (
                not NEEDS_NO_TOKEN.match(path)
                and request.headers.get("Authorization") != f"Bot {self.world.token}"
            ):
                raise Refusal(*UNAUTHORIZED)
            if isinstance(body, dict):
                check_files(body.get("data") or body, self.world.arriving)
            answer = self._rest.answer(request.method, path, dict(request.query), body)
        except Refusal as refusal:
            return refusal.status, refusal.payload
        if fault is not None and failing:
            return _failure(fault)
        return (204, None) if answer is None else (200, answer)

    def fail(
        self,
        method: str,
        path: str,
        *,
        times: int = 1,
        status: int = 500,
        accepted: bool = False,
        cut: bool = False,
        delay: float = 0.0,
        **limit: Any,
    ) -> None:
        """Order a failure of the next requests whose path contains this pattern; see Fault.

        A `delay` alone only makes the answer late.
        """
        self._faults.order(Fault(method, re.compile(path), times, status, accepted, cut, delay, **limit))

    def hold(self, method: str, path: str, *, accepted: bool = False, times: int = 1) -> Held:
        """Keep the next requests whose path contains this pattern waiting; see Fault."""
        held = Held()
        self._faults.order(Fault(method, re.compile(path), times, accepted=accepted, held=held))
        return held

    def calm(self) -> None:
        """Order nothing more; what waits already goes on waiting."""
        self._faults.clear()

    def sent(self, method: str, path: str) -> list[Recorded]:
        """The recorded requests whose path matches this pattern as a whole."""
        return [r for r in self.requests if r.method == method and re.fullmatch(path, r.path)]

    def dump(self, path: Path) -> None:
        """Write every request as a line of JSON, as Discord's contract judge reads them."""
        lines = [json.dumps({"method": r.method, "path": r.path, "json": r.json}) for r in self.requests]
        path.write_text("\n".join(lines) + "\n")


async def _read(request: web.Request) -> tuple[Any, dict[str, bytes]]:
    """The JSON of a request, and the files beside it."""
    if request.content_type == "multipart/form-data":
        form = await request.post()
        files = {name: _content(part) for name, part in form.items() if isinstance(part, web.FileField)}
        payload = form["payload_json"]
        assert not isinstance(payload, web.FileField)
        return json.loads(payload), files
    text = await request.text() if request.can_read_body else ""
    return (json.loads(text) if text else None), {}


def _content(part: web.FileField) -> bytes:
    with part.file as file:
        return file.read()


def _failure(fault: Fault) -> tuple[int, Json]:
    if fault.retry_after is not None:
        limited = {"message": "You are being rate limited.", "global": fault.everywhere}
        return 429, {**limited, "retry_after": fault.retry_after}
    return (0 if fault.cut else fault.status), {"message": "ordered by a test", "code": 0}


def _response(status: int, answer: Any, fault: Fault | None) -> web.Response:
    if status == 204:
        return web.Response(status=204, headers={"Via": "1.1 loopback"})
    headers = {} if fault is not None and fault.by_cloudflare else {"Via": "1.1 loopback"}
    if status == 429:
        headers["Retry-After"] = str(math.ceil(answer["retry_after"]))
        headers |= {"X-RateLimit-Global": "true"} if answer["global"] else {}
    # discord.py takes an answer for JSON only if no charset follows
    body = json.dumps(answer).encode()
    return web.Response(status=status or 500, body=body, content_type="application/json", headers=headers)
