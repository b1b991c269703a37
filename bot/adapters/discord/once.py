"""Sending what Discord would show twice: once, and known to be unknown if nobody can say how it went."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, cast

import aiohttp


class Unknown(Exception):
    """Discord may have accepted the message, and would show it twice if it were sent again."""


def once(session: aiohttp.ClientSession) -> aiohttp.ClientSession:
    """The session for a message without a nonce.

    discord.py repeats by itself what it got an error for, up to five times; this raises Unknown instead.
    """
    return cast(aiohttp.ClientSession, _Once(session))


class _Once:
    """The one method that discord.py's webhooks use. Nobody listening is certain, and stays what it is."""

    def __init__(self, session: aiohttp.ClientSession) -> None:
        self._session = session

    @asynccontextmanager
    async def request(self, *where: Any, **what: Any) -> AsyncIterator[aiohttp.ClientResponse]:
        try:
            async with self._session.request(*where, **what) as response:
                if response.status >= 500:
                    raise Unknown(f"Discord answered {response.status}")
                yield response
        except aiohttp.ClientConnectorError:
            raise
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise Unknown(repr(error)) from error
