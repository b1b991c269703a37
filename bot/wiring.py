"""Builds the running bot and puts it together; beside it only previews and `doctor` know several adapters."""

import asyncio
import signal
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from typing import Protocol

import structlog
from aiohttp.web import RouteDef

from bot.adapters.bank.folder import BankFolder
from bot.adapters.bank.importing.process import ProcessImporter
from bot.adapters.bank.writing import PackFiles
from bot.adapters.chance import draw, jitter, new_id
from bot.adapters.clock import SystemClock
from bot.adapters.discord.render import to_message
from bot.adapters.grader import LlmGrader
from bot.adapters.memory import FsrsMemory
from bot.adapters.pictures.painter import ProcessPainter
from bot.adapters.platforms import Everybody, Platform, Platforms
from bot.adapters.slack.render import to_blocks
from bot.adapters.store.backups import DailyBackups
from bot.adapters.store.opening import open_store
from bot.adapters.ticker import ringing
from bot.adapters.web.adapter import WebAdapter
from bot.app.ask import ask_if_quiet
from bot.app.context import Context
from bot.app.looks import LOOK_EVERY, looks_of
from bot.app.notices import take_stock
from bot.app.postman import Postman
from bot.app.refresh import Refresher
from bot.app.studybot import StudyBot
from bot.cards import Card
from bot.command_text import read
from bot.commands import Command
from bot.config.load import BadConfig, unknown_topics
from bot.config.settings import Settings
from bot.domain.ids import PLAYGROUND, ChannelId, workspace_of
from bot.plain import to_plain
from bot.ports.store import Store

PATIENCE = 2.0  # seconds that a stop waits for posts on their way; the outbox keeps what is left

BACKUP_EVERY = 60.0  # seconds between two looks at whether a copy of the database is due

FACES: Mapping[str, Callable[[Card], object]] = {
    "discord": to_message,
    "slack": to_blocks,
    "plain": to_plain,
}

log = structlog.get_logger()


class Client(Platform, Protocol):
    """An adapter that keeps a connection of its own."""

    async def run(self) -> None: ...
    async def close(self) -> None: ...
    def state(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Core:
    """Everything that has no connection to a platform, and the places where those join."""

    ctx: Context
    study: StudyBot
    postman: Postman
    refresher: Refresher
    banks: BankFolder
    platforms: Platforms
    everybody: Everybody
    painter: ProcessPainter
    clients: dict[str, Client] = field(default_factory=dict)

    def read_command(self, text: str) -> Command:
        """What was typed in the playground, whose only channel is #general."""
        topics = self.ctx.bank_of(workspace_of(PLAYGROUND)).topics
        return read(text, topics, _playground_channel)

    def health(self) -> Mapping[str, str]:
        return {name: client.state() for name, client in self.clients.items()}


def _playground_channel(name: str) -> ChannelId | None:
    return PLAYGROUND if name in ("here", "general") else None


async def run(settings: Settings, announce: Callable[[str], None]) -> None:
    """Run until SIGINT or SIGTERM; `announce` is given the playground's address once it serves.

    Raises what keeps the bot from starting: BadBank, BadConfig, PortTaken, NewerSchema.
    """
    async with running(settings) as (core, address):
        stopped = asyncio.Event()
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, stopped.set)
        reloads: set[asyncio.Task[None]] = set()
        loop.add_signal_handler(signal.SIGHUP, lambda: _hold(reloads, _reload(core.banks)))
        announce(address)
        await stopped.wait()
        log.info("stopping")


def _hold(tasks: set[asyncio.Task[None]], work: Coroutine[None, None, None]) -> None:
    task = asyncio.create_task(work)  # the loop itself keeps only weak references
    tasks.add(task)
    task.add_done_callback(tasks.discard)


async def _reload(banks: BankFolder) -> None:
    problems = await banks.reload()
    if problems:
        log.error("bank not reloaded, the old one stays in use", problems=list(problems))
    else:
        log.info("bank reloaded", questions=len(banks.current))


@asynccontextmanager
async def running(settings: Settings) -> AsyncIterator[tuple[Core, str]]:
    """The whole bot at work; leaving the block stops it in the opposite order of its start."""
    banks = BankFolder(settings.bank, settings.compiled_bank)
    if problems := unknown_topics(settings, banks.current.topics):
        raise BadConfig(problems)
    async with AsyncExitStack() as stack:
        store = await stack.enter_async_context(open_store(settings.database))
        core = _core(settings, store, banks)
        stack.push_async_callback(core.painter.close)
        await core.ctx.packs.load(store)
        await take_stock(core.ctx)
        web = _join_all(core, settings)
        address = await web.start()
        stack.push_async_callback(web.close)
        await ask_if_quiet(core.ctx, PLAYGROUND)
        for name, client in core.clients.items():
            await stack.enter_async_context(_at_work(name, client))
        stack.push_async_callback(_settle, core.postman)
        backups = _backups(settings, core.ctx)
        looks = {
            **looks_of(core.ctx, core.postman, core.refresher, core.study.conductor),
            backups.look: BACKUP_EVERY,
        }
        for look, seconds in looks.items():
            if seconds <= LOOK_EVERY:  # what was missed while down does not wait for the first ring
                await look()
        await stack.enter_async_context(ringing(looks, core.ctx.clock))
        stack.callback(backups.close)
        yield core, address


def _backups(settings: Settings, ctx: Context) -> DailyBackups:
    wanted = settings.backups
    return DailyBackups(
        settings.database, settings.backup_folder, wanted.keep, wanted.at, settings.zone, ctx.clock
    )


def _core(settings: Settings, store: Store, banks: BankFolder) -> Core:
    platforms, everybody, refresher = Platforms(), Everybody(), Refresher()
    painter = ProcessPainter(settings.fonts)
    ctx = Context(
        store=store,
        banks=banks,
        channels=platforms,
        watchers=everybody,
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
    postman = Postman(ctx)
    return Core(ctx, StudyBot(ctx, postman), postman, refresher, banks, platforms, everybody, painter)


def _join_all(core: Core, settings: Settings) -> WebAdapter:
    """Build each adapter that has a token, and the playground, and let them join the core."""
    signed: list[RouteDef] = []
    # the vendors' libraries are imported only where they are used: they cost 15 MB and a quarter of the start
    if settings.discord is not None:
        from bot.adapters.discord.adapter import DiscordAdapter

        discord = DiscordAdapter(settings.discord, core.study, jitter)
        core.clients["discord"] = discord
        signed.extend(discord.routes(lambda: core.ctx.clock.now().timestamp()))
    if settings.slack is not None:
        from bot.adapters.slack.adapter import SlackAdapter

        slack = SlackAdapter(settings.slack, core.study)
        core.clients["slack"] = slack
        signed.extend(slack.routes())
    for name, client in core.clients.items():
        core.platforms.join(name, client)
    web = WebAdapter(settings.web, core.study, FACES, core.read_command, core.health, signed)
    core.platforms.join("web", web)
    core.everybody.join(web, core.refresher)
    return web


@asynccontextmanager
async def _at_work(name: str, client: Client) -> AsyncIterator[None]:
    task = asyncio.create_task(client.run(), name=name)
    try:
        yield
    finally:
        await client.close()
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def _settle(postman: Postman) -> None:
    try:
        async with asyncio.timeout(PATIENCE):
            await postman.settle()
    except TimeoutError:
        log.warning("stopped with posts on their way; the next start looks for them first")
