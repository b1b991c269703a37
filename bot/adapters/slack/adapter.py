"""The Slack adapter: put together, kept running, closed."""

import time
from collections.abc import Sequence
from typing import Any

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

log = structlog.get_logger()

EVENTS = "/slack/events"
"""Where Slack sends everything in HTTP mode."""

LAST_ANSWERS = 2.0
"""Seconds for answers that are under way when we close; Bolt itself does not wait for them."""


class SlackAdapter(SlackChannels, SlackGroups):
    """Implements the ports `Channels`, `Tellers`, `Roster` and `Groups`. Made inside a running loop.

    `step` is how often, in seconds, the connection is looked at and a failed one tried again at first.
    """

    def __init__(self, settings: SlackSettings, study: Study, step: float = 5.0) -> None:
        api = SlackApi(settings)
        super().__init__(api)
        self._app = _bolt(settings)
        self._patience = Patience(step)
        self._members = Members(api, settings.managers, time.monotonic)
        self._listeners = Listeners(api, study, self._members, self._pictures)
        self._listeners.attach(self._app)
        self._socket = None if settings.http else Socket(self._app, api, settings.app_token, self._patience)
        self._is_known = False

    async def run(self) -> None:
        """Until closed; no trouble with Slack ends it."""
        while not self._patience.is_over:
            try:
                await self._introduce()
                await (self._socket.run() if self._socket else self._patience.over())
            except Closed:
                return
            except Exception:  # the boundary to the vendor's client: log it, wait, begin anew
                log.exception("slack adapter begins anew")
                await self._patience.over(self._patience.step)

    async def _introduce(self) -> None:
        """A wrong token is said at the start, not at the first post."""
        who, _ = await self._patience.insist(self._api.identity)
        self._is_known = True
        log.info("slack knows us", workspace=f"slack:{who.get('team_id')}", bot=who.get("user_id"))

    async def may_manage(self, account: Account, workspace: WorkspaceId) -> bool:
        return account.startswith(f"{workspace}/") and await self._members.may_manage(
            account.partition("/")[2]
        )

    def state(self) -> str:
        """`ready`, `connecting`, or what is wrong in a sentence."""
        if self._is_known and (self._socket is None or self._socket.is_connected):
            return "ready"
        return self._patience.trouble or "connecting"

    def routes(self) -> Sequence[web.RouteDef]:
        """What HTTP mode needs on a server that Slack can reach; empty in Socket Mode."""
        return [] if self._socket else [web.post(EVENTS, self._received)]

    async def _received(self, request: web.Request) -> web.Response:
        # Socket Mode needs none of this
        from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request

        answer = await self._app.async_dispatch(await to_bolt_request(request))
        return await to_aiohttp_response(answer)

    async def close(self) -> None:
        """What is being answered gets two seconds to finish, with the socket open for acknowledgements."""
        await self._listeners.settle(LAST_ANSWERS)
        self._patience.end()
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
    )
