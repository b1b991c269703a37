"""Every request to the loopback Slack: recorded, checked for its token, failed if ordered, answered."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field

from aiohttp import web

from tests.platforms.slack.delivery import SocketMode
from tests.platforms.slack.faults import Fault, Faults
from tests.platforms.slack.limits import Refusal
from tests.platforms.slack.triggers import Triggers
from tests.platforms.slack.web_api import WebApi
from tests.platforms.slack.world import Json, World


@dataclass(frozen=True)
class Recorded:
    """A call as it came; `status` is 0 where the connection was cut, `error` empty where Slack said ok."""

    verb: str
    method: str
    arguments: Json
    status: int
    error: str
    at: float = field(default_factory=lambda: asyncio.get_running_loop().time())


class Calls:
    """`address` is where the server listens."""

    def __init__(
        self, world: World, triggers: Triggers, socket: SocketMode, changed: Callable[[], None]
    ) -> None:
        self._world = world
        self._triggers = triggers
        self._socket = socket
        self._changed = changed
        self._web_api = WebApi(world, triggers)
        self.faults = Faults()
        self.requests: list[Recorded] = []
        self.address = ""

    async def handle(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        arguments = await _arguments(request)
        fault = self.faults.next_for(method)
        if fault:
            await fault.before()
        breaks = fault and fault.breaks
        if fault and breaks and not fault.accepted:
            return self._broken(request, method, arguments, fault)
        try:
            answer = self._answer(request, method, arguments)
        except Refusal as refusal:
            return self._recorded(request, method, arguments, 200, _no(refusal))
        if fault and breaks:
            return self._broken(request, method, arguments, fault)
        response = self._recorded(request, method, arguments, 200, {"ok": True, **answer})
        if fault:
            await fault.after()
        return response

    def _answer(self, request: web.Request, method: str, arguments: Json) -> Json:
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        if method == "apps.connections.open":
            if token != self._world.app_token:
                raise Refusal("invalid_auth" if not token.startswith("xapp-") else "not_allowed_token_type")
            address = self.address.replace("http://", "ws://")
            return {"url": f"{address}/socket/{self._socket.new_ticket()}"}
        if token != self._world.bot_token:
            raise Refusal("invalid_auth" if token else "not_authed")
        return self._web_api.answer(request.method, method, arguments)

    def _broken(self, request: web.Request, method: str, arguments: Json, fault: Fault) -> web.StreamResponse:
        if fault.cut:
            self._recorded(request, method, arguments, 0, {"error": "cut"})
            assert request.transport is not None
            request.transport.abort()
            return web.Response()
        status = 429 if fault.retry_after else fault.status
        answer = {
            "ok": False,
            "error": "ratelimited" if fault.retry_after else fault.error or "internal_error",
        }
        response = self._recorded(request, method, arguments, status, answer)
        if fault.retry_after:
            response.headers["Retry-After"] = str(fault.retry_after)
        return response

    def _recorded(
        self, request: web.Request, method: str, arguments: Json, status: int, answer: Json
    ) -> web.Response:
        self.requests.append(Recorded(request.method, method, arguments, status, answer.get("error", "")))
        self._changed()
        headers = {"x-oauth-scopes": ",".join(sorted(self._world.scopes))}
        return web.json_response(answer, status=status or 500, headers=headers)

    async def upload(self, request: web.Request) -> web.Response:
        """The bytes of a file, at the address that was given for it."""
        upload = self._world.uploads.get(request.match_info["file"])
        fault = self.faults.next_for("upload")
        status = fault.status if fault else 200 if upload else 404
        if upload and not fault:
            upload.content = await request.read()
        self.requests.append(Recorded("POST", "upload", {}, status, "" if status == 200 else "refused"))
        return web.Response(status=status)

    async def download(self, request: web.Request) -> web.Response:
        """A person's file; whoever may not read it is led to a page to log in, as on Slack."""
        fault = self.faults.next_for("download")
        sent = self._world.sent.get(request.match_info["file"])
        known = request.headers.get("Authorization") == f"Bearer {self._world.bot_token}"
        self.requests.append(Recorded("GET", "download", {}, fault.status if fault else 200, ""))
        if fault:
            return web.Response(status=fault.status)
        if sent is None or not known or "files:read" not in self._world.scopes:
            raise web.HTTPFound(f"{self.address}/?redir=login")
        return web.Response(body=sent.content)

    async def respond(self, request: web.Request) -> web.Response:
        payload = await request.json()
        fault = self.faults.next_for("response_url")
        if fault:
            await fault.before()
        broken = fault if fault and fault.breaks else None
        status, text = (broken.status, broken.error) if broken else (200, "ok")
        try:
            if not broken or broken.accepted:
                self._triggers.respond(request.match_info["token"], payload)
        except Refusal as refusal:
            # what stands in a message is refused with the same status as a lost address
            known = refusal.error.endswith("_url") or refusal.error == "invalid_blocks"
            status, text = (404 if known else 400), str(refusal)
        error = "" if status == 200 else text or "internal_error"
        cut = fault is not None and fault.cut
        self.requests.append(Recorded("POST", "response_url", payload, 0 if cut else status, error))
        self._changed()
        if fault:
            await fault.after()
        if cut:
            assert request.transport is not None
            request.transport.abort()
        return web.Response(status=status, text=text)


async def _arguments(request: web.Request) -> Json:
    if request.method == "GET":
        return dict(request.query)
    if request.content_type == "application/json":
        return dict(json.loads(await request.text() or "{}"))
    return dict(await request.post())


def _no(refusal: Refusal) -> Json:
    return {"ok": False, "error": refusal.error, "reason": refusal.reason, **refusal.more}
