"""How the process starts, stops, reloads, and lives with half of its world missing."""

import asyncio
import json
import os
import shutil
import signal
import socket
import sys
from pathlib import Path

import aiohttp

from tests.e2e.process import environment, started, write_config
from tests.platforms.discord import LoopbackDiscord
from tests.platforms.slack import LoopbackSlack

BANK = Path(__file__).parents[2] / "question_bank"


def playground(folder: Path, **config: object) -> dict[str, str]:
    (folder / "study.yaml").write_text(json.dumps({"timezone": "UTC", **config}))
    return {"STUDYBOT_DATA": str(folder / "data"), "STUDYBOT_CONFIG": str(folder / "study.yaml")}


async def until_logged(log: Path, words: str) -> None:
    async with asyncio.timeout(10):
        while words not in await asyncio.to_thread(log.read_text):  # noqa: ASYNC110 - a file tells nobody
            await asyncio.sleep(0.02)


async def page(address: str) -> str:
    async with aiohttp.ClientSession() as client, client.get(address) as answer:
        assert answer.status == 200
        return await answer.text()


async def test_without_any_token_the_playground_has_today_s_question(tmp_path: Path) -> None:
    settings = playground(tmp_path)
    for _ in range(2):
        async with started(settings, tmp_path / "log") as bot:
            text = await page(bot.address)
            assert await bot.stop() == 0
        assert text.count("Question of the day") == 1


async def test_ctrl_c_ends_it_cleanly(tmp_path: Path) -> None:
    async with started(playground(tmp_path), tmp_path / "log") as bot:
        bot.process.send_signal(signal.SIGINT)
        assert await asyncio.wait_for(bot.process.wait(), 5) == 0
    assert "Traceback" not in (tmp_path / "log").read_text()


async def test_a_taken_port_is_said_in_one_line(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "run", "--port", str(port)),
            env={**os.environ, **playground(tmp_path)},
            stderr=asyncio.subprocess.PIPE,
        )
        _, said = await asyncio.wait_for(process.communicate(), 20)
    assert process.returncode == 1
    [line] = said.decode().splitlines()
    assert f"port {port} is taken" in line
    assert "--port" in line


async def test_a_broken_bank_does_not_replace_a_good_one(tmp_path: Path) -> None:
    bank = tmp_path / "bank"
    shutil.copytree(BANK, bank)
    log = tmp_path / "log"
    async with started(playground(tmp_path, bank=str(bank)), log) as bot:
        topic = bank / "attention.yaml"
        good = await asyncio.to_thread(topic.read_text)
        await asyncio.to_thread(topic.write_text, good.replace("    answer: |", "    antwort: |", 1))
        bot.process.send_signal(signal.SIGHUP)
        await until_logged(log, "the old one stays in use")
        await until_logged(log, "attention.yaml:")
        assert "Question of the day" in await page(bot.address)

        await asyncio.to_thread(topic.write_text, good)
        bot.process.send_signal(signal.SIGHUP)
        await until_logged(log, "bank reloaded")
        assert await bot.stop() == 0


async def test_one_platform_out_of_reach_does_not_stop_the_other(
    discord: LoopbackDiscord, slack: LoopbackSlack, tmp_path: Path
) -> None:
    channels = [f"discord:{discord.world.guild}/{discord.first_channel}", "slack:T0STUDY/C0GENERAL"]
    write_config(tmp_path, channels, due_in=8, open_for=3600)
    settings = environment(tmp_path, discord, slack)
    await discord.stop()
    async with started(settings, tmp_path / "log", ready=503) as bot:
        post = await slack.wait_for(lambda: next(iter(slack.messages()), None), within=30)
        await slack.click(post, "A", "ann")
        await slack.wait_for(lambda: slack.ephemerals("ann"))
        async with aiohttp.ClientSession() as client, client.get(f"{bot.address}/readyz") as answer:
            states = await answer.json()
        assert states["slack"] == "ready"
        assert states["discord"] != "ready"
        assert await bot.stop() == 0
