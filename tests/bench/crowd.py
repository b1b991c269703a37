"""The platforms and the people who click, as a process of its own, so that their work is not the bot's.

    python -m tests.bench.crowd

Prints its addresses as a line of JSON, then reads an order a line and answers each with a line.
"""

import asyncio
import json
import sys
import time
from collections.abc import Callable
from typing import Any

from tests.platforms.discord import LoopbackDiscord
from tests.platforms.slack import LoopbackSlack

Json = dict[str, Any]

TOKEN = "bench.loopback.token"
LOOK_EVERY = 0.002  # seconds
STARTS_WITHIN = 15.0  # seconds
PATIENCE = 10.0  # seconds that a person waits for an acknowledgement


class Crowd:
    def __init__(self, discord: LoopbackDiscord, slack: LoopbackSlack) -> None:
        self._discord = discord
        self._slack = slack
        self._clicks = 0

    def addresses(self) -> dict[str, str]:
        return {
            "STUDYBOT_DISCORD_TOKEN": self._discord.world.token,
            "STUDYBOT_DISCORD_API": self._discord.api,
            "STUDYBOT_DISCORD_GATEWAY": self._discord.gateway_address,
            "STUDYBOT_SLACK_BOT_TOKEN": self._slack.world.bot_token,
            "STUDYBOT_SLACK_APP_TOKEN": self._slack.world.app_token,
            "STUDYBOT_SLACK_API": self._slack.api,
        }

    async def obey(self, order: Json) -> Any:
        match order.pop("do"):
            case "post":
                return self.post(**order)
            case "await_start":
                return await self.await_start(**order)
            case "click":
                return await self.click(**order)
            case unknown:
                raise ValueError(f"no such order: {unknown}")

    def post(self, messages: list[Json]) -> list[str]:
        """Write messages as the bot would have, and give their ids."""
        world, channel = self._discord.world, self._discord.first_channel
        return [world.write(channel, world.bot_user(), message).id for message in messages]

    async def await_start(self, message: str, with_slack: bool) -> float:
        """When the bot has acknowledged a first click and, if it has one, opened its Slack socket."""
        before = self._slack.socket.opened
        async with asyncio.timeout(STARTS_WITHIN):
            await _until(lambda: self._discord.gateway.is_listened_to)
            await self._press(message, 0)
            await _until(lambda: not with_slack or self._slack.socket.opened > before)
        return time.monotonic()

    async def click(
        self, messages: list[str], people: int, clicks: int, in_flight: int = 0, rate: float = 0.0
    ) -> Json:
        """So many clicks, `in_flight` at a time or `rate` a second; each person's next on another message."""
        first, self._clicks = self._clicks, self._clicks + clicks
        numbers = range(first, first + clicks)
        presses = [(messages[n // people % len(messages)], n % people) for n in numbers]
        start, cpu = time.monotonic(), time.process_time()
        latencies = await (self._paced(presses, rate) if rate else self._saturated(presses, in_flight))
        seconds, cpu = time.monotonic() - start, time.process_time() - cpu
        self._discord.requests.clear()
        return {"seconds": seconds, "crowd_cpu": cpu, "latencies": latencies}

    async def _saturated(self, presses: list[tuple[str, int]], in_flight: int) -> list[float]:
        waiting = iter(presses)

        async def one_after_the_other() -> list[float]:
            return [await self._press(*press) for press in waiting]

        rows = await asyncio.gather(*(one_after_the_other() for _ in range(in_flight)))
        return [latency for row in rows for latency in row]

    async def _paced(self, presses: list[tuple[str, int]], rate: float) -> list[float]:
        start, clicks = time.monotonic(), []
        for number, press in enumerate(presses):
            await asyncio.sleep(max(0.0, start + number / rate - time.monotonic()))
            clicks.append(asyncio.create_task(self._press(*press)))
        return await asyncio.gather(*clicks)

    async def _press(self, message: str, person: int) -> float:
        """Seconds from the click to its first acknowledgement."""
        buttons = list(self._discord.world.messages[message].buttons.values())
        sent = await self._discord.click(message, buttons[person % 4], f"member{person}")
        return (await sent.acknowledged(PATIENCE)).latency


async def _until(is_so: Callable[[], bool]) -> None:
    while not is_so():  # noqa: ASYNC110 - the loopbacks have no event for it, and a look costs next to nothing
        await asyncio.sleep(LOOK_EVERY)


async def main() -> None:
    async with LoopbackDiscord() as discord, LoopbackSlack() as slack:
        discord.world.token = TOKEN
        crowd = Crowd(discord, slack)
        print(json.dumps(crowd.addresses()), flush=True)
        while line := await asyncio.to_thread(sys.stdin.readline):
            print(json.dumps(await crowd.obey(json.loads(line))), flush=True)


if __name__ == "__main__":
    asyncio.run(main())
