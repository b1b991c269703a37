"""A live quiz on both platforms whose process dies in the middle and comes back."""

import asyncio
import sys
import time
from pathlib import Path

from tests.e2e.process import environment, started, write_config
from tests.platforms.discord import LoopbackDiscord
from tests.platforms.discord.world import Posted
from tests.platforms.slack import LoopbackSlack
from tests.platforms.slack.world import Message

SECONDS = 18
RESUMES_WITHIN = 10.0
RACE: dict[str, str | int | bool] = {"mode": "live", "count": 2, "seconds": SECONDS}


async def begun_on_discord(discord: LoopbackDiscord) -> Posted:
    panel = (await (await discord.slash("quiz", RACE, "ann")).answered(20)).reply
    await (await discord.click(panel, "Start now", "ann")).answered()
    posted: Posted = await discord.wait_for(lambda: _last(discord, "Question 1 of 2"), within=15)
    return posted


def _last(discord: LoopbackDiscord, words: str) -> Posted | None:
    shown = discord.messages()
    return shown[-1] if shown and words in shown[-1].text else None


async def begun_on_slack(slack: LoopbackSlack) -> Message:
    await slack.command(f"quiz live 2 {SECONDS}s", "ann")
    panel = await slack.wait_for(lambda: next(iter(slack.ephemerals("ann")), None), within=20)
    await slack.click(panel, "Start now", "ann")
    return await slack.wait_for(
        lambda: next((m for m in slack.messages() if "Question 1 of 2" in m.words), None), within=15
    )


async def test_a_process_killed_in_the_middle_goes_on_where_it_was(
    discord: LoopbackDiscord, slack: LoopbackSlack, tmp_path: Path
) -> None:
    settings = environment(tmp_path, discord, slack)
    write_config(tmp_path, [], due_in=0, open_for=1)
    log = tmp_path / "log"
    async with started(settings, log) as bot:
        on_discord, on_slack = await asyncio.gather(begun_on_discord(discord), begun_on_slack(slack))
        begun = time.monotonic()
        for number, who in enumerate(("ann", "bob", "cleo")):
            locked = await (await discord.click(on_discord, "ABC"[number], who)).answered()
            assert "locked" in locked.reply.text
        await slack.click(on_slack, "A", "bob")
        await slack.wait_for(lambda: any("A, locked" in m.words for m in slack.ephemerals("bob")))
        bot.process.kill()
        await bot.process.wait()

    back = time.monotonic()
    async with started(settings, log) as bot:
        again = await (await discord.click(on_discord, "D", "ann")).answered(15)
        assert "A, locked" in again.reply.text
        assert time.monotonic() - back < RESUMES_WITHIN
        late = await (await discord.click(on_discord, "D", "dora")).answered()
        assert "D, locked" in late.reply.text
        await discord.wait_for(lambda: "4 answers" in on_discord.text, within=SECONDS + 5)
        await slack.wait_for(lambda: "1 answer," in on_slack.words, within=15)
        assert SECONDS - 2 < time.monotonic() - begun < SECONDS + 6  # the deadline stayed what it was
        await discord.wait_for(lambda: _last(discord, "Question 2 of 2"), within=20)
        panel = (await (await discord.click(_shown(discord), "Host", "ann")).answered()).reply
        await (await discord.click(panel, "Stop", "ann")).answered()
        podium = await discord.wait_for(lambda: _last(discord, "Live quiz over"))
        result = (await (await discord.click(podium, "My result", "ann")).answered()).reply
        assert "Your result" in result.text
        await slack.wait_for(lambda: any("Question 2 of 2" in m.words for m in slack.messages()))
        assert await bot.stop() == 0

    assert len(discord.messages()) == 4  # the lobby, two questions, the podium
    assert len(slack.messages()) == 3  # the lobby and two questions, of which one is still open
    await _is_sound(settings)
    lines = await asyncio.to_thread(log.read_text)
    assert "Traceback" not in lines


def _shown(discord: LoopbackDiscord) -> Posted:
    return discord.messages()[-1]


async def _is_sound(settings: dict[str, str]) -> None:
    check = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "db", "check", env=settings, stdout=asyncio.subprocess.PIPE
    )
    said, _ = await check.communicate()
    assert check.returncode == 0, said.decode()
