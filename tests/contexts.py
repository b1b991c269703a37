"""The core's context around whatever a test brings."""

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count
from random import Random
from zoneinfo import ZoneInfo

from bot.adapters.bank.writing import PackFiles
from bot.adapters.memory import FsrsMemory
from bot.adapters.platforms import Platforms
from bot.app.context import Context
from bot.app.notices import deliver
from bot.app.postman import Postman
from bot.app.refresh import Refresher
from bot.app.studybot import StudyBot
from bot.app.tick import tick
from bot.domain.bank import Bank
from bot.domain.ids import ChannelId
from bot.ports.outside import Channels, Clock
from bot.ports.store import Store
from tests.builders import NOON, bank, question
from tests.fakes import (
    DirectImporter,
    FixedBanks,
    FixedGroups,
    FixedRoster,
    RecordingTellers,
    RecordingWatchers,
    StoppedClock,
    TinyPainter,
)
from tests.fakes_store import MemoryStore


def context(store: Store, channels: Channels, clock: Clock, questions: Bank | None = None) -> Context:
    ids = count()
    return Context(
        store=store,
        banks=FixedBanks(questions or bank(question())),
        channels=channels,
        watchers=RecordingWatchers(),
        clock=clock,
        chance=Random(7).randrange,
        new_id=lambda: f"id{next(ids):010}",
        zone_of=lambda _: ZoneInfo("Europe/Berlin"),
        file_schedules=(),
        memory=FsrsMemory(),
        tellers=RecordingTellers(),
        painter=TinyPainter(),
        groups=FixedGroups(),
        roster=FixedRoster(),
        pack_format=PackFiles(),
        importer=DirectImporter(),
        catch_up=timedelta(hours=3),
    )


class Stage:
    """A whole core on a stopped clock, for platforms that join it; whatever is due happens in `look`."""

    def __init__(self, questions: Bank, now: datetime = NOON, store: Store | None = None) -> None:
        self.clock = StoppedClock(now)
        self.platforms = Platforms()
        self.refresher = Refresher()
        made = context(store or MemoryStore(), self.platforms, self.clock, questions)
        self.ctx = replace(made, tellers=self.platforms, roster=self.platforms, watchers=self.refresher)
        self.postman = Postman(self.ctx)
        self.study = StudyBot(self.ctx, self.postman)

    async def look(self, seconds: float = 0) -> None:
        self.clock.advance(seconds=seconds)
        await self.study.conductor.look()
        await self.postman.settle()

    async def look_around(self, seconds: float = 0) -> None:
        """Posts, their changes and private words, for those who race nobody."""
        self.clock.advance(seconds=seconds)
        await tick(self.ctx, self.postman)
        await self.postman.settle()
        await self.refresher.refresh(self.ctx)
        await deliver(self.ctx)

    async def refresh(self, channel: ChannelId) -> None:
        self.refresher.changed(channel)
        await self.refresher.refresh(self.ctx)
