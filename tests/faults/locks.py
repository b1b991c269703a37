"""Another process that writes to the bot's database."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

_HOLD = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=10)
connection.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.read()
connection.execute("ROLLBACK")
"""


@asynccontextmanager
async def held(database: Path) -> AsyncIterator[None]:
    """Nobody else writes while the block runs."""
    other = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", _HOLD, str(database)),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    assert other.stdin is not None
    assert other.stdout is not None
    assert await asyncio.wait_for(other.stdout.readline(), 10) == b"held\n"
    try:
        yield
    finally:
        other.stdin.close()
        await other.wait()
