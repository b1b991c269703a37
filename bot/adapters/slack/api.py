"""Slack's Web API, with every failure told apart: never again, not now, or nobody knows."""

import asyncio
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.adapters.slack.refusals import BAD_BLOCKS, GONE, OF_THE_APP, OF_THE_TOKEN, PASSING, advice
from bot.cards import File
from bot.config.settings import SlackSettings
from bot.ports.outside import NotServed, Over, Refused, Unreachable
from bot.ports.waits import seconds_asked

Json = dict[str, Any]

NO_FILE = "Slack does not hand the file to the bot. Does it have files:read? `studybot doctor` says so."
OPEN = "apps.connections.open"  # the one method that takes the app token
USUAL_WAIT = 30.0  # seconds, where Slack names none
_TIMEOUT = aiohttp.ClientTimeout(total=15)
_RATE_LIMITED = ("ratelimited", "rate_limited")
_NO_RETRIES: list[Any] = []  # the vendor's handlers post a message twice when a connection breaks


class Misconfigured(NotServed):
    """Slack refuses the app itself, whatever it wants to do."""


class TokenRefused(Misconfigured):
    """Slack does not take the token any more."""


class BadBlocks(Refused):
    """Slack finds fault with what a message shows, or does not know a picture in it yet."""


AS_IS = {"parse": "none", "link_names": False}
"""Goes with every message: Slack makes links and pings of no word by itself."""


class SlackApi:
    """Calls that raise nothing but Refused and Unreachable. Made inside a running loop.

    `token_refused` is set when Slack does not take the bot token; whoever finds it taken again clears it.
    `trace` watches every request.
    """

    def __init__(self, settings: SlackSettings, trace: aiohttp.TraceConfig | None = None) -> None:
        self.token_refused = asyncio.Event()
        base = (settings.api or "https://slack.com").rstrip("/")
        self._session = aiohttp.ClientSession(timeout=_TIMEOUT, trace_configs=[trace] if trace else None)
        self.client = AsyncWebClient(
            token=settings.bot_token,
            base_url=f"{base}/api/",
            session=self._session,
            retry_handlers=_NO_RETRIES,
        )
        if settings.api:
            self.client.proxy = None  # the SDK would send even loopback through the environment's proxy

    async def call(self, method: str, where: str = "", **arguments: Any) -> Json:
        """Slack's answer. `where` names the channel in the words of a refusal."""
        as_is = AS_IS if method.startswith("chat.") else {}
        return _data(await self._send(method, where, json={**as_is, **arguments}))

    async def get(self, method: str, where: str = "", **arguments: Any) -> Json:
        """The same for the methods that Slack documents as GET."""
        return _data(await self._send(method, where, http_verb="GET", params=arguments))

    async def hand_over(self, user: str, file: File) -> None:
        """Put a file among the messages that a person has with the app, where nobody else sees it."""
        room = _data(await self._send("conversations.open", "", json={"users": user}))["channel"]["id"]
        await self.upload(file, channel_id=room)

    async def upload(self, file: File, **where: str) -> str:
        """Slack's id of the file; without a `channel_id` nobody sees it until a message shows it."""
        size = {"filename": file.name, "length": len(file.content)}
        place = _data(await self._send("files.getUploadURLExternal", "", data=size))
        await self._fill(str(place["upload_url"]), file)
        done = {"files": [{"id": place["file_id"], "title": file.name}], **where}
        await self._send("files.completeUploadExternal", "", json=done)
        return str(place["file_id"])

    async def _fill(self, url: str, file: File) -> None:
        try:
            async with self._session.post(
                url, data=file.content, headers={"Content-Type": file.media_type}, proxy=self.client.proxy
            ) as answer:
                status = answer.status
        except (aiohttp.ClientError, TimeoutError, OSError) as problem:
            raise Unreachable(f"Slack did not take the file: {problem!r}") from problem
        if status != 200:
            raise Refused(f"Slack refused the file: {status}")

    async def download(self, url: str, most: int) -> bytes | None:
        """A file's content; None if it has more bytes than `most`.

        Only Slack is shown our token, and where it wants the app to log in instead the app lacks a scope.
        """
        if not self._is_slack(url):
            raise Refused("Slack names a place for the file that is not its own.")
        header = {"Authorization": f"Bearer {self.client.token}"}
        try:
            async with self._session.get(
                url, headers=header, allow_redirects=False, proxy=self.client.proxy
            ) as answer:
                if answer.status != 200:
                    raise Refused(f"{NO_FILE} ({answer.status})")
                content = await _at_most(answer.content, most + 1)
        except (aiohttp.ClientError, TimeoutError, OSError) as problem:
            raise Unreachable(f"Slack did not hand out the file: {problem!r}") from problem
        return content if len(content) <= most else None

    def _is_slack(self, url: str) -> bool:
        place, own = urlsplit(url), urlsplit(self.client.base_url)
        if (place.scheme, place.netloc) == (own.scheme, own.netloc):
            return True
        return place.scheme == "https" and (place.hostname or "").endswith(".slack.com")

    async def open_connection(self, app_token: str) -> str:
        """A one-use address for a Socket Mode connection."""
        headers = {"Authorization": f"Bearer {app_token}"}
        return str(_data(await self._send(OPEN, "", headers=headers))["url"])

    async def identity(self) -> tuple[Json, frozenset[str]]:
        """Whose bot token it is, and what it may do."""
        answer = await self._send("auth.test", "")
        granted = answer.headers.get("x-oauth-scopes", "")
        return _data(answer), frozenset(scope.strip() for scope in granted.split(",") if scope.strip())

    async def respond(self, url: str, payload: Mapping[str, Any]) -> None:
        """Answer a click or a command in private; an address is good for 5 answers in 30 minutes.

        Refused, Unreachable; a second answer would be a second message.
        """
        hook = AsyncWebhookClient(url, session=self._session, retry_handlers=_NO_RETRIES)
        hook.proxy = self.client.proxy
        try:
            answer = await hook.send_dict({**AS_IS, **payload})
        except aiohttp.ClientConnectorError as problem:
            raise Unreachable(f"Slack cannot be reached for the reply: {problem}") from problem
        except (aiohttp.ClientError, TimeoutError, OSError) as problem:
            raise Unreachable(f"Slack did not take the reply: {problem!r}", uncertain=True) from problem
        if answer.status_code >= 500:
            raise Unreachable(f"Slack failed at the reply: {answer.status_code}", uncertain=True)
        if answer.status_code != 200:
            kind = BadBlocks if BAD_BLOCKS in answer.body else Refused
            raise kind(f"Slack refused the reply: {answer.status_code} {answer.body[:100]}")

    async def close(self) -> None:
        await self._session.close()

    async def _send(self, method: str, where: str, **arguments: Any) -> Any:
        try:
            return await self.client.api_call(method, **arguments)
        except SlackApiError as problem:
            told = _told(method, where, problem)
            if isinstance(told, TokenRefused) and method != OPEN:
                self.token_refused.set()
            raise told from problem
        except aiohttp.ClientConnectorError as problem:
            raise Unreachable(f"Slack cannot be reached for {method}: {problem}") from problem
        except (aiohttp.ClientError, TimeoutError, OSError) as problem:
            raise Unreachable(
                f"the connection broke during {method}: {problem!r}", uncertain=True
            ) from problem


async def _at_most(stream: aiohttp.StreamReader, most: int) -> bytes:
    """What the stream holds, but no more than so many bytes."""
    content = b""
    while len(content) < most and (part := await stream.read(most - len(content))):
        content += part
    return content


def _data(answer: Any) -> Json:
    data = answer.data
    return data if isinstance(data, dict) else {}


def _told(method: str, where: str, problem: SlackApiError) -> Refused | Unreachable:
    """What an answer means: a rate limit, an accident inside Slack, or a no for good."""
    response: Any = problem.response  # without a readable body it is aiohttp's own response
    status: int = getattr(response, "status_code", 0) or getattr(response, "status", 0)
    data = _data(response) if hasattr(response, "data") else {}
    error = str(data.get("error", ""))
    if status == 429 or error in _RATE_LIMITED:
        wait = seconds_asked(response.headers.get("Retry-After"))
        wait = USUAL_WAIT if wait is None else wait
        return Unreachable(f"Slack asks us to wait {wait:.0f} s with {method}", wait=wait)
    if not error or error in PASSING or status >= 500:
        return Unreachable(f"Slack failed at {method}: {error or status}", uncertain=True)
    return _kind(error)(advice(error, where, data))


def _kind(error: str) -> type[Refused]:
    if error in OF_THE_TOKEN:
        return TokenRefused
    if error in OF_THE_APP:
        return Misconfigured
    return {BAD_BLOCKS: BadBlocks, GONE: Over}.get(error, Refused)
