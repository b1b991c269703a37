"""The real process never gives a secret away: not in a log, an answer, `doctor`, a crash or the database."""

import asyncio
import os
import signal
import sqlite3
import sys
from collections.abc import AsyncIterator, Iterable
from contextlib import closing
from pathlib import Path
from urllib.parse import quote, quote_plus

import aiohttp
import pytest
from aiohttp import web

from tests.e2e.process import Running, environment, started, write_config
from tests.e2e.test_process import until_logged
from tests.platforms.discord import LoopbackDiscord
from tests.platforms.slack import LoopbackSlack

DISCORD, BOT, APP = "MTIz.tell-tale.D1sc0rd-1s-s3cret", "xoxb-tell-tale-b0t", "xapp-1-tell-tale-4pp"
KEY = 'sk-tell-tale/"k3y"+\\'
"""With every sign that JSON, a `repr` and an address write in another way."""


@pytest.fixture
async def model() -> AsyncIterator[str]:
    """A language model that refuses every key."""

    async def refuse(request: web.Request) -> web.Response:
        return web.json_response({"error": request.headers.get("Authorization")}, status=401)

    app = web.Application()
    app.router.add_route("*", "/{any:.*}", refuse)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}/v1"
    await runner.cleanup()


@pytest.fixture
def settings(tmp_path: Path, discord: LoopbackDiscord, slack: LoopbackSlack, model: str) -> dict[str, str]:
    """Debug logs and tell-tale tokens, which the platforms know."""
    discord.world.token, slack.world.bot_token, slack.world.app_token = DISCORD, BOT, APP
    channels = [f"discord:{discord.world.guild}/{discord.first_channel}", "slack:T0STUDY/C0GENERAL"]
    write_config(tmp_path, channels, due_in=3600, open_for=3600)
    return environment(tmp_path, discord, slack) | {
        "STUDYBOT_LLM_URL": model,
        "STUDYBOT_LLM_MODEL": "small",
        "STUDYBOT_LLM_KEY": KEY,
        "STUDYBOT_LOG_LEVEL": "debug",
        "PYTHONASYNCIODEBUG": "1",
        "PYTHONFAULTHANDLER": "1",
    }


def gives_away(folder: Path, said: Iterable[str], *more: str) -> set[str]:
    """The secrets, ours and `more`, that stand in what was said or in any file of the data folder."""
    known = {
        way for one in (DISCORD, BOT, APP, KEY) for way in (one, repr(one)[1:-1], quote(one), quote_plus(one))
    }
    heap = "\n".join(said).encode()
    for path in sorted((folder / "data").rglob("*")):
        heap += path.read_bytes() if path.is_file() else b""
    assert len(heap) > 1000
    return {secret for secret in (*known, "tell-tale", *more) if secret.encode() in heap}


async def pages(bot: Running) -> list[str]:
    """What the web server says of itself, and the managers' own view."""
    said = []
    async with aiohttp.ClientSession() as client:
        await client.post(f"{bot.address}/say?as=ada", data={"text": "/status"})
        for path in ("/readyz", "/metrics", "/?as=ada"):
            async with client.get(bot.address + path) as answer:
                said.append(await answer.text())
    return said


async def doctor(settings: dict[str, str]) -> str:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "doctor"),
        env={**os.environ, **settings, "STUDYBOT_PORT": "0"},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said, _ = await asyncio.wait_for(process.communicate(), 30)
    return said.decode()


async def test_refused_tokens_are_named_by_nobody(
    settings: dict[str, str], discord: LoopbackDiscord, slack: LoopbackSlack, tmp_path: Path
) -> None:
    """Pass: both platforms answer that the tokens are wrong, all of it is told, no token is."""
    discord.world.token, slack.world.bot_token = "other.made.up", "xoxb-other"
    log = tmp_path / "log"
    async with started(settings, log, ready=503) as bot:
        await until_logged(log, "discord.needs_a_person")
        await until_logged(log, "Slack refuses the bot token")
        said = await pages(bot)
        assert await bot.stop() == 0
    examined = await doctor(settings)
    assert "mend  Discord" in examined
    assert "mend  Slack" in examined
    assert "mend  language model" in examined
    assert "Slack refuses the bot token" in said[-1]
    assert gives_away(tmp_path, [*said, examined, log.read_text()]) == set()


async def interviewed(discord: LoopbackDiscord) -> None:
    """The model is asked, and refuses the key."""
    asked = await (await discord.slash("interview", {"topic": "attention"})).answered()
    form = await (await discord.click(asked.reply, "Answer")).answered()
    await (await discord.submit(form, "Queries and keys produce the scores.")).answered()


async def answers_break(discord: LoopbackDiscord, slack: LoopbackSlack, log: Path) -> None:
    """Replies are refused, cut off and limited, each of which names the address it went to somewhere."""
    discord.fail("POST", "/callback", cut=True, times=2)
    await discord.slash("help")
    await until_logged(log, "discord.reply_undelivered")
    discord.fail("POST", "/callback", status=403)
    await discord.slash("help")
    await until_logged(log, "discord.reply_rejected")
    slack.fail("response_url", cut=True, times=2)
    await slack.command("help")
    await until_logged(log, "unknown")
    slack.fail("response_url", status=429)
    await slack.command("help")


async def breaks_inside(
    settings: dict[str, str], discord: LoopbackDiscord, slack: LoopbackSlack, log: Path
) -> None:
    """A table is gone, so that both platforms' handlers end in a traceback."""
    with closing(sqlite3.connect(Path(settings["STUDYBOT_DATA"]) / "study.db")) as database:
        database.execute("DROP TABLE quizzes")
    await (await discord.slash("quiz")).answered()
    await slack.command("quiz")
    await until_logged(log, "discord.press_failed")
    await until_logged(log, "slack listener failed")


async def test_failures_crashes_and_debug_logs_hold_no_secret(
    settings: dict[str, str], discord: LoopbackDiscord, slack: LoopbackSlack, tmp_path: Path
) -> None:
    """Pass: replies break, handlers raise and the process is aborted, and nothing of it shows a secret."""
    log = tmp_path / "log"
    async with started(settings, log) as bot:
        await interviewed(discord)
        await answers_break(discord, slack, log)
        await breaks_inside(settings, discord, slack, log)
        said = await pages(bot)
        limits = await asyncio.to_thread(Path(f"/proc/{bot.process.pid}/limits").read_text)
        bot.process.send_signal(signal.SIGABRT)
        await asyncio.wait_for(bot.process.wait(), 5)
    _, metrics, page = said
    assert 'studybot_errors_total{boundary="discord.press_failed"} 1.0' in metrics
    assert "in the log, discord press failed (1 time)" in page
    assert "Max core file size        1 " in limits
    logged = log.read_text()
    assert "Fatal Python error: Aborted" in logged
    assert logged.count("no such table: quizzes") >= 2
    assert "grader cannot say" in logged
    more = (*discord.secrets, *slack.secrets)
    assert len(more) >= 8
    examined = await doctor(settings)
    assert gives_away(tmp_path, [*said, examined, logged], *more) == set()
