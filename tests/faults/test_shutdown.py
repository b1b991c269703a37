"""SIGTERM while people are being answered: each of them gets the answer, then the process ends."""

import asyncio
import signal
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from tests.e2e.test_process import until_logged
from tests.faults.locks import held
from tests.faults.scene import Scene, is_sound, scene
from tests.platforms.discord import LoopbackDiscord
from tests.platforms.slack import LoopbackSlack

MEANWHILE = 0.5  # seconds for which the answers are still held up once the bot has begun to stop


Answered = Callable[[], Awaitable[bool]]


async def on_discord(at: Scene) -> Answered:
    clicked = await at.click_discord("ann")
    await clicked.acknowledged()

    async def answered() -> bool:
        return bool((await clicked.answered(1)).reply.text)

    return answered


async def on_slack(at: Scene) -> Answered:
    await at.click_slack("bob")

    async def answered() -> bool:
        return len(at.slack.ephemerals("bob")) == 1

    return answered


async def on_the_web(at: Scene) -> Answered:
    pressing = asyncio.create_task(at.press_web(await at.web_token("ada"), "ada"))
    await asyncio.sleep(MEANWHILE)  # it is on its way

    async def answered() -> bool:
        return await pressing == 303

    return answered


@pytest.mark.parametrize("click", [on_discord, on_slack, on_the_web])
async def test_whoever_is_being_answered_when_the_bot_is_asked_to_stop_is_answered(
    click: Callable[[Scene], Awaitable[Answered]],
    discord: LoopbackDiscord,
    slack: LoopbackSlack,
    tmp_path: Path,
) -> None:
    async with scene(discord, slack, tmp_path) as at:
        async with held(at.database):
            answered = await click(at)
            at.bot.process.send_signal(signal.SIGTERM)
            await until_logged(at.log, "stopping")
            await asyncio.sleep(MEANWHILE)
            assert at.bot.process.returncode is None
        assert await asyncio.wait_for(at.bot.process.wait(), 5) == 0
        assert await answered()
        assert at.rows("SELECT count(*) FROM answers") == [(1,)]
        assert "Traceback" not in await at.said()
    await is_sound(at.database)
