"""The loopback Discord as a process of its own, to try a bot by hand.

    python -m tests.platforms.discord [PORT]

Prints the environment that makes a bot use it. What a person does: `POST /_/slash {"command": "quiz", "user":
"ann"}`, `POST /_/click {"message": …, "custom_id": "A", "user": "ann"}`. What stands in the channels, private
messages with the person who sees them: `GET /_/messages`.
"""

import asyncio
import sys
from typing import Any

from aiohttp import web

from tests.platforms.discord.interactions import Interaction
from tests.platforms.discord.loopback import LoopbackDiscord


class Desk:
    def __init__(self, discord: LoopbackDiscord) -> None:
        self._discord = discord

    def routes(self) -> list[web.RouteDef]:
        return [
            web.post("/_/slash", self.slash),
            web.post("/_/click", self.click),
            web.get("/_/messages", self.messages),
        ]

    async def slash(self, request: web.Request) -> web.Response:
        return await _told(await self._discord.slash(**await request.json()))

    async def click(self, request: web.Request) -> web.Response:
        order: dict[str, Any] = await request.json()
        return await _told(await self._discord.click(order.pop("message"), **order))

    async def messages(self, request: web.Request) -> web.Response:
        return web.json_response(
            [
                {"id": posted.id, "to": posted.to, "text": posted.text, "buttons": list(posted.buttons)}
                for posted in self._discord.world.messages.values()
            ]
        )


async def _told(interaction: Interaction) -> web.Response:
    answered = await interaction.answered()
    return web.json_response({"acknowledged_after": answered.latency, "reply": answered.reply.text})


async def main(port: int) -> None:
    discord = LoopbackDiscord()
    await discord.start(port, Desk(discord).routes())
    print(f"STUDYBOT_DISCORD_API={discord.api}")
    print(f"STUDYBOT_DISCORD_GATEWAY={discord.gateway_address}")
    print(f"STUDYBOT_DISCORD_TOKEN={discord.world.token}")
    print(f"# a schedule's channel: discord:{discord.world.guild}/{discord.first_channel}", flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 0))
