"""A solo quiz on each platform and in the playground, with a restart in its middle."""

import asyncio
import re
from functools import partial
from pathlib import Path

import aiohttp

from tests.e2e.process import environment, started, write_config
from tests.platforms.discord import LoopbackDiscord
from tests.platforms.discord.world import Posted
from tests.platforms.slack import LoopbackSlack
from tests.platforms.slack.world import Message

OFFER = "You have an unfinished quiz"


async def begin_on_discord(discord: LoopbackDiscord) -> Posted:
    """The private message of a quiz whose first question of three is answered."""
    shown = (await (await discord.slash("quiz", {"topic": "attention", "count": 3})).answered()).reply
    await _press_on_discord(discord, shown, "Show answer", "Show the answer?")
    await _press_on_discord(discord, shown, "Back to the question", "Question 1 of 3")
    await _press_on_discord(discord, shown, "A", "Model answer")
    assert "||" in shown.text
    return shown


async def end_on_discord(discord: LoopbackDiscord, shown: Posted) -> None:
    await _press_on_discord(discord, shown, "Next question", "Question 2 of 3")
    offer = (await (await discord.slash("quiz", {"count": 2})).answered()).reply
    assert OFFER in offer.text
    assert "1 of 3 done" in offer.text
    await _press_on_discord(discord, offer, "Resume", "Question 2 of 3")
    await _press_on_discord(discord, offer, "Show answer", "Show the answer?")
    await _press_on_discord(discord, offer, "Show it", "Model answer")
    await _press_on_discord(discord, offer, "Next question", "Question 3 of 3")
    await _press_on_discord(discord, offer, "B", "Model answer")
    await _press_on_discord(discord, offer, "How did I do?", "Quiz finished")
    assert "Right by topic" in offer.text
    assert not discord.messages()
    await _press_on_discord(discord, offer, "Share the result", "Shared: your channel sees one line")
    [line] = discord.messages()
    assert "quiz on attention, " in line.text
    answer = (await (await discord.click(offer, "Answer 1")).answered()).reply
    assert "The answer in full" in answer.text
    assert "Quiz finished" in offer.text


async def _press_on_discord(discord: LoopbackDiscord, shown: Posted, label: str, words: str) -> None:
    """Press a button of a message that is edited in its place."""
    before = len(discord.ephemerals("ann"))
    await discord.click(shown, label)
    await discord.wait_for(lambda: words in shown.text)
    assert len(discord.ephemerals("ann")) == before


async def begin_on_slack(slack: LoopbackSlack) -> Message:
    await slack.command("quiz attention 3")
    [shown] = await slack.wait_for(slack.ephemerals)
    await _press_on_slack(slack, shown, "Show answer", "Show the answer?")
    await _press_on_slack(slack, shown, "Back to the question", "Question 1 of 3")
    await _press_on_slack(slack, shown, "A", "Key points and sources")
    return shown


async def end_on_slack(slack: LoopbackSlack, shown: Message) -> None:
    await _press_on_slack(slack, shown, "Model answer", "Model answer")
    await _press_on_slack(slack, shown, "Next question", "Question 2 of 3")
    await slack.command("quiz 2")
    _, offer = await slack.wait_for(partial(_at_least, slack, 2))
    assert OFFER in offer.words
    await _press_on_slack(slack, offer, "Start anew", "Question 1 of 2")
    await _press_on_slack(slack, offer, "B", "Key points and sources")
    await _press_on_slack(slack, offer, "Next question", "Question 2 of 2")
    await _press_on_slack(slack, offer, "Show answer", "Show the answer?")
    await _press_on_slack(slack, offer, "Show it", "Model answer")
    await _press_on_slack(slack, offer, "How did I do?", "Quiz finished")
    assert not slack.messages()
    await _press_on_slack(slack, offer, "Share the result", "Shared: your channel sees one line")
    [line] = slack.messages()
    assert "quiz on mixed topics, " in line.words
    await slack.click(offer, "Answer 1")
    *_, answer = await slack.wait_for(partial(_at_least, slack, 3))
    assert "The answer in full" in answer.words


def _at_least(slack: LoopbackSlack, number: int) -> list[Message]:
    shown = slack.ephemerals()
    return shown if len(shown) >= number else []


async def _press_on_slack(slack: LoopbackSlack, shown: Message, label: str, words: str) -> None:
    messages, edits = len(slack.ephemerals()), shown.edits
    await slack.click(shown, label)
    await slack.wait_for(lambda: shown.edits > edits)
    assert words in shown.words
    assert len(slack.ephemerals()) == messages


async def in_playground(address: str, *steps: tuple[str, str]) -> str:
    """Type `/…` or press a button of the last reply, each step with what the page says then."""
    async with aiohttp.ClientSession(address) as client:
        page = ""
        for step, words in steps:
            if step.startswith("/"):
                answer = await client.post("/say", data={"text": step}, headers={"Origin": address})
            else:
                number, token = _button(page, step)
                data = {"token": token, "reply": number}
                answer = await client.post("/press", data=data, headers={"Origin": address})
            page = await answer.text()
            assert answer.status == 200
            assert words in page, f"{step}: {words}"
        return page


def _button(page: str, label: str) -> tuple[str, str]:
    """The number of the last private reply, and the token of its button with this label."""
    number = re.findall(r'name="reply" value="(\d+)"', page)[-1]
    return number, re.findall(rf'value="(sb1[^"]*)"[^>]*>{label}<', page)[-1]


async def test_a_quiz_outlives_a_restart_everywhere(
    discord: LoopbackDiscord, slack: LoopbackSlack, tmp_path: Path
) -> None:
    write_config(tmp_path, [], due_in=0, open_for=1)
    settings = environment(tmp_path, discord, slack)
    async with started(settings, tmp_path / "log") as bot:
        on_discord, on_slack, _ = await asyncio.gather(
            begin_on_discord(discord),
            begin_on_slack(slack),
            in_playground(bot.address, ("/quiz attention 2", "Question 1 of 2"), ("A", "Next question")),
        )
        bot.process.kill()
        await bot.process.wait()
    async with started(settings, tmp_path / "log") as bot:
        await asyncio.gather(
            end_on_discord(discord, on_discord),
            end_on_slack(slack, on_slack),
            in_playground(
                bot.address,
                ("/quiz", "1 of 2 done"),
                ("Resume", "Question 2 of 2"),
                ("Show answer", "Back to the question"),
                ("Show it", "How did I do?"),
                ("How did I do[?]", "Quiz finished"),
                ("Share the result", "Shared: your channel sees one line"),
                ("Answer 1", "The answer in full"),
            ),
        )
        assert await bot.stop() == 0
    assert "Traceback" not in (tmp_path / "log").read_text()
