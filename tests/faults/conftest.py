from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.faults.hands import OnDiscord, OnSlack
from tests.faults.lives import Lives
from tests.platforms.discord import LoopbackDiscord
from tests.platforms.slack import LoopbackSlack


@pytest.fixture
async def discord() -> AsyncIterator[LoopbackDiscord]:
    async with LoopbackDiscord() as server:
        yield server


@pytest.fixture
async def slack() -> AsyncIterator[LoopbackSlack]:
    async with LoopbackSlack() as server:
        yield server


@pytest.fixture
def hands(discord: LoopbackDiscord, slack: LoopbackSlack) -> tuple[OnDiscord, OnSlack]:
    return OnDiscord(discord), OnSlack(slack)


@pytest.fixture
async def bot(tmp_path: Path, discord: LoopbackDiscord, slack: LoopbackSlack) -> AsyncIterator[Lives]:
    """Not started yet; whatever still runs at the end is killed."""
    async with Lives(tmp_path, discord, slack) as lives:
        yield lives
