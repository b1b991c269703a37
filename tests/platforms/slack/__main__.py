"""The loopback Slack as a process of its own, to try a bot by hand.

    python -m tests.platforms.slack [PORT]

Prints the environment that makes a bot use it. What a person does: `POST /_/command {"text": "quiz", "user":
"ada"}`, `POST /_/click {"ts": …, "button": "A", "user": "ada"}`, `POST /_/home {"user": "ada"}`. What stands
in the channels, private messages with the person who sees them: `GET /_/messages`.
"""

import asyncio
import sys
from typing import Any

from aiohttp import web

from tests.platforms.slack.delivery import Delivered
from tests.platforms.slack.server import LoopbackSlack


class Desk:
    def __init__(self, slack: LoopbackSlack) -> None:
        self._slack = slack

    def routes(self) -> list[web.RouteDef]:
        return [
            web.post("/_/command", self.command),
            web.post("/_/click", self.click),
            web.post("/_/home", self.home),
            web.get("/_/messages", self.messages),
        ]

    async def command(self, request: web.Request) -> web.Response:
        return _told(await self._slack.command(**await request.json()))

    async def click(self, request: web.Request) -> web.Response:
        order: dict[str, Any] = await request.json()
        return _told(await self._slack.click(order.pop("ts"), **order))

    async def home(self, request: web.Request) -> web.Response:
        return _told(await self._slack.open_home(**await request.json()))

    async def messages(self, request: web.Request) -> web.Response:
        return web.json_response(
            [
                {
                    "ts": message.ts,
                    "channel": message.channel,
                    "to": message.to,
                    "words": message.words,
                    "buttons": [button["text"]["text"] for button in message.buttons],
                }
                for message in self._slack.world.messages
            ]
        )


def _told(delivered: Delivered) -> web.Response:
    return web.json_response({"acknowledged_after": delivered.latency})


async def main(port: int) -> None:
    slack = LoopbackSlack()
    await slack.start(port, Desk(slack).routes())
    world = slack.world
    print(f"STUDYBOT_SLACK_API={slack.api}")
    print(f"STUDYBOT_SLACK_BOT_TOKEN={world.bot_token}")
    print(f"STUDYBOT_SLACK_APP_TOKEN={world.app_token}")
    print(f"STUDYBOT_SLACK_SIGNING_SECRET={world.signing_secret}")
    print(f"# a schedule's channel: slack:{world.team}/C0GENERAL", flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 0))
