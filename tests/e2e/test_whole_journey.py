"""One process, both platforms: a question from its slot to the click on its old message."""

import asyncio
import sys
from functools import partial
from pathlib import Path

import pytest

from tests.discord.judge import contract, violations
from tests.e2e.process import environment, started, write_config
from tests.platforms.discord import LoopbackDiscord
from tests.platforms.discord.world import Posted
from tests.platforms.slack import LoopbackSlack
from tests.platforms.slack.world import Message

PEOPLE = ("ann", "bob", "cleo")
LETTERS = "ABC"
DUE_IN, OPEN_FOR = 8.0, 12.0  # seconds; enough to start, and to click in between


async def on_discord(discord: LoopbackDiscord) -> Posted:
    """Post, clicks by three, a click again, looking first, closing; gives a private reply with buttons."""
    post = await discord.wait_for(lambda: next(iter(discord.messages()), None), within=30)
    assert "Question of the day" in post.text
    assert list(post.buttons) == ["A", "B", "C", "D", "Show answer", "Report"]
    replies = [
        (await (await discord.click(post, letter, who)).answered()).reply.text
        for who, letter in zip(PEOPLE, LETTERS, strict=True)
    ]
    assert sum("✓ Right" in reply for reply in replies) <= 1
    assert all("||" in reply for reply in replies)
    again = await (await discord.click(post, "D", "ann")).answered()
    assert "already answered" in again.reply.text
    asked = await (await discord.click(post, "Show answer", "dora")).answered()
    shown = await (await discord.click(asked.reply, "Show it", "dora")).answered()
    assert "Model answer" in shown.reply.text
    await discord.wait_for(lambda: "3 answered" in post.text, within=15)
    await discord.wait_for(lambda: "Closed" in post.text, within=40)
    assert list(post.buttons) == ["Report"]
    assert "3 answered" in post.text
    return again.reply


async def on_slack(slack: LoopbackSlack) -> Message:
    """The same on Slack; gives the closed post, whose button shows the answer in private."""
    post = await slack.wait_for(lambda: next(iter(slack.messages()), None), within=30)
    assert "Question of the day" in post.words
    for who, letter in zip(PEOPLE, LETTERS, strict=True):
        await slack.click(post, letter, who)
        await slack.wait_for(partial(slack.ephemerals, who))
    await slack.click(post, "D", "ann")
    await slack.wait_for(lambda: "already answered" in slack.ephemerals("ann")[-1].words)
    await slack.click(post, "Show answer", "dora")
    asked = await slack.wait_for(lambda: next(iter(slack.ephemerals("dora")), None))
    await slack.click(asked, "Show it", "dora")
    await slack.wait_for(lambda: "Model answer" in slack.ephemerals("dora")[-1].words)
    await slack.wait_for(lambda: "Closed" in post.words, within=40)
    assert "3 answered" in post.words
    return post


async def test_a_question_lives_its_whole_life_on_both_platforms(
    discord: LoopbackDiscord, slack: LoopbackSlack, tmp_path: Path
) -> None:
    channels = [f"discord:{discord.world.guild}/{discord.first_channel}", "slack:T0STUDY/C0GENERAL"]
    settings = environment(tmp_path, discord, slack)
    write_config(tmp_path, channels, DUE_IN, OPEN_FOR)
    log = tmp_path / "log"
    async with started(settings, log) as bot:
        old_reply, old_message = await asyncio.gather(on_discord(discord), on_slack(slack))
        board = await (await discord.slash("leaderboard", {"period": "all"}, "ann")).answered()
        assert all(name in board.reply.text.lower() for name in PEOPLE)
        await slack.command("leaderboard all", "bob")
        await slack.wait_for(lambda: "Leaderboard" in slack.ephemerals("bob")[-1].words)
        assert await bot.stop() == 0

    async with started(settings, log) as bot:
        read = await (await discord.click(old_reply, "Key points and sources", "ann")).answered()
        assert "Key points" in read.reply.text
        before = len(slack.ephemerals("cleo"))
        await slack.click(old_message, "Model answer", "cleo")
        await slack.wait_for(lambda: len(slack.ephemerals("cleo")) > before)
        assert await bot.stop() == 0

    assert (len(discord.messages()), len(slack.messages())) == (1, 1)
    await _is_well(settings, log)
    if contract() is None:
        pytest.skip("Discord's API description is not beside this repository")
    assert violations(discord) == []


async def _is_well(settings: dict[str, str], log: Path) -> None:
    """The totals equal the ledger, and the log holds neither a traceback nor a warning of Python's."""
    check = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "db", "check", env=settings, stdout=asyncio.subprocess.PIPE
    )
    said, _ = await check.communicate()
    assert check.returncode == 0, said.decode()
    lines = await asyncio.to_thread(log.read_text)
    assert "Traceback" not in lines
    assert "Warning" not in lines
