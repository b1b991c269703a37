"""An adapter that is logged in at a loopback Discord."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import discord
import pytest

from bot.adapters.discord.adapter import READY, DiscordAdapter
from bot.adapters.discord.client import StudyClient
from bot.adapters.discord.desk import Desk
from bot.adapters.discord.pace import Pace
from bot.config.settings import DiscordSettings
from bot.domain.ids import ChannelId, QuestionId, RoundId, TopicId
from bot.domain.question import Kind, Level, Question
from bot.domain.round import Round, RoundKind
from tests.discord.fake_study import FakeStudy, question_card
from tests.discord.judge import violations
from tests.platforms.discord import LoopbackDiscord
from tests.platforms.discord.world import Posted


class QuickClient(StudyClient):
    """Waits for nothing that a real Discord would want us to wait for."""

    def __init__(self, desk: Desk, pace: Pace) -> None:
        super().__init__(desk, pace, guild_ready_timeout=0.1)

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        return


@pytest.fixture(autouse=True)
def discords_own_addresses() -> Iterator[None]:
    """discord.py keeps addresses for the whole process; put the real ones back."""
    route, socket = discord.http.Route, discord.gateway.DiscordWebSocket
    kept = route.BASE, socket.DEFAULT_GATEWAY
    yield
    route.BASE, socket.DEFAULT_GATEWAY = kept


@pytest.fixture
async def server() -> AsyncIterator[LoopbackDiscord]:
    """Every request that a test makes the adapter send is held against Discord's own description."""
    async with LoopbackDiscord() as loopback:
        yield loopback
    assert violations(loopback) == []


@pytest.fixture
def study() -> FakeStudy:
    return FakeStudy()


def settings_for(server: LoopbackDiscord, **others: Any) -> DiscordSettings:
    known = {"token": server.world.token, "api": server.api, "gateway": server.gateway_address}
    return DiscordSettings(**(known | others))


@asynccontextmanager
async def running(adapter: DiscordAdapter) -> AsyncIterator[asyncio.Task[None]]:
    task = asyncio.create_task(adapter.run())
    try:
        yield task
    finally:
        await adapter.close()
        await asyncio.wait_for(task, 5)


def make_adapter(server: LoopbackDiscord, study: FakeStudy, **settings: Any) -> DiscordAdapter:
    return DiscordAdapter(settings_for(server, **settings), study, lambda: 0.0, QuickClient)


@asynccontextmanager
async def connected(
    server: LoopbackDiscord, study: FakeStudy, **settings: Any
) -> AsyncIterator[DiscordAdapter]:
    adapter = make_adapter(server, study, **settings)
    async with running(adapter):
        await server.wait_for(lambda: adapter.state() == READY)
        yield adapter


@pytest.fixture
async def adapter(server: LoopbackDiscord, study: FakeStudy) -> AsyncIterator[DiscordAdapter]:
    async with connected(server, study) as adapter:
        await server.wait_for(lambda: server.world.commands)
        yield adapter


def a_round(server: LoopbackDiscord, id_: str = "abcdefgh2345", **others: Any) -> Round:
    opened = discord.utils.utcnow()
    round_ = Round(
        id=RoundId(id_),
        kind=RoundKind.ASKED,
        channel=ChannelId(f"discord:{server.world.guild}/{server.first_channel}"),
        question=Question(
            id=QuestionId("scale"),
            topic=TopicId("attention"),
            level=Level.BEGINNER,
            kind=Kind.CONCEPT,
            prompt="Why scale by √d?",
            answer="So that the logits keep their variance.",
            key_points=("variance",),
        ),
        opened_at=opened,
        day=opened.date(),
    )
    return replace(round_, **others)


async def post_question(server: LoopbackDiscord, adapter: DiscordAdapter) -> Posted:
    message = await adapter.post(a_round(server), question_card())
    return server.world.messages[message]


async def answers(server: LoopbackDiscord) -> None:
    """A command is answered: events reach the bot in order, and its replies reach people."""
    await server.wait_for(lambda: server.gateway.is_listened_to)
    await (await server.slash("help")).answered()
