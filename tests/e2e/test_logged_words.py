"""Logs carry ids: not a word that people, banks or managers have written, however fine the log."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import aiohttp

from tests.bank.files import HEAD, QUESTION, write
from tests.e2e.process import Running, environment, started, write_config
from tests.e2e.test_process import until_logged
from tests.platforms.discord import LoopbackDiscord
from tests.platforms.discord.loopback import MANAGER
from tests.platforms.discord.typed import Options
from tests.platforms.slack import LoopbackSlack

WORD = "quokka"
"""Stands in every text, name and reason of this conversation, and in the ids that are made of a text."""

SUGGESTED = {
    "prompt": f"Why is a {WORD} needed in a decoder?",
    "right": f"So that no {WORD} sees later ones",
    "wrong": f"All heads agree | {WORD} no.\nMemory is saved | It saves none.\nWeights stay small | Softmax.",
    "answer": f"Later {WORD}s are hidden.\n\n- Training sees every {WORD} at once.",
    "source": f"{WORD} Is All You Need; Vaswani et al.; 2017",
}


def told_bank(folder: Path) -> Path:
    """One question, with the word in its prompt, its options and its answer."""
    text = QUESTION.replace("attention divide", f"{WORD} divide").replace("back to one", f"back to {WORD}")
    return write(folder, HEAD + text.replace("The dot product", f"The {WORD} product"))


async def on_discord(discord: LoopbackDiscord) -> None:
    discord.introduce("ann", f"Ann {WORD}")
    await (await discord.slash("ask", {}, "boss", MANAGER)).answered()
    post = await discord.wait_for(lambda: next(iter(discord.messages()), None))
    assert WORD in post.text
    await (await discord.click(post, "A")).answered()
    form = await (await discord.click(post, "Report")).answered()
    await (await discord.submit(form, f"The {WORD} is wrong")).answered()
    await (await discord.slash("team create", {"name": f"The {WORD}s"})).answered()
    await (await discord.slash("team join", {"name": f"No {WORD}s"}, "bob")).answered()
    form = await (await discord.slash("question suggest", {"topic": "attention"})).answered()
    await (await discord.submit(form, **SUGGESTED)).answered()
    who: Options = {"member": "ann", "reason": f"shares {WORD}s"}
    await (await discord.slash("exclude", who, "boss", MANAGER)).answered()
    await discord.autocomplete("ask", {"question": WORD}, "question")


async def on_slack(slack: LoopbackSlack) -> None:
    slack.world.user("boss", admin=True)
    await slack.command("ask", "boss")
    post = await slack.wait_for(lambda: next(iter(slack.messages()), None))
    assert WORD in post.words
    await slack.click(post, "A", WORD)
    await slack.wait_for(lambda: slack.ephemerals(WORD))
    await slack.command("schedule add", "boss")
    [form] = await slack.wait_for(lambda: slack.modals("boss"))
    await slack.submit_view(form, "boss", times=WORD)
    assert f"“{WORD}” is no time of day" in form.words
    await slack.command(f"say something about a {WORD}")
    await slack.command("question suggest attention")
    [form] = await slack.wait_for(lambda: slack.modals())
    await slack.submit_view(form, **SUGGESTED)
    await slack.wait_for(lambda: any("Thank you" in one.words for one in slack.ephemerals()))


async def in_the_playground(bot: Running) -> None:
    async with aiohttp.ClientSession() as client:
        for text in (f"/team create The {WORD}s", f"what is a {WORD}", f"/exclude grace {WORD}", "/stats"):
            async with client.post(f"{bot.address}/say?as=ada", data={"text": text}) as answer:
                assert answer.status == 200
        async with client.get(f"{bot.address}/metrics") as answer:
            assert WORD not in (await answer.text()).lower()


async def when_it_breaks(
    settings: dict[str, str], discord: LoopbackDiscord, slack: LoopbackSlack, log: Path
) -> None:
    """What people wrote is on its way while tables are gone and replies are refused."""
    discord.fail("POST", "/callback", status=400)
    await discord.slash("team create", {"name": f"More {WORD}s"}, "cleo")
    await until_logged(log, "discord.reply_rejected")
    form = await (await discord.slash("question suggest", {"topic": "attention"}, "dora")).answered()
    with closing(sqlite3.connect(Path(settings["STUDYBOT_DATA"]) / "study.db")) as database:
        database.execute("DROP TABLE memberships")
        database.execute("DROP TABLE own_questions")
    await (await discord.slash("team create", {"name": f"Even more {WORD}s"}, "dora")).answered()
    await (await discord.submit(form, **SUGGESTED | {"prompt": f"Why would a {WORD} fail?"})).answered()
    await slack.command(f"team create Many {WORD}s", "eve")
    await until_logged(log, "discord.press_failed")
    await until_logged(log, "slack listener failed")


async def test_no_word_of_anybody_is_logged(
    discord: LoopbackDiscord, slack: LoopbackSlack, tmp_path: Path
) -> None:
    """Pass: a conversation on all three faces, with debug logs and things that break, leaves ids alone."""
    bank = await asyncio.to_thread(told_bank, tmp_path / "bank")
    write_config(tmp_path, [], due_in=3600, open_for=3600)
    config = tmp_path / "study.yaml"
    config.write_text(config.read_text().replace("{", f'{{"bank": "{bank}",', 1))
    settings = environment(tmp_path, discord, slack) | {"STUDYBOT_LOG_LEVEL": "debug"}
    log = tmp_path / "log"
    async with started(settings, log) as bot:
        await on_discord(discord)
        await on_slack(slack)
        await in_the_playground(bot)
        await when_it_breaks(settings, discord, slack, log)
        assert await bot.stop() == 0
    lines = (await asyncio.to_thread(log.read_text)).splitlines()
    assert any("delivered" in line for line in lines)
    assert sum("Traceback" in line for line in lines) >= 3
    assert [line for line in lines if WORD in line.lower()] == []
