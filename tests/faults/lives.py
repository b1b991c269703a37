"""The lives of one bot: a process that is killed and started again with the same data and platforms."""

import asyncio
import json
import sqlite3
import sys
from contextlib import AsyncExitStack, closing
from pathlib import Path
from typing import Any, Self

from tests.e2e.process import Running, environment, started
from tests.platforms.discord import LoopbackDiscord
from tests.platforms.slack import LoopbackSlack

LOOK_EVERY = 0.01  # seconds


class Lives:
    """`async with Lives(…) as bot:` kills what still runs at the end. `settings` are its environment.

    `folder` holds its configuration `study.yaml`, made without any schedule if there is none, its data, and
    the log of all its lives.
    """

    def __init__(self, folder: Path, discord: LoopbackDiscord, slack: LoopbackSlack) -> None:
        self.settings = environment(folder, discord, slack)
        self.database = folder / "data" / "study.db"
        self.log = folder / "log"
        self.folder = folder
        self._life = AsyncExitStack()
        self._running: Running | None = None

    async def __aenter__(self) -> Self:
        config = self.folder / "study.yaml"
        if not config.exists():
            config.write_text(json.dumps({"timezone": "UTC"}))
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._life.aclose()

    @property
    def running(self) -> Running:
        assert self._running is not None, "the bot does not run"
        return self._running

    async def start(self, ready: int = 200) -> None:
        """Comes back once /readyz answers so."""
        self._running = await self._life.enter_async_context(started(self.settings, self.log, ready))

    async def kill(self) -> None:
        """`kill -9`, and wait until nothing of the process is left."""
        self.running.process.kill()
        await self.running.process.wait()
        await self._end()

    async def stop(self) -> None:
        """Ask it to end; it has to do so in time, and with success."""
        assert await self.running.stop() == 0
        await self._end()

    async def _end(self) -> None:
        await self._life.aclose()
        self._life, self._running = AsyncExitStack(), None

    def rows(self, query: str, **values: Any) -> list[Any]:
        """What stands in the database at this moment, also while the bot runs."""
        with closing(sqlite3.connect(f"file:{self.database}?mode=ro", uri=True)) as connection:
            return connection.execute(query, values).fetchall()

    async def until(self, query: str, *, within: float = 20, **values: Any) -> list[Any]:
        """The rows as soon as there are any; TimeoutError shows the log."""
        try:
            async with asyncio.timeout(within):
                while not (found := self.rows(query, **values)):  # noqa: ASYNC110 - a database tells nobody
                    await asyncio.sleep(LOOK_EVERY)
                return found
        except TimeoutError:
            raise TimeoutError(f"no row for {query}\n{self.logged()}") from None

    def logged(self) -> str:
        """The log of all lives."""
        return self.log.read_text()

    async def until_logged(self, words: str, times: int = 1, within: float = 20) -> str:
        """The last of so many lines with these words as soon as it is there."""

        def found() -> list[str]:
            return [line for line in self.logged().splitlines() if words in line]

        try:
            async with asyncio.timeout(within):
                while len(lines := await asyncio.to_thread(found)) < times:  # noqa: ASYNC110 - see above
                    await asyncio.sleep(LOOK_EVERY)
        except TimeoutError:
            raise TimeoutError(f"{words!r} was not logged {times} times\n{self.logged()}") from None
        return lines[-1]

    async def check(self) -> None:
        """`db check` is green: the totals equal the ledger, and SQLite finds no fault with the file."""
        check = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "db", "check"),
            env=self.settings,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        said, _ = await check.communicate()
        assert check.returncode == 0, said.decode()

    async def end_well(self) -> None:
        """Stop it; the database is sound, and no life has left a traceback or a warning of Python's."""
        await self.stop()
        await self.check()
        text = await asyncio.to_thread(self.logged)
        assert "Traceback" not in text, text
        assert "Warning" not in text, text
