"""Fault 14: corrupt, cut, hostile YAML and config, at the start and at a reload; never a half-loaded bank."""

import asyncio
import os
import random
import shutil
import signal
import sys
from pathlib import Path

import aiohttp
import pytest

from tests.e2e.process import Running, started
from tests.e2e.test_process import BANK, page, playground, until_logged

GOOD = (BANK / "attention.yaml").read_bytes()
LAUGHS = b"a: &a [x, x]\n" + b"".join(b"%c: &%c [*%c, *%c]\n" % (c, c, c - 1, c - 1) for c in range(98, 112))

HOSTILE = {
    "cut in the middle": GOOD[: len(GOOD) // 2],
    "cut inside a character": GOOD[:500] + "…".encode()[:2],
    "nothing": b"",
    "zeroes": bytes(4096),
    "noise": random.Random(14).randbytes(20_000),
    "another encoding": GOOD.decode().encode("utf-16"),
    "a tag that would run a program": b"questions: !!python/object/apply:os.system ['touch pwned']\n" + GOOD,
    "a tag that would load a module": b"!!python/module:os\n",
    "a billion laughs": LAUGHS,
    "nested without end": b"[" * 50_000,
    "a key twice": GOOD + b"\nquestions: []\n",
    "a second document": GOOD + b"\n---\n" + GOOD,
    "control characters": GOOD.replace(b"answer", b"ans\x00wer", 1),
    "a list instead of a topic": b"- 1\n- 2\n",
    "one endless line": b"topic: " + b"x" * 3_000_000,
}


def small_bank(folder: Path) -> Path:
    """Two topics: a bank that is half loaded shows one."""
    bank = folder / "bank"
    bank.mkdir()
    for name in ("attention.yaml", "evaluation.yaml"):
        shutil.copy(BANK / name, bank)
    return bank


async def refused(environment: dict[str, str]) -> list[str]:
    """What a start says that does not come about: exit code 1, no traceback, no playground."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "run", "--port", "0"),
        env={**os.environ, **environment},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, said = await asyncio.wait_for(process.communicate(), 20)
    assert (process.returncode, out) == (1, b""), said.decode()
    assert b"Traceback" not in said
    return said.decode().splitlines()


@pytest.mark.parametrize("what", ["cut in the middle", "a tag that would run a program", "a billion laughs"])
async def test_a_start_with_a_hostile_bank_names_file_and_line_and_starts_nothing(
    what: str, tmp_path: Path
) -> None:
    bank = small_bank(tmp_path)
    (bank / "attention.yaml").write_bytes(HOSTILE[what])
    lines = await refused(playground(tmp_path, bank=str(bank)))
    assert all("attention.yaml:" in line for line in lines)


@pytest.mark.parametrize("what", ["noise", "a tag that would load a module", "a billion laughs", "zeroes"])
async def test_a_start_with_a_hostile_config_names_file_and_line_and_starts_nothing(
    what: str, tmp_path: Path
) -> None:
    settings = playground(tmp_path)
    (tmp_path / "study.yaml").write_bytes(HOSTILE[what])
    lines = await refused(settings)
    assert all("study.yaml:" in line for line in lines)
    assert not (tmp_path / "data").exists()


async def test_no_hostile_file_that_comes_with_a_reload_replaces_or_halves_the_bank(tmp_path: Path) -> None:
    bank, log = small_bank(tmp_path), tmp_path / "log"
    topic = bank / "attention.yaml"
    settings = playground(tmp_path, bank=str(bank))
    async with started(settings, log) as bot:
        before = await topics(bot)
        assert "attention" in before
        assert "evaluation" in before
        for number, content in enumerate(HOSTILE.values(), start=1):
            topic.write_bytes(content)
            bot.process.send_signal(signal.SIGHUP)
            await told(log, number)
            assert await topics(bot) == before
        (tmp_path / "study.yaml").write_bytes(HOSTILE["noise"])  # which is read at the start only
        topic.write_bytes(GOOD)
        bot.process.send_signal(signal.SIGHUP)
        await until_logged(log, "bank reloaded")
        assert await topics(bot) == before
        assert "Question of the day" in await page(bot.address)
        assert await bot.stop() == 0
    assert "Traceback" not in await asyncio.to_thread(log.read_text)
    assert not await asyncio.to_thread(Path("pwned").exists)


async def told(log: Path, times: int) -> None:
    """After so many refusals."""
    async with asyncio.timeout(15):
        while (await asyncio.to_thread(log.read_text)).count("the old one stays in use") < times:  # noqa: ASYNC110 - a file tells nobody
            await asyncio.sleep(0.02)


async def topics(bot: Running) -> str:
    """What completion offers of the bank in use."""
    async with (
        aiohttp.ClientSession() as client,
        client.get(f"{bot.address}/complete", params={"text": "/quiz "}) as answer,
    ):
        assert answer.status == 200
        return await answer.text()
