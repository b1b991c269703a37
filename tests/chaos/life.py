"""One life of the bot after another: the real process, killed whenever somebody says so."""

import asyncio
import os
import sqlite3
import sys
from collections.abc import Awaitable, Mapping
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from tests.chaos.people import LOST
from tests.chaos.seats import Thing
from tests.platforms.discord import LoopbackDiscord
from tests.platforms.slack import LoopbackSlack

LOOK_EVERY = 0.02  # seconds
IN_FLIGHT = 0.1
"""Seconds after a crash in which what was on its way can still arrive."""
ENDS_WITHIN = 10.0


class Lives:
    """`settings` are the process's environment; `up` is set while it listens to both platforms."""

    def __init__(
        self, folder: Path, settings: Mapping[str, str], discord: LoopbackDiscord, slack: LoopbackSlack
    ) -> None:
        self.folder, self.settings = folder, {**os.environ, **settings}
        self._discord, self._slack = discord, slack
        self._process: asyncio.subprocess.Process | None = None
        self._dead = asyncio.Event()
        self.up = asyncio.Event()

    @property
    def log(self) -> Path:
        return self.folder / "log"

    async def spawn(self) -> None:
        """Comes back at once."""
        with self.log.open("ab") as lines:
            self._process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "bot", "run", "--port", "0"),
                env=self.settings,
                stdout=asyncio.subprocess.DEVNULL,
                stderr=lines,
            )
        self._dead.clear()

    async def listens(self) -> None:
        """Wait until people can reach it; RuntimeError if it ends by itself."""
        while not (self._discord.gateway.is_listened_to and self._slack.socket.connections):
            if self._process is None or self._process.returncode is not None:
                raise RuntimeError("the bot ended by itself")
            await asyncio.sleep(LOOK_EVERY)
        self.up.set()

    async def kill(self) -> None:
        """`kill -9`. What it had on its way may still be taken; its sessions are gone."""
        assert self._process is not None
        self._process.kill()
        await self._process.wait()
        self.up.clear()
        self._dead.set()
        await asyncio.sleep(IN_FLIGHT)
        await self._discord.gateway.forget()

    async def stop(self) -> None:
        """Ask it to end, as an administrator does."""
        assert self._process is not None
        self.up.clear()
        self._process.terminate()
        code = await asyncio.wait_for(self._process.wait(), ENDS_WITHIN)
        assert code == 0, f"it ended with {code}"

    async def close(self) -> None:
        if self._process is not None and self._process.returncode is None:
            self._process.kill()
            await self._process.wait()

    async def heard(self, saying: Awaitable[Thing]) -> Thing | None:
        """The answer, or None if none has come when the bot dies."""
        said = asyncio.ensure_future(saying)
        death = asyncio.create_task(self._dead.wait())
        try:
            await asyncio.wait([said, death], return_when=asyncio.FIRST_COMPLETED)
            if not said.done():
                await asyncio.wait([said], timeout=IN_FLIGHT)
            return said.result() if said.done() else None
        except LOST:
            return None
        finally:
            death.cancel()
            said.cancel()
            with suppress(*LOST, asyncio.CancelledError):
                await said

    def rows(self, query: str) -> list[Any]:
        """What stands in the database now; nothing while there is none."""
        path = self.folder / "data" / "study.db"
        if not path.exists():
            return []
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
            return connection.execute(query).fetchall()

    async def check(self) -> list[str]:
        """What `db check` complains about."""
        check = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "db", "check"),
            env=self.settings,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        said, _ = await check.communicate()
        return [] if check.returncode == 0 else [f"db check: {said.decode()}"]
