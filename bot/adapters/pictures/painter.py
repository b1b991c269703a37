"""Has pictures drawn by a process of their own, which is started when one is likely and ended when idle."""

import asyncio
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections import OrderedDict
from contextlib import suppress
from pathlib import Path
from typing import Final

import structlog

import bot
from bot.adapters.pictures.frames import DONE, LENGTH, encode, framed, length_of
from bot.domain.pictures import Chart, Standings, StandingsRow
from bot.ports.outside import CannotDraw

log = structlog.get_logger()

KEPT: Final = 32  # pictures, of about 100 KB each
IDLE: Final = 300.0
WITHIN: Final = 20.0
"""Seconds for one picture; the very first one of a machine also makes a list of its fonts."""
_WORKER: Final = "bot.adapters.pictures.worker"
_TRIAL: Final = Standings(title="Cup", rows=(StandingsRow(place=1, name="Ann", value=1, worth="1 point"),))
"""Drawn ahead of need, since the first picture also loads the fonts."""


class ProcessPainter:
    """Implements the port `Painter`: one picture at a time, and each value drawn once while it is kept.

    `folder` is where matplotlib keeps its list of fonts. Used within one event loop.
    """

    def __init__(self, folder: Path, idle: float = IDLE, within: float = WITHIN) -> None:
        self._folder = folder
        self._idle = idle
        self._within = within
        self._kept: OrderedDict[Chart, bytes] = OrderedDict()
        self._at_work = asyncio.Lock()
        self._process: Process | None = None
        self._retirement: asyncio.TimerHandle | None = None
        self._ending: asyncio.Task[None] | None = None
        self._trial: asyncio.Task[None] | None = None
        self._is_closed = False

    @property
    def is_running(self) -> bool:
        return self._process is not None

    async def draw(self, chart: Chart) -> bytes:
        async with self._at_work:
            content = self._kept.pop(chart, None) or await self._drawn(chart)
        self._kept[chart] = content
        if len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return content

    def get_ready(self) -> None:
        if self._process is None and (self._trial is None or self._trial.done()):
            self._trial = asyncio.create_task(self._try())

    async def _try(self) -> None:
        async with self._at_work:
            if self._process is None and not self._is_closed:
                with suppress(CannotDraw):  # whoever then wants a picture hears of it
                    await self._drawn(_TRIAL)

    async def _drawn(self, chart: Chart) -> bytes:
        if self._is_closed:
            raise CannotDraw("the bot is stopping")
        self._rest()
        try:
            request = framed(encode(chart))
            async with asyncio.timeout(self._within):
                answer = await self._asked(request)
        except (OSError, EOFError, TimeoutError, ValueError) as error:
            await self._stop()
            raise CannotDraw(f"the drawing process failed: {error!r}") from error
        except BaseException:
            # cancelled: what it still draws must not be taken for the next picture
            await self._stop()
            raise
        self._retirement = asyncio.get_running_loop().call_later(self._idle, self._retire)
        if answer[:1] != DONE:
            raise CannotDraw(answer[1:].decode())
        return answer[1:]

    async def _asked(self, request: bytes) -> bytes:
        process = self._process = self._process or await self._started()
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(request)
        await process.stdin.drain()
        head = await process.stdout.readexactly(LENGTH)
        return await process.stdout.readexactly(length_of(head))

    async def _started(self) -> Process:
        # our own tokens stay here, and an interrupt from the keyboard is for us
        own = {name: value for name, value in os.environ.items() if not name.startswith("STUDYBOT_")}
        place = str(Path(bot.__file__).parents[1])
        return await asyncio.create_subprocess_exec(
            sys.executable,
            *("-P", "-m", _WORKER),
            stdin=PIPE,
            stdout=PIPE,
            stderr=DEVNULL,
            env=own | {"PYTHONPATH": place, "MPLCONFIGDIR": str(self._folder)},
            start_new_session=True,
        )

    def _rest(self) -> None:
        if self._retirement is not None:
            self._retirement.cancel()
            self._retirement = None

    def _retire(self) -> None:
        self._ending = asyncio.create_task(self._end())

    async def close(self) -> None:
        """For good; whoever waits for a picture hears at once that none will come."""
        self._is_closed = True
        if self._process is not None and self._process.returncode is None:
            self._process.kill()
        await self._end()

    async def _end(self) -> None:
        async with self._at_work:
            await self._stop()

    async def _stop(self) -> None:
        self._rest()
        process, self._process = self._process, None
        if process is None:
            return
        if process.returncode is None:
            process.kill()
        await process.communicate()
