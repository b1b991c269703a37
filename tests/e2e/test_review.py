"""Repetition on both platforms with a process that is killed in the middle."""

import asyncio
from datetime import timedelta
from functools import partial
from pathlib import Path

from bot.adapters.clock import SystemClock
from tests.discord.judge import violations
from tests.e2e.process import environment, started, write_config
from tests.platforms.discord import LoopbackDiscord
from tests.platforms.discord.world import Posted
from tests.platforms.slack import LoopbackSlack
from tests.platforms.slack.world import Message

TWO = ("kv-cache-sizing", "lora-mechanism")


async def answer_on_discord(discord: LoopbackDiscord) -> Posted:
    """Put two questions in and look at the answer of the first; gives the message with the four grades."""
    for question in TWO:
        added = await (await discord.slash("review", {"add": question})).answered()
        assert "in your review" in added.reply.text
    prompt = await (await discord.slash("review")).answered()
    assert "1 more card due" in prompt.reply.text
    shown = await (await discord.click(prompt.reply, "Show answer")).answered()
    assert shown.reply is prompt.reply
    assert [label.split(" ·")[0] for label in shown.reply.buttons][:4] == ["Again", "Hard", "Good", "Easy"]
    return shown.reply


def _has_replies(slack: LoopbackSlack, number: int) -> bool:
    return len(slack.ephemerals()) == number


async def answer_on_slack(slack: LoopbackSlack) -> Message:
    for number, text in enumerate((*(f"add {question}" for question in TWO), ""), 1):
        await slack.command(f"review {text}")
        await slack.wait_for(partial(_has_replies, slack, number))
    prompt = slack.ephemerals()[2]
    await slack.click(prompt, "Show answer")
    await slack.wait_for(lambda: "Key points" in prompt.words)
    return prompt


def grade(buttons: list[str], name: str) -> str:
    return next(label for label in buttons if label.startswith(name))


async def rate_twice_on_discord(discord: LoopbackDiscord, shown: Posted) -> None:
    press = shown.buttons[grade(list(shown.buttons), "Good")]
    for click in [await discord.click(shown, press) for _ in range(2)]:
        await click.answered()
    assert shown.text.count("LoRA") >= 1  # the second card, unrated
    assert "Show answer" in shown.buttons


async def rate_twice_on_slack(slack: LoopbackSlack, shown: Message) -> None:
    first = await slack.click(shown, grade([b["text"]["text"] for b in shown.buttons], "Good"))
    await slack.wait_for(lambda: "Noted: Good" in shown.words)
    await slack.redeliver(first)
    await slack.wait_for(lambda: "Noted" not in shown.words)
    assert [button["text"]["text"] for button in shown.buttons] == ["Show answer"]


async def test_reviews_and_reminders_survive_a_kill(
    discord: LoopbackDiscord, slack: LoopbackSlack, tmp_path: Path
) -> None:
    channels = [f"discord:{discord.world.guild}/{discord.first_channel}", "slack:T0STUDY/C0GENERAL"]
    settings = environment(tmp_path, discord, slack)
    write_config(tmp_path, channels, due_in=7200, open_for=60)
    log = tmp_path / "log"
    async with started(settings, log) as bot:
        on_discord, on_slack = await asyncio.gather(answer_on_discord(discord), answer_on_slack(slack))
        soon = SystemClock().now() + timedelta(seconds=3)
        await (await discord.slash("review", {"remind": f"{soon:%H:%M:%S}", "zone": "UTC"})).answered()
        await slack.command(f"review remind {soon:%H:%M:%S} UTC")
        await slack.wait_for(lambda: len(slack.ephemerals()) == 4)
        bot.process.kill()
        await bot.process.wait()

    async with started(settings, log) as bot:
        await asyncio.gather(rate_twice_on_discord(discord, on_discord), rate_twice_on_slack(slack, on_slack))
        told = await discord.wait_for(lambda: discord.direct("ann"), within=30)
        assert "1 card is due" in told[0].text
        await slack.wait_for(slack.direct, within=30)
        opened = await (await discord.click(told[0], "Review now")).answered()
        assert "LoRA" in opened.reply.text
        await slack.command("review export")
        await slack.wait_for(lambda: any(upload.channel for upload in slack.world.uploads.values()))
        exported = await (await discord.slash("review", {"export": True})).answered()
        [content] = exported.reply.files.values()
        assert content.startswith(b"#separator:tab\n#html:true\n")
        assert await bot.stop() == 0

    assert (len(discord.direct("ann")), len(slack.direct())) == (1, 1)
    assert violations(discord) == []
    lines = await asyncio.to_thread(log.read_text)
    assert "Traceback" not in lines
