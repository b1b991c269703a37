"""A running adapter on a loopback Slack."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from bot.adapters.slack.adapter import SlackAdapter
from bot.app.study import Study
from bot.config.settings import SlackSettings
from bot.domain.ids import ChannelId
from bot.domain.round import Round
from tests import builders
from tests.platforms.slack import LoopbackSlack
from tests.slack.study import FakeStudy

GENERAL = ChannelId("slack:T0STUDY/C0GENERAL")


@asynccontextmanager
async def running(settings: SlackSettings, study: Study, step: float = 5.0) -> AsyncIterator[SlackAdapter]:
    """An adapter that runs until the end of the block and then closes within five seconds."""
    adapter = SlackAdapter(settings, study, step)
    task = asyncio.create_task(adapter.run())
    try:
        yield adapter
    finally:
        await adapter.close()
        await asyncio.wait_for(task, 5)


@pytest.fixture
async def slack() -> AsyncIterator[LoopbackSlack]:
    async with LoopbackSlack() as server:
        server.world.now = lambda: builders.NOON.timestamp() + 1
        yield server


@pytest.fixture
def settings(slack: LoopbackSlack) -> SlackSettings:
    world = slack.world
    return SlackSettings(
        bot_token=world.bot_token,
        app_token=world.app_token,
        signing_secret=world.signing_secret,
        api=slack.api,
        managers=frozenset(("U0BOSS",)),
    )


@pytest.fixture
def study() -> FakeStudy:
    return FakeStudy()


@pytest.fixture
async def adapter(
    slack: LoopbackSlack, settings: SlackSettings, study: FakeStudy
) -> AsyncIterator[SlackAdapter]:
    async with running(settings, study) as made:
        yield made


@pytest.fixture
def round_() -> Round:
    return builders.round_("r1", channel=GENERAL)
