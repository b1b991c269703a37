"""The whole bot between loopback platforms, on a clock that stands still until it is moved."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

import discord

from bot.adapters.bank.folder import load_bank
from bot.adapters.discord.adapter import READY, DiscordAdapter
from bot.adapters.pictures.painter import ProcessPainter
from bot.adapters.platforms import Platforms
from bot.adapters.store.opening import open_store
from bot.app.contest_clock import look as look_at_contests
from bot.app.context import Context
from bot.app.departures import Rollcall
from bot.app.notices import deliver
from bot.app.postman import Postman
from bot.app.refresh import Refresher
from bot.app.reminders import remind
from bot.app.studybot import StudyBot
from bot.app.tick import tick
from bot.config.settings import SlackSettings
from tests.contexts import context
from tests.demo_season.cast import BOSS
from tests.demo_season.hands import PATIENCE, Hands, OnDiscord, OnSlack
from tests.discord.conftest import QuickClient, settings_for
from tests.discord.conftest import running as at_work
from tests.fakes import StoppedClock
from tests.platforms.discord import LoopbackDiscord
from tests.platforms.slack import LoopbackSlack
from tests.slack.conftest import running as slack_at_work

BANK = Path("question_bank")


@dataclass
class Stage:
    """`database` is the file in which everything is kept."""

    ctx: Context
    study: StudyBot
    postman: Postman
    refresher: Refresher
    clock: StoppedClock
    platforms: Platforms
    discord: OnDiscord
    slack: OnSlack
    database: Path
    rollcall: Rollcall = field(default_factory=Rollcall)

    @property
    def hands(self) -> dict[str, Hands]:
        return {"discord": self.discord, "slack": self.slack}

    async def look(self) -> None:
        """Everything that rings by itself in a running bot, once; posts have arrived after it."""
        looks: tuple[Callable[[], Awaitable[object]], ...] = (
            lambda: tick(self.ctx, self.postman),
            lambda: look_at_contests(self.ctx, self.postman),
            self.study.conductor.look,
            self.postman.settle,
            lambda: self.refresher.refresh(self.ctx),
            lambda: deliver(self.ctx),
            lambda: remind(self.ctx),
        )
        for each in looks:
            await each()

    async def go_to(self, moment: datetime) -> None:
        self.clock.time = moment
        await self.look()


@asynccontextmanager
async def on_stage(folder: Path, start: datetime) -> AsyncIterator[Stage]:
    """Both platforms are connected inside the block."""
    clock, platforms, refresher = StoppedClock(start), Platforms(), Refresher()
    painter = ProcessPainter(folder / "fonts")
    bank = load_bank(BANK, folder / "bank.msgpack")
    database = folder / "study.db"
    async with open_store(database) as store, LoopbackDiscord() as there, LoopbackSlack() as here:
        here.world.now = lambda: clock.now().timestamp()
        ctx = replace(
            context(store, platforms, clock, bank),
            tellers=platforms,
            roster=platforms,
            groups=platforms,
            watchers=refresher,
            painter=painter,
        )
        postman = Postman(ctx)
        study = StudyBot(ctx, postman)
        inbox = there.world.add_channel("managers")
        hands = OnDiscord(there, inbox.id, frozenset({BOSS})), OnSlack(here)
        async with _connected(study, platforms, there, here):
            yield Stage(ctx, study, postman, refresher, clock, platforms, *hands, database)
        await painter.close()


@asynccontextmanager
async def _connected(
    study: StudyBot, platforms: Platforms, there: LoopbackDiscord, here: LoopbackSlack
) -> AsyncIterator[None]:
    adapter = DiscordAdapter(settings_for(there), study, lambda: 0.0, QuickClient)
    platforms.join("discord", adapter)
    with _own_addresses():
        async with at_work(adapter), slack_at_work(_slack_settings(here), study) as slack:
            platforms.join("slack", slack)
            await there.wait_for(lambda: adapter.state() == READY and there.world.commands, PATIENCE)
            await here.wait_for(lambda: here.socket.opened, PATIENCE)
            yield


@contextmanager
def _own_addresses() -> Iterator[None]:
    """discord.py keeps addresses for the whole process; the real ones come back."""
    route, socket = discord.http.Route, discord.gateway.DiscordWebSocket
    kept = route.BASE, socket.DEFAULT_GATEWAY
    try:
        yield
    finally:
        route.BASE, socket.DEFAULT_GATEWAY = kept


def _slack_settings(here: LoopbackSlack) -> SlackSettings:
    world = here.world
    return SlackSettings(
        bot_token=world.bot_token,
        app_token=world.app_token,
        signing_secret=world.signing_secret,
        api=here.api,
        managers=frozenset((world.user(BOSS).id,)),
    )
