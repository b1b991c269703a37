"""Builds everything that has no connection to a platform, and the places where those join."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Protocol

from bot.adapters.bank.folder import BankFolder
from bot.adapters.bank.importing.process import ProcessImporter
from bot.adapters.bank.writing import PackFiles
from bot.adapters.chance import draw, new_id
from bot.adapters.clock import SystemClock
from bot.adapters.grader import LlmGrader
from bot.adapters.memory import FsrsMemory
from bot.adapters.metrics.observatory import Observatory
from bot.adapters.pictures.painter import ProcessPainter
from bot.adapters.platforms import Everybody, Platform, Platforms
from bot.adapters.store.backups import DailyBackups
from bot.adapters.vitals import Examiner
from bot.app.context import Context
from bot.app.postman import Postman
from bot.app.refresh import Refresher
from bot.app.studybot import StudyBot
from bot.command_text import read
from bot.commands import Command
from bot.config.settings import Settings
from bot.domain.ids import PLAYGROUND, ChannelId, workspace_of
from bot.ports.outside import Banks, Clock, Painter, Watchers
from bot.ports.store import Store


class Client(Platform, Protocol):
    """An adapter that keeps a connection of its own."""

    async def run(self) -> None: ...
    async def close(self) -> None: ...
    def state(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Core:
    """The bot without its connections."""

    ctx: Context
    study: StudyBot
    postman: Postman
    banks: BankFolder
    platforms: Platforms
    everybody: Everybody
    painter: ProcessPainter
    backups: DailyBackups
    observatory: Observatory
    clients: dict[str, Client]
    refresher: Refresher = field(default_factory=Refresher)

    def read_command(self, text: str) -> Command:
        """What was typed in the playground, whose only channel is #general."""
        topics = self.ctx.bank_of(workspace_of(PLAYGROUND)).topics
        return read(text, topics, _playground_channel)

    def health(self) -> Mapping[str, str]:
        return _states(self.clients)


def _states(clients: Mapping[str, Client]) -> Mapping[str, str]:
    return {name: client.state() for name, client in clients.items()}


def _playground_channel(name: str) -> ChannelId | None:
    return PLAYGROUND if name in ("here", "general") else None


def build(settings: Settings, store: Store, banks: BankFolder) -> Core:
    platforms, everybody, painter = Platforms(), Everybody(), ProcessPainter(settings.fonts)
    clients, observatory = dict[str, Client](), Observatory()
    plain = _context(settings, store, banks, platforms, everybody, painter)
    backups = _backups(settings, plain.clock)
    examiner = Examiner(settings.database, backups.latest, plain.clock.now(), observatory.errors.latest)
    ctx = replace(plain, meter=observatory.meter, vitals=lambda: examiner.examine(_states(clients)))
    postman = Postman(ctx)
    study = StudyBot(ctx, postman)
    return Core(ctx, study, postman, banks, platforms, everybody, painter, backups, observatory, clients)


def _context(
    settings: Settings, store: Store, banks: Banks, platforms: Platforms, watchers: Watchers, painter: Painter
) -> Context:
    return Context(
        store=store,
        banks=banks,
        channels=platforms,
        watchers=watchers,
        clock=SystemClock(),
        chance=draw,
        new_id=new_id,
        zone_of=settings.zone_of,
        file_schedules=settings.schedules,
        catch_up=settings.catch_up,
        memory=FsrsMemory(),
        tellers=platforms,
        painter=painter,
        groups=platforms,
        roster=platforms,
        file_inboxes=settings.inboxes,
        retention=settings.retention,
        pack_format=PackFiles(),
        importer=ProcessImporter(),
        grader=LlmGrader(settings.llm) if settings.llm else None,
        hides_departed=settings.hides_departed,
        limits=settings.limits,
    )


def _backups(settings: Settings, clock: Clock) -> DailyBackups:
    wanted = settings.backups
    return DailyBackups(
        settings.database, settings.backup_folder, wanted.keep, wanted.at, settings.zone, clock
    )
