from collections.abc import AsyncIterator

import pytest

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
