"""Who may see the page: whoever sits at this machine, or whoever has the token."""

import hmac
import re
from collections.abc import Callable, Collection
from hashlib import sha256
from pathlib import Path

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware
from markupsafe import escape

from bot.adapters.web.uploads import form_of
from bot.app.front_door import Buckets
from bot.domain.rates import SECOND, Rate

COOKIE = "studybot_key"
KEPT_FOR = 30 * 24 * 3600  # seconds
WAIT = "60"
"""Seconds until somebody who was too fast should try again."""
ENTER = "/enter"
OPEN = frozenset({"/healthz", "/readyz"})
THIS_MACHINE = re.compile(r"(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?", re.IGNORECASE | re.ASCII)
PAGE = (Path(__file__).parent / "templates" / "enter.html").read_text(encoding="utf-8")
WRONG = "That is not the token. It stands in STUDYBOT_WEB_TOKEN, where the bot was started."
TOO_MANY_TRIES = "Too many tries from here. Wait a minute, then enter the token once more."
TOO_OFTEN = "Too many requests from here. Wait a minute, then go on."


class Gate:
    """Stands before every request but those of `signed` paths, which check by themselves who calls.

    Without a token only addresses of this machine are answered, so that no name that somebody else points at
    it (DNS rebinding) opens the page. With one it is entered once; the cookie holds a value made from it.
    """

    def __init__(self, token: str, signed: Collection[str], monotonic: Callable[[], float]) -> None:
        self._token = token.encode()
        self._key = hmac.new(self._token, b"studybot page", sha256).hexdigest()
        self._outside = OPEN | frozenset(signed)
        self._monotonic = monotonic
        self._requests = Buckets(Rate(burst=300, per_second=50))
        self._tries = Buckets(Rate(burst=5, per_second=1 / 12))

    def middleware(self) -> Middleware:
        @web.middleware
        async def gate(request: web.Request, handler: Handler) -> web.StreamResponse:
            if request.path in self._outside:
                return await handler(request)
            if not self._allows(self._requests, request):
                raise _too_often()
            self._check_host(request)
            if self._token and request.path != ENTER and not self._knows(request):
                if request.path.startswith("/static/"):
                    return await handler(request)  # nothing that is not in the source
                return _ask(request)
            return await handler(request)

        return gate

    def routes(self) -> list[web.RouteDef]:
        return [web.post(ENTER, self._enter)] if self._token else []

    def _allows(self, buckets: Buckets, request: web.Request) -> bool:
        """Whether the address that asks may do so once more, which then counts."""
        address, now = request.remote or "", round(self._monotonic() * SECOND)
        if buckets.wait(address, now):
            return False
        buckets.take(address, now)
        return True

    def _check_host(self, request: web.Request) -> None:
        host = request.headers.get("Host")
        if host is None:
            raise web.HTTPBadRequest(text="A request needs a Host.")
        if not self._token and not THIS_MACHINE.fullmatch(host):
            raise web.HTTPMisdirectedRequest(
                text="This page answers at localhost only. Behind another name it needs STUDYBOT_WEB_TOKEN."
            )

    def _knows(self, request: web.Request) -> bool:
        kept = request.cookies.get(COOKIE, "")
        scheme, _, brought = request.headers.get("Authorization", "").partition(" ")
        is_brought = scheme.lower() == "bearer" and _same(brought, self._token.decode())
        return is_brought or _same(kept, self._key)

    async def _enter(self, request: web.Request) -> web.Response:
        if not self._allows(self._tries, request):
            return _ask(request, TOO_MANY_TRIES, status=429)
        typed = (await form_of(request)).get("token", "")
        if not _same(typed.strip(), self._token.decode()):
            return _ask(request, WRONG)
        response = web.Response(status=303, headers={"Location": f"/{_query(request)}"})
        secure = request.secure or request.headers.get("X-Forwarded-Proto") == "https"
        response.set_cookie(
            COOKIE, self._key, path="/", max_age=KEPT_FOR, httponly=True, samesite="Strict", secure=secure
        )
        return response


def _same(given: str, right: str) -> bool:
    """In a time that does not tell how much of it is right."""
    return hmac.compare_digest(given.encode("utf-8", "replace"), right.encode())


def _query(request: web.Request) -> str:
    """What a link says of the page that it leads to, which outlasts the token's being asked for."""
    asked = request.rel_url.raw_query_string
    return f"?{asked}" if asked else ""


def _ask(request: web.Request, wrong: str = "", status: int = 401) -> web.Response:
    page = PAGE.replace("{{ wrong }}", wrong).replace("{{ query }}", escape(_query(request)))
    headers = {"Cache-Control": "no-store", **({"Retry-After": WAIT} if status == 429 else {})}
    return web.Response(text=page, status=status, content_type="text/html", headers=headers)


def _too_often() -> web.HTTPTooManyRequests:
    return web.HTTPTooManyRequests(text=TOO_OFTEN, headers={"Retry-After": WAIT})
