from collections.abc import AsyncIterator
from datetime import timedelta
from itertools import count
from random import Random
from zoneinfo import ZoneInfo

import pytest

from bot.adapters.bank.writing import PackFiles
from bot.adapters.memory import FsrsMemory
from bot.app.context import Context
from bot.app.postman import Postman
from bot.app.studybot import StudyBot
from tests.app.live_table import Table
from tests.builders import bank, open_question, question
from tests.fakes import (
    DirectImporter,
    FixedBanks,
    FixedGroups,
    FixedRoster,
    RecordingChannels,
    RecordingTellers,
    RecordingWatchers,
    StoppedClock,
    TinyPainter,
)
from tests.fakes_store import MemoryStore


@pytest.fixture
def clock() -> StoppedClock:
    return StoppedClock()


@pytest.fixture
def channels() -> RecordingChannels:
    return RecordingChannels()


@pytest.fixture
def banks() -> FixedBanks:
    return FixedBanks(
        bank(
            question("kv-cache", "inference-serving"),
            question("lora-mechanism", "fine-tuning"),
            question("self-attention", "attention"),
            open_question("tell-me"),
        )
    )


@pytest.fixture
def tellers() -> RecordingTellers:
    return RecordingTellers()


@pytest.fixture
def painter() -> TinyPainter:
    return TinyPainter()


@pytest.fixture
def ctx(
    clock: StoppedClock,
    channels: RecordingChannels,
    banks: FixedBanks,
    tellers: RecordingTellers,
    painter: TinyPainter,
) -> Context:
    return context(clock, channels, banks, tellers, painter)


def context(
    clock: StoppedClock,
    channels: RecordingChannels,
    banks: FixedBanks,
    tellers: RecordingTellers,
    painter: TinyPainter,
) -> Context:
    ids = count()
    return Context(
        store=MemoryStore(),
        banks=banks,
        channels=channels,
        watchers=RecordingWatchers(),
        clock=clock,
        chance=Random(7).randrange,
        new_id=lambda: f"id{next(ids):010}",
        zone_of=lambda _: ZoneInfo("Europe/Berlin"),
        file_schedules=(),
        catch_up=timedelta(hours=3),
        memory=FsrsMemory(),
        tellers=tellers,
        painter=painter,
        groups=FixedGroups(),
        roster=FixedRoster(),
        pack_format=PackFiles(),
        importer=DirectImporter(),
    )


@pytest.fixture
async def postman(ctx: Context) -> AsyncIterator[Postman]:
    postman = Postman(ctx)
    yield postman
    await postman.settle()


@pytest.fixture
def study(ctx: Context, postman: Postman) -> StudyBot:
    return StudyBot(ctx, postman)


@pytest.fixture
def table() -> Table:
    return Table()
