"""Has files of strangers read by a process of their own, so that no file holds a click up."""

import asyncio
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from pathlib import Path
from typing import Final

import structlog

import bot
from bot.adapters.bank.importing.wire import DONE, REFUSED, decode_preview, encode_request
from bot.domain.importing import ImportPreview, ImportWish
from bot.ports.outside import NotImportable

log = structlog.get_logger()

WITHIN: Final = 20.0
"""Seconds for one file; one of 1 MB takes about one."""
TOO_HARD: Final = "takes too long or too much memory to read; split it into smaller files"
_WORKER: Final = "bot.adapters.bank.importing.worker"


class ProcessImporter:
    """Implements the port `Importer`: one file at a time, a process for each."""

    def __init__(self, within: float = WITHIN) -> None:
        self._within = within
        self._at_work = asyncio.Lock()

    async def read(self, name: str, content: bytes, wish: ImportWish) -> ImportPreview:
        request = encode_request(name, content, wish)
        async with self._at_work:
            answer = await self._asked(request)
        if answer[:1] == DONE:
            return decode_preview(answer[1:])
        if answer[:1] == REFUSED:
            raise NotImportable(answer[1:].decode())
        raise NotImportable(TOO_HARD)

    async def _asked(self, request: bytes) -> bytes:
        """Empty where the process has come to no answer."""
        process = await _started()
        try:
            async with asyncio.timeout(self._within):
                answer, _ = await process.communicate(request)
        except TimeoutError:
            answer = b""
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
        if process.returncode:
            log.warning("a file could not be read", status=process.returncode, size=len(request))
            return b""
        return answer


async def _started() -> Process:
    # our own tokens stay here, and an interrupt from the keyboard is for us
    own = {name: value for name, value in os.environ.items() if not name.startswith("STUDYBOT_")}
    return await asyncio.create_subprocess_exec(
        sys.executable,
        *("-P", "-m", _WORKER),
        stdin=PIPE,
        stdout=PIPE,
        stderr=DEVNULL,
        env=own | {"PYTHONPATH": str(Path(bot.__file__).parents[1])},
        start_new_session=True,
    )
