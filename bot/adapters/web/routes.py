"""What the playground's server answers."""

import asyncio
import re
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any

import structlog
from aiohttp import web

from bot.adapters.web.changes import Changes
from bot.adapters.web.completion import complete
from bot.adapters.web.forms import values_of
from bot.adapters.web.pages import Pages
from bot.adapters.web.pictures import Pictures
from bot.adapters.web.replies import Replies
from bot.adapters.web.uploads import file_of, form_of
from bot.adapters.web.visitors import Visitor, visitor_of
from bot.app.study import Study
from bot.app.underway import LATE_AFTER, UnderWay
from bot.cards import Reply
from bot.commands import Command
from bot.domain.people import Actor
from bot.presses import Press, decode
from bot.wording.replies import old_button_card, waiting_card

LONGEST_TEXT = 500
NUMBER = r"\d{1,9}"
BREATH = 0.1
"""Seconds between two events of one stream: a burst of changes costs a page one look."""
MOST_WATCHING = 200
"""Open streams at once; the pages beyond see changes when they are reloaded."""
HEARTBEAT = 5.0
"""Seconds of silence after which a stream is written to, which finds out whether its page is still there."""

log = structlog.get_logger()


class Routes:
    def __init__(
        self,
        study: Study,
        pages: Pages,
        replies: Replies,
        pictures: Pictures,
        changes: Changes,
        read_command: Callable[[str], Command],
        health: Callable[[], Mapping[str, str]],
    ) -> None:
        self._study = study
        self._pages = pages
        self._replies = replies
        self._pictures = pictures
        self._changes = changes
        self._read_command = read_command
        self._health = health
        self._under_way = UnderWay()
        self._watching = 0

    def table(self) -> list[web.RouteDef]:
        return [
            web.get("/", self.show),
            web.post("/press", self.press),
            web.post("/say", self.say),
            web.post("/submit", self.submit),
            web.post("/dismiss", self.dismiss),
            web.get(f"/files/{{number:{NUMBER}}}", self.file),
            web.get(r"/pictures/{name:[a-z0-9-]+\.png}", self.picture),
            web.get("/changes", self.changes),
            web.get("/complete", self.complete),
            web.get("/healthz", self.healthz),
            web.get("/readyz", self.readyz),
        ]

    async def show(self, request: web.Request) -> web.Response:
        visitor = visitor_of(request)
        response = web.Response(text=await self._pages.channel(visitor), content_type="text/html")
        response.headers["Cache-Control"] = "no-store"
        visitor.remember(response)
        return response

    async def press(self, request: web.Request) -> web.Response:
        visitor, form = visitor_of(request), await form_of(request)
        work = self._led(form.get("token", ""), visitor, self._study.press)
        return await self._answered(visitor, work, _number(form))

    async def submit(self, request: web.Request) -> web.Response:
        """Texts have been written into a form, or a file was put into it."""
        visitor, form = visitor_of(request), await form_of(request)
        values, file = values_of(form), await file_of(request)

        def submitted(press: Press, actor: Actor) -> Awaitable[Reply]:
            if file is not None:
                return self._study.hand_in(press, file, actor)
            return self._study.submit(press, values, actor)

        # the form has done its work, whatever the core says of the message behind it
        work = self._led(form.get("token", ""), visitor, submitted)
        return await self._answered(visitor, work, _number(form), replaces=True)

    async def _led(
        self, token: str, visitor: Visitor, use: Callable[[Press, Actor], Awaitable[Reply]]
    ) -> Reply:
        """What the press behind a token leads to."""
        press = decode(token)
        if press is None:
            log.warning("unknown button", account=visitor.actor.account)  # a forged one may hold any text
            return Reply(old_button_card())
        try:
            return await use(press, visitor.actor)
        except Exception:
            log.exception("press failed", token=token, account=visitor.actor.account)
            return self._study.apology()

    async def say(self, request: web.Request) -> web.Response:
        visitor, form = visitor_of(request), await form_of(request)
        text = form.get("text", "").strip()[:LONGEST_TEXT]
        return await self._answered(visitor, self._say(text, visitor), None)

    async def _say(self, text: str, visitor: Visitor) -> Reply:
        try:
            command = self._read_command(text)
            return await self._study.command(command, visitor.actor)
        except Exception:
            log.exception("command failed", account=visitor.actor.account)
            return self._study.apology()

    async def _answered(
        self,
        visitor: Visitor,
        work: Coroutine[Any, Any, Reply],
        pressed_in: int | None,
        replaces: bool = False,
    ) -> web.Response:
        """Lead to the reply; one that is late takes the place of a word that says so."""

        async def show() -> int:
            reply = await work
            shown = replace(reply, replaces=True) if replaces or said is not None else reply
            return self._show(visitor, shown, pressed_in if said is None else said)

        said: int | None = None
        showing = self._under_way.keep(asyncio.create_task(show()))
        on_time, _ = await asyncio.wait([showing], timeout=LATE_AFTER)
        if on_time:
            number = showing.result()
        else:
            number = said = self._show(visitor, Reply(waiting_card(), replaces=replaces), pressed_in)
        return _see_other(f"{visitor.at('/')}#reply-{number}")

    def _show(self, visitor: Visitor, reply: Reply, pressed_in: int | None) -> int:
        number = self._replies.add(visitor.actor.account, reply, pressed_in)
        self._changes.announce()
        return number

    async def settle(self, patience: float) -> None:
        """Wait at most so many seconds for replies that are late."""
        await self._under_way.settle(patience)

    async def dismiss(self, request: web.Request) -> web.Response:
        visitor, form = visitor_of(request), await form_of(request)
        if form.get("reply") == "all":
            self._replies.dismiss_all(visitor.actor.account)
        elif (number := _number(form)) is not None:
            self._replies.dismiss(visitor.actor.account, number)
        self._changes.announce()
        return _see_other(f"{visitor.at('/')}#replies")

    async def file(self, request: web.Request) -> web.Response:
        """What came with a private reply, to the person it was for."""
        account = visitor_of(request).actor.account
        file = self._replies.file(account, int(request.match_info["number"]))
        if file is None:
            raise web.HTTPNotFound(text="This file is gone; ask for it once more.")
        headers = {
            "Content-Type": file.media_type,
            "Content-Disposition": f'attachment; filename="{file.name}"',
            "Cache-Control": "no-store",
        }
        return web.Response(body=file.content, headers=headers)

    async def picture(self, request: web.Request) -> web.Response:
        """A picture of a card; its name belongs to its content, so it never changes."""
        content = self._pictures.find(request.match_info["name"])
        if content is None:
            raise web.HTTPNotFound(text="This picture is gone; reload the page.")
        headers = {"Cache-Control": "private, max-age=86400, immutable"}
        return web.Response(body=content, content_type="image/png", headers=headers)

    async def changes(self, request: web.Request) -> web.StreamResponse:
        """Server-sent events: the mark of every state that the channel reaches."""
        if self._watching >= MOST_WATCHING:
            raise web.HTTPServiceUnavailable(text="Too many pages watch.", headers={"Retry-After": "60"})
        self._watching += 1
        try:
            return await self._watch(request)
        finally:
            self._watching -= 1

    async def _watch(self, request: web.Request) -> web.StreamResponse:
        since = request.headers.get("Last-Event-ID", request.query.get("since", ""))
        response = web.StreamResponse(
            headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
        )
        await response.prepare(request)
        await response.write(b"retry: 1000\n\n")
        with suppress(ConnectionError):  # the page has been closed
            async for mark in self._changes.watch(since, HEARTBEAT):
                await response.write(f"id: {mark}\ndata: {mark}\n\n".encode() if mark else b":\n\n")
                await asyncio.sleep(BREATH)
        return response

    async def complete(self, request: web.Request) -> web.Response:
        typed = request.query.get("text", "")[:LONGEST_TEXT]
        workspace = visitor_of(request).actor.workspace
        return web.json_response(await complete(typed, self._study, workspace))

    async def healthz(self, request: web.Request) -> web.Response:
        return web.json_response({"status": "alive"})

    async def readyz(self, request: web.Request) -> web.Response:
        parts = self._health()
        ready = all(state in ("ready", "off") for state in parts.values())
        return web.json_response(dict(parts), status=200 if ready else 503)


def _number(form: Mapping[str, str]) -> int | None:
    """Of the private reply whose button was pressed."""
    number = form.get("reply", "")
    return int(number) if re.fullmatch(NUMBER, number) else None


def _see_other(address: str) -> web.Response:
    return web.Response(status=303, headers={"Location": address})
