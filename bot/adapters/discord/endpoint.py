"""Interactions that Discord sends by HTTP, for a bot that keeps no connection to the gateway."""

import asyncio
import json
from collections.abc import Callable
from typing import Any, Final

import structlog
from aiohttp import web
from nacl.exceptions import CryptoError
from nacl.signing import VerifyKey

from bot.adapters.discord.wire import Json

log = structlog.get_logger()

PATH: Final = "/discord/interactions"
OLDEST: Final = 300.0
"""Seconds that a request's time may differ from ours; what is older may have been recorded and sent again."""
ARRIVES_WITHIN: Final = 3.0
"""Seconds; by then Discord has given the interaction up."""
PING, PONG = 1, 1
KINDS: Final = (2, 3, 4, 5)
"""Commands, buttons, completions and forms."""


class Endpoint:
    """Believes nothing that is not signed with the application's key.

    `deliver` takes an interaction as the gateway would bring it, and is False while nobody can answer.
    Answers go to Discord's callback address like all others, so this request itself is only accepted.
    """

    def __init__(self, public_key: str, now: Callable[[], float], deliver: Callable[[Any], bool]) -> None:
        self._key = VerifyKey(bytes.fromhex(public_key))
        self._now = now
        self._deliver = deliver

    def routes(self) -> list[web.RouteDef]:
        return [web.post(PATH, self._received)]

    async def _received(self, request: web.Request) -> web.Response:
        try:
            async with asyncio.timeout(ARRIVES_WITHIN):
                body = await request.read()
        except TimeoutError:
            raise web.HTTPRequestTimeout from None
        stamp = request.headers.get("X-Signature-Timestamp", "")
        if not self._is_recent(stamp) or not self._signed(request, stamp, body):
            raise web.HTTPUnauthorized(text="invalid request signature")
        return self._answer(_read(body))

    def _is_recent(self, stamp: str) -> bool:
        is_number = stamp.isascii() and stamp.isdecimal() and len(stamp) <= 12
        return is_number and abs(self._now() - int(stamp)) <= OLDEST

    def _signed(self, request: web.Request, stamp: str, body: bytes) -> bool:
        try:
            signature = bytes.fromhex(request.headers.get("X-Signature-Ed25519", ""))
            self._key.verify(stamp.encode() + body, signature)
        except (CryptoError, ValueError):
            return False
        return True

    def _answer(self, sent: Json) -> web.Response:
        if sent.get("type") == PING:
            return web.json_response({"type": PONG})
        if sent.get("type") not in KINDS:
            raise web.HTTPBadRequest(text="unknown kind of interaction")
        try:
            delivered = self._deliver(sent)
        except (LookupError, TypeError, ValueError, AttributeError) as problem:
            # signed, and yet of no form that discord.py knows; the error may hold words of people
            log.error(
                "discord.interaction_unreadable", interaction=sent.get("id"), error=type(problem).__name__
            )
            raise web.HTTPBadRequest(text="no interaction") from None
        if not delivered:
            log.warning("discord.not_logged_in", interaction=sent.get("id"))
            raise web.HTTPServiceUnavailable(text="not logged in")
        return web.Response(status=202)


def _read(body: bytes) -> Json:
    try:
        sent = json.loads(body)
    except (ValueError, RecursionError):
        sent = None
    if not isinstance(sent, dict):
        raise web.HTTPBadRequest(text="no interaction")
    return sent
