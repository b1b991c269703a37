from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.faults.lives import Lives
from tests.faults.places import OnDiscord, OnSlack
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
def on_discord(discord: LoopbackDiscord) -> tuple[OnDiscord, OnDiscord]:
    """Its two channels."""
    general, random = discord.world.channels
    return OnDiscord(discord, general), OnDiscord(discord, random)


@pytest.fixture
def on_slack(slack: LoopbackSlack) -> tuple[OnSlack, OnSlack]:
    general, random = slack.world.channels
    return OnSlack(slack, general), OnSlack(slack, random)


@pytest.fixture
async def bot(tmp_path: Path, discord: LoopbackDiscord, slack: LoopbackSlack) -> AsyncIterator[Lives]:
    """Not started yet; whatever still runs at the end is killed."""
    async with Lives(tmp_path, discord, slack) as lives:
        yield lives
