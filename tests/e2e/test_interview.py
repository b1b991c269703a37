"""A mock interview on both platforms, with a process killed while the forms are open."""

import asyncio
import json
import signal
from pathlib import Path

from tests.discord.judge import violations
from tests.e2e.process import environment, started
from tests.platforms.discord import LoopbackDiscord
from tests.platforms.discord.interactions import Interaction
from tests.platforms.slack import LoopbackSlack
from tests.platforms.slack.world import Message, View

TEXT = "Queries and keys produce the scores, and values carry the content. My private words."


async def asked_on_discord(discord: LoopbackDiscord) -> Interaction:
    """The open form."""
    asked = await (await discord.slash("interview", {"topic": "attention", "minutes": 30})).answered()
    assert "30 minutes left" in asked.reply.text
    return await (await discord.click(asked.reply, "Answer")).answered()


async def compared_on_discord(discord: LoopbackDiscord, form: Interaction) -> None:
    compared = await (await discord.submit(form, TEXT)).answered()
    assert "Compare, question 1" in compared.reply.text
    assert compared.reply.text.count("||") >= 6
    [tick] = [label for label in compared.reply.buttons if label.endswith(" 2 covered")]
    await (await discord.click(compared.reply, tick)).answered()
    assert tick not in compared.reply.buttons
    deeper = await (await discord.click(compared.reply, "Follow-up")).answered()
    assert "follow-up 1 to question 1" in deeper.reply.text
    report = await (await discord.click(deeper.reply, "Finish")).answered()
    assert "Interview report: " in report.reply.text
    listed = await (await discord.slash("interview", {"history": True})).answered()
    again = await (await discord.click(listed.reply, next(iter(listed.reply.buttons)))).answered()
    assert "Interview report: " in again.reply.text
    texts = await (await discord.click(again.reply, "Read my answers")).answered()
    assert "My private words" in texts.reply.text


async def asked_on_slack(slack: LoopbackSlack) -> View:
    await slack.command("interview attention 30")
    [asked] = await slack.wait_for(lambda: slack.ephemerals())
    await slack.click(asked, "Answer")
    [form] = await slack.wait_for(lambda: slack.modals())
    return form


async def compared_on_slack(slack: LoopbackSlack, form: View) -> None:
    [message] = slack.ephemerals()
    await slack.submit_view(form, text=TEXT)
    await slack.wait_for(lambda: "Compare, question 1" in message.words)
    await slack.click(message, "Show point 2")
    await slack.wait_for(lambda: len(slack.ephemerals()) == 2)
    assert "Key point 2" in slack.ephemerals()[1].words
    [tick] = [label for label in _labels(message) if label.endswith(" 2 covered")]
    await slack.click(message, tick)
    await slack.wait_for(lambda: tick not in _labels(message))
    await slack.click(message, "Finish")
    await slack.wait_for(lambda: "Interview report: " in message.words)
    await slack.command("interview history")
    await slack.wait_for(lambda: "Your interviews" in slack.ephemerals()[-1].words)


def _labels(message: Message) -> list[str]:
    return [button["text"]["text"] for button in message.buttons]


async def test_forms_and_buttons_outlive_a_process_that_was_killed(
    discord: LoopbackDiscord, slack: LoopbackSlack, tmp_path: Path
) -> None:
    settings = environment(tmp_path, discord, slack)
    (tmp_path / "study.yaml").write_text(json.dumps({"timezone": "UTC"}))
    log = tmp_path / "log"
    async with started(settings, log) as bot:
        on_discord, on_slack = await asyncio.gather(asked_on_discord(discord), asked_on_slack(slack))
        bot.process.send_signal(signal.SIGKILL)
        await bot.process.wait()

    async with started(settings, log) as bot:
        await asyncio.gather(
            compared_on_discord(discord, on_discord),
            compared_on_slack(slack, on_slack),
        )
        assert await bot.stop() == 0

    assert (discord.messages(), slack.messages()) == ([], [])
    assert not slack.ephemerals("grace")
    lines = await asyncio.to_thread(log.read_text)
    assert "Traceback" not in lines
    assert "private words" not in lines
    assert violations(discord) == []
