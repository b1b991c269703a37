"""A platform that is gone: its port takes connections and ends them at once, and counts them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Protocol
from urllib.parse import urlsplit


class Platform(Protocol):
    api: str

    async def start(self, port: int = 0) -> None: ...
    async def stop(self) -> None: ...


@asynccontextmanager
async def gone(platform: Platform) -> AsyncIterator[list[float]]:
    """The moments, in the loop's seconds, at which somebody has tried to reach it."""
    tried: list[float] = []

    def hang_up(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        tried.append(asyncio.get_running_loop().time())
        writer.transport.abort()

    port = urlsplit(platform.api).port
    assert port is not None
    await platform.stop()
    server = await asyncio.start_server(hang_up, "127.0.0.1", port)
    try:
        yield tried
    finally:
        server.close()
        await server.wait_closed()
        await platform.start(port)
