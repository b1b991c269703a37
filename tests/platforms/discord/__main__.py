"""The loopback Discord as a process of its own, driven over HTTP by whoever measures a bot.

    python -m tests.platforms.discord [PORT]

Prints its addresses as a line of JSON. `POST /_/post {"components": …}` writes a message, `POST /_/load
{"message": id, "custom_id": …, "clicks": 1000, "in_flight": 32}` (or `"rate": 100` a second) clicks and
answers with the latencies in milliseconds; a click that nobody acknowledges within 5 s is null.
"""

import asyncio
import json
import sys

from aiohttp import web

from tests.platforms.discord.interactions import Interaction
from tests.platforms.discord.loopback import LoopbackDiscord
from tests.platforms.discord.world import Json, Posted


class Desk:
    def __init__(self, discord: LoopbackDiscord) -> None:
        self._discord = discord

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/_/ready", self.ready),
            web.post("/_/post", self.post),
            web.post("/_/load", self.load),
            web.get("/_/messages", self.messages),
        ]

    async def ready(self, request: web.Request) -> web.Response:
        return web.json_response(self._discord.gateway.is_listened_to)

    async def messages(self, request: web.Request) -> web.Response:
        return web.json_response([message.payload for message in self._discord.messages()])

    async def post(self, request: web.Request) -> web.Response:
        world = self._discord.world
        message = world.write(self._discord.first_channel, world.bot_user(), await request.json())
        return web.json_response(message.id)

    async def load(self, request: web.Request) -> web.Response:
        order = await request.json()
        message = self._discord.world.messages[order["message"]]
        clicks = self._paced if "rate" in order else self._saturated
        start = asyncio.get_running_loop().time()
        latencies = await clicks(message, order)
        seconds = asyncio.get_running_loop().time() - start
        self._discord.requests.clear()
        return web.json_response({"seconds": seconds, "latencies_ms": latencies})

    async def _saturated(self, message: Posted, order: Json) -> list[float | None]:
        numbers = iter(range(order["clicks"]))

        async def one_after_the_other() -> list[float | None]:
            return [await self._click(message, order, number) for number in numbers]

        rows = await asyncio.gather(*(one_after_the_other() for _ in range(order["in_flight"])))
        return [latency for row in rows for latency in row]

    async def _paced(self, message: Posted, order: Json) -> list[float | None]:
        loop, clicks = asyncio.get_running_loop(), []
        start = loop.time()
        for number in range(order["clicks"]):
            await asyncio.sleep(max(0.0, start + number / order["rate"] - loop.time()))
            clicks.append(asyncio.create_task(self._click(message, order, number)))
        return await asyncio.gather(*clicks)

    async def _click(self, message: Posted, order: Json, number: int) -> float | None:
        sent: Interaction = await self._discord.click(
            message, order["custom_id"], f"{order.get('crowd', 'crowd')}{number}"
        )
        try:
            return (await sent.acknowledged()).latency * 1000
        except TimeoutError:
            return None


async def main(port: int) -> None:
    discord = LoopbackDiscord()
    await discord.start(port, Desk(discord).routes())
    addresses = {
        "api": discord.api,
        "gateway": discord.gateway_address,
        "token": discord.world.token,
        "channel": f"discord:{discord.world.guild}/{discord.first_channel}",
    }
    print(json.dumps(addresses), flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 0))
