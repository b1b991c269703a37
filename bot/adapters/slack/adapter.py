"""The Slack adapter: put together, kept running, closed."""

import asyncio
import logging
import time
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import aiohttp
import structlog
from aiohttp import web
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

from bot.adapters.slack.actors import Members
from bot.adapters.slack.api import SlackApi
from bot.adapters.slack.channels import SlackChannels
from bot.adapters.slack.groups import SlackGroups
from bot.adapters.slack.listeners import Listeners
from bot.adapters.slack.patience import Closed, Patience
from bot.adapters.slack.socket import Socket
from bot.app.study import Study
from bot.config.settings import SlackSettings
from bot.domain.ids import Account, WorkspaceId
from bot.ports.meter import UNMEASURED, Meter

log = structlog.get_logger()

LAST_ANSWERS = 2.0
"""Seconds for answers that are under way when we close; Bolt itself does not wait for them."""


class SlackAdapter(SlackChannels, SlackGroups):
    """Implements the ports `Channels`, `Tellers`, `Roster` and `Groups`. Made inside a running loop.

    `step` is how often, in seconds, the connection is looked at and a failed one tried again at first.
    """

    def __init__(
        self,
        settings: SlackSettings,
        study: Study,
        step: float = 5.0,
        meter: Meter = UNMEASURED,
        trace: aiohttp.TraceConfig | None = None,
    ) -> None:
        api = SlackApi(settings, trace)
        self._settings, self._meter = settings, meter
        super().__init__(api)
        self._app = _bolt(settings)
        self._patience, self._asking = Patience(step), Patience(step)
        self._members = Members(api, settings.managers, time.monotonic)
        self._listeners = Listeners(api, study, self._members, self._pictures)
        self._listeners.attach(self._app)
        self._socket = (
            None if settings.http else Socket(self._app, api, settings.app_token, self._patience, meter)
        )
        self._is_known = False

    async def run(self) -> None:
        """Until closed; no trouble with Slack ends it."""
        while not self._patience.is_over:
            try:
                await self._introduce()
                await self._serve()
            except Closed:
                return
            except Exception:  # the boundary to the vendor's client: log it, wait, begin anew
                log.exception("slack adapter begins anew")
                await self._patience.over(self._patience.step)

    async def _introduce(self) -> None:
        """A wrong token is said at the start, not at the first post."""
        who, _ = await self._asking.insist(self._api.identity)
        self._api.token_refused.clear()
        self._is_known = True
        log.info("slack knows us", workspace=f"slack:{who.get('team_id')}", bot=who.get("user_id"))

    async def _serve(self) -> None:
        """Until closed, over a socket or HTTP."""
        watching = asyncio.create_task(self._watch_token())
        try:
            await (self._socket.run() if self._socket else self._patience.over())
        finally:
            watching.cancel()

    async def _watch_token(self) -> None:
        """The socket stays open when the bot token is revoked, so that only a call can tell."""
        with suppress(Closed):
            while True:
                await self._api.token_refused.wait()
                self._is_known = False
                await self._introduce()

    async def may_manage(self, account: Account, workspace: WorkspaceId) -> bool:
        return account.startswith(f"{workspace}/") and await self._members.may_manage(
            account.partition("/")[2]
        )

    def state(self) -> str:
        """`ready`, `connecting`, or what is wrong in a sentence."""
        if self._is_known and (self._socket is None or self._socket.is_connected):
            return "ready"
        return self._asking.trouble or self._patience.trouble or "connecting"

    def routes(self) -> Sequence[web.RouteDef]:
        """What HTTP mode needs on a server that Slack can reach; empty in Socket Mode."""
        if self._socket:
            return []
        from bot.adapters.slack.endpoint import Endpoint  # Socket Mode needs none of it

        return Endpoint(self._app, self._settings.signing_secret, self._meter).routes()

    async def close(self) -> None:
        """What is being answered gets two seconds to finish, with the socket open for acknowledgements."""
        await self._listeners.settle(LAST_ANSWERS)
        for patience in (self._patience, self._asking):
            patience.end()
        await self._api.close()


def _bolt(settings: SlackSettings) -> AsyncApp:
    async def authorize(**_: Any) -> AuthorizeResult:
        """One workspace, one token: Bolt's own way would ask Slack before the first acknowledgement."""
        return AuthorizeResult(enterprise_id=None, team_id=None, bot_token=settings.bot_token)

    return AsyncApp(
        name="studybot",
        client=AsyncWebClient(),  # never used: it keeps Bolt from looking for a token by itself
        authorize=authorize,
        signing_secret=settings.signing_secret,
        # else it takes the root's level, at which it logs what a form is answered with
        logger=logging.getLogger("slack_bolt"),
    )
