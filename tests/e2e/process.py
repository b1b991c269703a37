"""The bot as a process of its own, between loopback platforms."""

import asyncio
import json
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path

import aiohttp

from bot.adapters.bank.folder import load_bank
from bot.adapters.clock import SystemClock
from bot.config.load import load_settings
from tests.platforms.discord import LoopbackDiscord
from tests.platforms.slack import LoopbackSlack

STOPS_WITHIN = 5.0
_OWN = tempfile.TemporaryDirectory()


@dataclass
class Running:
    """A running bot and the address of its playground."""

    process: asyncio.subprocess.Process
    address: str

    async def stop(self) -> int:
        """Ask it to end and give its exit code; TimeoutError if that takes longer than it may."""
        self.process.send_signal(signal.SIGTERM)
        return await asyncio.wait_for(self.process.wait(), STOPS_WITHIN)


@asynccontextmanager
async def started(environment: Mapping[str, str], log: Path, ready: int = 200) -> AsyncIterator[Running]:
    """`studybot run` until the block ends; it begins once /readyz answers with `ready`."""
    await asyncio.to_thread(_warm, environment)
    with log.open("ab") as lines:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "run", "--port", "0"),
            env={
                **os.environ,
                "PYTHONWARNINGS": "default,ignore:'audioop' is deprecated:DeprecationWarning",
                **environment,
            },
            stdout=asyncio.subprocess.PIPE,
            stderr=lines,
        )
    try:
        running = Running(process, await _address(process, log))
        await _answers(running, ready, log)
        yield running
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


def _warm(environment: Mapping[str, str]) -> None:
    """Begin with the compiled bank, as every start but the first: a hundred first ones take a minute."""
    if "STUDYBOT_DATA" not in environment:
        return
    compiled = Path(environment["STUDYBOT_DATA"]) / _compiled().relative_to(_OWN.name)
    if not compiled.exists():
        compiled.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(_compiled(), compiled)


@cache
def _compiled() -> Path:
    settings = load_settings({"STUDYBOT_DATA": _OWN.name})
    load_bank(settings.bank, settings.compiled_bank)
    return settings.compiled_bank


async def _address(process: asyncio.subprocess.Process, log: Path) -> str:
    assert process.stdout is not None
    line = (await asyncio.wait_for(process.stdout.readline(), 20)).decode()
    assert "http://" in line, await asyncio.to_thread(log.read_text)
    return "http://" + line.partition("http://")[2].split()[0]


async def _answers(running: Running, ready: int, log: Path) -> None:
    async with aiohttp.ClientSession() as client:
        try:
            async with asyncio.timeout(30):
                while True:
                    async with client.get(f"{running.address}/readyz") as answer:
                        if answer.status == ready:
                            return
                    await asyncio.sleep(0.05)
        except TimeoutError:
            raise AssertionError(await asyncio.to_thread(log.read_text)) from None


def environment(folder: Path, discord: LoopbackDiscord, slack: LoopbackSlack) -> dict[str, str]:
    return {
        "STUDYBOT_DATA": str(folder / "data"),
        "STUDYBOT_CONFIG": str(folder / "study.yaml"),
        "STUDYBOT_DISCORD_TOKEN": discord.world.token,
        "STUDYBOT_DISCORD_API": discord.api,
        "STUDYBOT_DISCORD_GATEWAY": discord.gateway_address,
        "STUDYBOT_SLACK_BOT_TOKEN": slack.world.bot_token,
        "STUDYBOT_SLACK_APP_TOKEN": slack.world.app_token,
        "STUDYBOT_SLACK_API": slack.api,
    }


def write_config(folder: Path, channels: list[str], due_in: float, open_for: float) -> None:
    """One schedule for each channel, due once in so many seconds and open for so many."""
    due = SystemClock().now() + timedelta(seconds=due_in)
    schedules = [
        {
            "id": f"daily-{number}",
            "channel": channel,
            "times": [f"{due:%H:%M:%S}"],
            "zone": "UTC",
            "open_for": f"{open_for:.0f}s",
        }
        for number, channel in enumerate(channels)
    ]
    # JSON is YAML, and quotes every text
    config = {"timezone": "UTC", "schedules": schedules}
    (folder / "study.yaml").write_text(json.dumps(config, indent=2))
