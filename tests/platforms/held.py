"""A request that a loopback platform keeps waiting until a test lets it go."""

import asyncio


class Held:
    """The place where it waits."""

    def __init__(self) -> None:
        self._arrived = asyncio.Event()
        self._released = asyncio.Event()

    async def arrived(self, within: float = 20) -> None:
        """Until a request waits here; TimeoutError if none comes."""
        await asyncio.wait_for(self._arrived.wait(), within)

    def release(self) -> None:
        self._released.set()

    async def wait(self) -> None:
        """What the server does with the request."""
        self._arrived.set()
        await self._released.wait()
