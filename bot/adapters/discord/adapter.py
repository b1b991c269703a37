"""The adapter as the rest of the program sees it: a loop that keeps Discord connected, and its channels."""

import asyncio
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, Final

import aiohttp
import discord
import structlog
from aiohttp import web

from bot.adapters.discord import channels, groups, people, roster
from bot.adapters.discord.client import StudyClient, point_at
from bot.adapters.discord.desk import Desk
from bot.adapters.discord.endpoint import Endpoint
from bot.adapters.discord.pace import Pace
from bot.adapters.discord.words import INTENTS_REFUSED, LOGIN_REFUSED, NOT_CONNECTED, banned
from bot.app.study import Study
from bot.cards import Card
from bot.config.settings import DiscordSettings
from bot.domain.announcement import Post
from bot.domain.ids import Account, MessageId, WorkspaceId
from bot.ports.meter import UNMEASURED, Meter
from bot.ports.outside import Unreachable

log = structlog.get_logger()

FIRST_WAIT: Final = 1.0
LONGEST_WAIT: Final = 60.0
WAIT_FOR_A_PERSON: Final = 300.0
"""Seconds between tries; the last for what only a person can mend."""

STEADY: Final = 60.0
"""Seconds after which a connection counts as a good one: Discord allows a thousand new ones a day."""

LOGIN_WITHIN: Final = 3.0
"""Seconds that posts and edits wait for a login under way, so that what a crash has left is not put off.

As long again posts wait for the gateway's word of their server, without which no refusal can be explained.
"""

LAST_REPLIES: Final = 2.0
"""Seconds for replies that are under way when we close."""

READY, CONNECTING = "ready", "connecting"
REFUSALS = {4004: LOGIN_REFUSED, 4013: INTENTS_REFUSED, 4014: INTENTS_REFUSED}


class DiscordAdapter:
    """Posts to `discord:<guild>/<channel>` and answers presses and commands while `run` runs.

    `jitter` gives a number from 0 to 1 that spreads the tries of many bots; `make_client` builds the client
    for one login, since discord.py's cannot be used again after it failed; `now` is in seconds. `trace`
    watches every request. With a public key interactions come by HTTP, and no connection is kept.
    """

    def __init__(
        self,
        settings: DiscordSettings,
        study: Study,
        jitter: Callable[[], float],
        make_client: Callable[[Desk, Pace], StudyClient] = StudyClient,
        now: Callable[[], float] = time.monotonic,
        meter: Meter = UNMEASURED,
        trace: aiohttp.TraceConfig | None = None,
    ) -> None:
        self._settings = settings
        self._desk = Desk(study, settings.manager_roles, meter)
        self._jitter = jitter
        self._make_client = make_client
        self._pace = Pace(now, trace)
        self._client: StudyClient | None = None
        self._closing = asyncio.Event()
        self._failures = 0
        self._trouble = self._last = ""

    def state(self) -> str:
        """`ready`, `connecting` and why that fails, or what a person has to mend."""
        if ban := self._pace.ban():
            return banned(ban)
        client = self._client
        if client is not None and client.connected_at is not None and not client.is_closed():
            return READY if client.connected else CONNECTING
        return self._trouble or self._last or CONNECTING

    async def run(self) -> None:
        """Stay connected until `close`; no failure gets out."""
        point_at(self._settings)
        while not self._closing.is_set():
            client = self._client = self._make_client(self._desk, self._pace)
            self._note(await self._serve(client), was_connected=_lasted(client))
            with suppress(TimeoutError):
                await asyncio.wait_for(self._closing.wait(), self._pause())

    async def _serve(self, client: StudyClient) -> Exception | None:
        """Log in and serve until something breaks; what it was, None for a clean end."""
        try:
            await client.login(self._settings.token)
            if not self._settings.public_key:
                # without discord.py's own reconnecting, since a failed first connection breaks that
                await client.connect(reconnect=False)
            else:
                client.is_served_by_http = True
                await client.on_connect()
                await client.has_ended.wait()
        except Exception as error:  # noqa: BLE001 - the boundary: whatever discord.py fails with, we try again
            return error
        finally:
            await client.close()
        return None

    def _note(self, error: Exception | None, was_connected: bool) -> None:
        self._failures = 0 if was_connected else self._failures + 1
        trouble = for_a_person(error)
        if trouble and trouble != self._trouble:
            log.error("discord.needs_a_person", what=trouble)
        elif not trouble and not self._closing.is_set():
            why = repr(error) if error else "ended"
            log.warning("discord.connection_lost", error=why, failures=self._failures)
            self._last = f"{CONNECTING}; the last connection failed: {error or why}"
        self._trouble = trouble

    def _pause(self) -> float:
        """Seconds until the next login."""
        if self._trouble:
            return WAIT_FOR_A_PERSON
        longest = min(LONGEST_WAIT, FIRST_WAIT * 2.0 ** min(self._failures, 10))
        return max(longest * (1 + self._jitter()) / 2, self._pace.ban())

    def routes(self, now: Callable[[], float]) -> Sequence[web.RouteDef]:
        """What interactions by HTTP need on a server that Discord can reach; empty with the gateway.

        `now` gives seconds since 1970.
        """
        key = self._settings.public_key
        return Endpoint(key, now, self._deliver).routes() if key else ()

    def _deliver(self, interaction: Any) -> bool:
        if self._client is None or not self._client.connected:
            return False
        self._client.take(interaction)
        return True

    async def close(self) -> None:
        """Let the replies under way reach their people, then disconnect."""
        self._closing.set()
        await self._desk.finish(LAST_REPLIES)
        if self._client is not None:
            await self._client.close()

    async def post(self, post: Post, card: Card) -> MessageId:
        return await channels.post(await self._informed(post), post, card)

    async def find(self, post: Post, card: Card) -> MessageId | None:
        return await channels.find(await self._informed(post), post, card)

    async def edit(self, post: Post, message: MessageId, card: Card) -> None:
        await channels.edit(await self._served(), post, message, card)

    async def tell(self, account: Account, card: Card) -> None:
        await people.tell(self._live(), account, card)

    async def title(self, workspace: WorkspaceId, group: str) -> str:
        return await groups.title(self._live(), workspace, group)

    async def members(self, workspace: WorkspaceId, group: str) -> Sequence[tuple[Account, str]] | None:
        if not self._settings.members_intent:
            return None
        return await groups.members(self._live(), workspace, group)

    async def name_there(self, workspace: WorkspaceId, account: Account) -> str | None:
        return await groups.name_there(self._live(), workspace, account)

    async def name_of(self, workspace: WorkspaceId, account: Account) -> str:
        return await groups.name_of(self._live(), workspace, account)

    async def may_manage(self, account: Account, workspace: WorkspaceId) -> bool:
        return await roster.may_manage(self._live(), account, workspace, self._settings.manager_roles)

    def link(self, post: Post, message: MessageId) -> str:
        return channels.link(post, message)

    async def _served(self) -> StudyClient:
        if self._client is not None:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._client.has_logged_in.wait(), LOGIN_WITHIN)
        return self._live()

    async def _informed(self, post: Post) -> StudyClient:
        """Served, and told what the bot may do in the post's channel, unless the gateway is late with it."""
        client = await self._served()
        with suppress(TimeoutError):
            await asyncio.wait_for(client.hear_of(channels.parts(post.channel)[0]), LOGIN_WITHIN)
        return client

    def _live(self) -> StudyClient:
        if self._client is None or not self._client.logged_in:
            raise Unreachable(NOT_CONNECTED)
        return self._client


def _lasted(client: StudyClient) -> bool:
    """False for a login that failed, and for a connection too short to call the next one a first try."""
    now = asyncio.get_running_loop().time()
    return client.connected_at is not None and now - client.connected_at >= STEADY


def for_a_person(error: Exception | None) -> str:
    """What somebody has to do before another try makes sense; "" if it may mend itself."""
    match error:
        case discord.LoginFailure():
            return LOGIN_REFUSED
        case discord.ConnectionClosed(code=code) if code in REFUSALS:
            return REFUSALS[code]
        case _:
            return ""
