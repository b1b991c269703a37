"""Fault 13: another process holds `BEGIN IMMEDIATE` for ten seconds."""

import asyncio
from pathlib import Path

from tests.faults.locks import held
from tests.faults.scene import WORDS_OF_WAITING, is_sound, scene
from tests.platforms.discord import LoopbackDiscord
from tests.platforms.slack import LoopbackSlack

HELD = 10.0
IN_TIME = 3.0


async def test_each_click_is_acknowledged_in_three_seconds_told_to_wait_and_counted_in_the_end(
    discord: LoopbackDiscord, slack: LoopbackSlack, tmp_path: Path
) -> None:
    loop = asyncio.get_running_loop()
    async with scene(discord, slack, tmp_path) as at:
        async with held(at.database):
            since = loop.time()
            first, delivered, page = await asyncio.gather(
                at.click_discord("ann"), at.click_slack("bob"), at.click_web("ada")
            )
            assert loop.time() - since < IN_TIME
            assert WORDS_OF_WAITING in page
            await first.acknowledged()
            assert first.latency < IN_TIME
            assert delivered.latency is not None
            assert delivered.latency < IN_TIME
            await discord.wait_for(lambda: WORDS_OF_WAITING in first.reply.text)
            await slack.wait_for(lambda: [m for m in slack.ephemerals("bob") if WORDS_OF_WAITING in m.words])
            assert at.rows("SELECT count(*) FROM answers") == [(0,)]
            await asyncio.sleep(since + HELD - loop.time())  # the fault itself lasts so long
        await discord.wait_for(lambda: WORDS_OF_WAITING not in first.reply.text)
        await slack.wait_for(lambda: len(slack.ephemerals("bob")) == 2)
        assert WORDS_OF_WAITING not in await at.page("ada")
        assert at.rows("SELECT count(*) FROM answers") == [(3,)]
        assert await at.bot.stop() == 0
        log = await at.said()
    assert "store.waits_for_another_process" in log
    assert "Traceback" not in log
    assert "locked" not in log
    await is_sound(at.database)
