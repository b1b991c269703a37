"""One person cannot exhaust the real process: a script is told to wait, and everybody else is served."""

import asyncio
from pathlib import Path

from tests.e2e.process import environment, started, write_config
from tests.platforms.discord import LoopbackDiscord
from tests.platforms.slack import LoopbackSlack
from tests.soak.run import soak

PRESSES = 150


async def test_a_script_is_told_to_wait_and_nobody_else_is(tmp_path: Path) -> None:
    """Pass: a burst of 60 and a few more are answered, the rest gets the word, all of it within 3 s."""
    async with LoopbackDiscord() as discord, LoopbackSlack() as slack:
        write_config(tmp_path, [], due_in=60, open_for=60)
        async with started(environment(tmp_path, discord, slack), tmp_path / "log") as bot:
            await discord.wait_for(lambda: discord.gateway.is_listened_to and discord.world.commands, 20)
            sent = [await discord.slash("help", {}, "eve") for _ in range(PRESSES)]
            other = await discord.slash("help", {}, "ann")
            answered = await asyncio.gather(*(one.answered() for one in sent))
            told = sum("That was a lot at once" in one.reply.text for one in answered)
            assert PRESSES - 80 <= told <= PRESSES - 60
            assert max(one.latency for one in answered) < 3
            assert "How studybot works" in (await other.answered()).reply.text
            await slack.command("help", "ann")
            assert await slack.wait_for(lambda: slack.ephemerals("ann"))
            assert await bot.stop() == 0


async def test_a_short_soak_is_acknowledged_and_measured() -> None:
    """The same as `make soak`, which runs for half an hour and looks at how memory grows."""
    done = await soak(minutes=0.05)
    assert done.failures == []
    assert len(done.latencies) > 100
    assert done.report()["megabytes"]["most"] > 50
