"""SIGTERM while people are being answered: each of them gets the answer, then the process ends."""

import asyncio
import signal
from pathlib import Path

from tests.e2e.test_process import until_logged
from tests.faults.locks import held
from tests.faults.scene import is_sound, scene
from tests.platforms.discord import LoopbackDiscord
from tests.platforms.slack import LoopbackSlack

MEANWHILE = 0.5  # seconds for which the answers are still held up once the bot has begun to stop


async def test_what_is_being_answered_when_the_bot_is_asked_to_stop_is_answered_on_every_platform(
    discord: LoopbackDiscord, slack: LoopbackSlack, tmp_path: Path
) -> None:
    async with scene(discord, slack, tmp_path) as at:
        token = await at.web_token("ada")
        async with held(at.database):
            pressed = asyncio.create_task(at.press_web(token, "ada"))
            clicked = await at.click_discord("ann")
            await at.click_slack("bob")
            await clicked.acknowledged()
            at.bot.process.send_signal(signal.SIGTERM)
            await until_logged(at.log, "stopping")
            await asyncio.sleep(MEANWHILE)
            assert at.bot.process.returncode is None
        assert await asyncio.wait_for(at.bot.process.wait(), 5) == 0
        assert (await clicked.answered()).reply.text
        assert await pressed == 303
        assert len(slack.ephemerals("bob")) == 1
        assert at.rows("SELECT count(*) FROM answers") == [(3,)]
        assert "Traceback" not in await at.said()
    await is_sound(at.database)
