"""The playground as the rest of the bot sees it: a server, a channel to post in, and pages that watch it."""

import errno
import logging
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from aiohttp import web

from bot.adapters.web.changes import Changes
from bot.adapters.web.gate import Gate
from bot.adapters.web.guard import add_headers, guard, is_ours
from bot.adapters.web.pages import Faces, Pages
from bot.adapters.web.pictures import Pictures
from bot.adapters.web.replies import Replies
from bot.adapters.web.routes import Routes
from bot.adapters.web.timing import timing
from bot.adapters.web.uploads import LARGEST_UPLOAD
from bot.adapters.web.visitors import MEMBERS
from bot.app.study import Study
from bot.cards import Card, Reply
from bot.commands import Command
from bot.config.settings import WebSettings
from bot.domain.announcement import Post
from bot.domain.ids import PLAYGROUND, Account, ChannelId, MessageId, WorkspaceId, workspace_of
from bot.ports.meter import UNMEASURED, Meter
from bot.ports.outside import Refused

PATIENCE = 2.0
"""Seconds that a stop waits for requests on their way, and again for replies that are late."""


class PortTaken(Exception):
    """Another program listens where the playground should."""


class WebAdapter:
    """Implements the ports `Channels`, `Tellers`, `Roster`, `Groups` and `Watchers`.

    The `signed` routes check by themselves who calls them, so the token is not asked for there.
    The page reads the timeline from the core whenever it is looked at, so posting and editing mean no
    more than telling the open pages to look again.
    """

    def __init__(
        self,
        settings: WebSettings,
        study: Study,
        faces: Faces,
        read_command: Callable[[str], Command],
        health: Callable[[], Mapping[str, str]],
        signed: Sequence[web.RouteDef] = (),
        pages_of_others: Sequence[web.RouteDef] = (),
        meter: Meter = UNMEASURED,
    ) -> None:
        self._settings = settings
        self._study = study
        self._changes = Changes()
        self._replies = replies = Replies()
        pictures = Pictures()
        pages = Pages(study, faces, replies, self._changes, pictures)
        self._routes = routes = Routes(study, pages, replies, pictures, self._changes, read_command, health)
        gate = Gate(settings.token, {route.path for route in signed}, time.monotonic)
        doors = [guard, gate.middleware(), timing(meter)]
        app = web.Application(middlewares=doors, client_max_size=LARGEST_UPLOAD)
        app.on_response_prepare.append(add_headers)
        app.add_routes([*routes.table(), *gate.routes(), *signed, *pages_of_others])
        app.router.add_static("/static", Path(__file__).parent / "static")
        logging.getLogger("aiohttp.server").addFilter(is_ours)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=PATIENCE)

    async def start(self) -> str:
        """Serve, and say at which address. Raises PortTaken."""
        host, port = self._settings.host, self._settings.port
        await self._runner.setup()
        site = web.TCPSite(self._runner, host, port)
        try:
            await site.start()
        except OSError as error:
            await self._runner.cleanup()
            if error.errno == errno.EADDRINUSE:
                raise PortTaken(f"port {port} is taken by another program; choose one with --port") from error
            raise
        name = f"[{host}]" if ":" in host else host
        return f"http://{name}:{self._runner.addresses[0][1]}"

    async def close(self) -> None:
        self._changes.close()
        await self._runner.cleanup()
        await self._routes.settle(PATIENCE)

    async def post(self, post: Post, card: Card) -> MessageId:
        self._check(post.channel)
        self._changes.announce()
        return MessageId(post.id)

    async def find(self, post: Post, card: Card) -> MessageId | None:
        shown = await self._study.timeline(post.channel)
        return next((MessageId(id_) for id_, _ in shown if id_ == post.id), None)

    async def edit(self, post: Post, message: MessageId, card: Card) -> None:
        self._check(post.channel)
        self._changes.announce()

    async def tell(self, account: Account, card: Card) -> None:
        self._replies.add(account, Reply(card), None)
        self._changes.announce()

    async def title(self, workspace: WorkspaceId, group: str) -> str:
        raise Refused("the playground has no roles or groups that a team could follow")

    async def members(self, workspace: WorkspaceId, group: str) -> Sequence[tuple[Account, str]] | None:
        return None

    async def name_there(self, workspace: WorkspaceId, account: Account) -> str | None:
        return ""  # nobody ever leaves, or is called something else

    async def name_of(self, workspace: WorkspaceId, account: Account) -> str:
        known = MEMBERS.get(account.removeprefix("web:"))
        if known is None:
            raise Refused("the playground has three people: Ada, Grace and Alan")
        return known.name

    async def may_manage(self, account: Account, workspace: WorkspaceId) -> bool:
        return any(one.account == account and one.manager for one in MEMBERS.values()) and (
            workspace == workspace_of(PLAYGROUND)
        )

    def link(self, post: Post, message: MessageId) -> str:
        return f"#post-{post.id}"

    def changed(self, channel: ChannelId) -> None:
        if channel == PLAYGROUND:
            self._changes.announce()

    def _check(self, channel: ChannelId) -> None:
        if channel != PLAYGROUND:
            raise Refused(f"the playground has one channel, {PLAYGROUND}; {channel} is not there")
