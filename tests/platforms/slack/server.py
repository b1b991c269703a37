"""The loopback server itself, and what a test does with it: click, type commands, look, break things."""

import asyncio
import re
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, Self, TypeVar

from aiohttp import web

from tests.platforms.held import Held
from tests.platforms.slack import payloads
from tests.platforms.slack.calls import Calls, Recorded
from tests.platforms.slack.delivery import Delivered, HttpMode, SocketMode
from tests.platforms.slack.faults import Fault
from tests.platforms.slack.limits import check_view
from tests.platforms.slack.triggers import Triggers
from tests.platforms.slack.world import Json, Message, View, World

GENERAL = "C0GENERAL"
T = TypeVar("T")


class LoopbackSlack:
    """`async with LoopbackSlack() as slack:` listens on a free port of this machine."""

    def __init__(self) -> None:
        self.world = World()
        self.socket = SocketMode(self.world, self._changed)
        self.http = HttpMode(self.world)
        self._triggers = Triggers(self.world)
        self._calls = Calls(self.world, self._triggers, self.socket, self._changed)
        self.requests = self._calls.requests
        self._waiting: set[asyncio.Event] = set()
        self._runner: web.AppRunner | None = None
        self.api = ""
        self.acts: list[tuple[float, Json]] = []
        """Every click, command and form that was delivered, with the loop's seconds."""

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *exc: object) -> None:
        await self.stop()

    async def start(self, port: int = 0, routes: Iterable[web.RouteDef] = ()) -> None:
        app = web.Application()
        app.router.add_routes(routes)
        app.router.add_get("/socket/{ticket}", self.socket.handle)
        app.router.add_post("/respond/{token}", self._calls.respond)
        app.router.add_post("/upload/{file}", self._calls.upload)
        app.router.add_get("/files-pri/{file}/download/{name}", self._calls.download)
        app.router.add_route("*", "/api/{method}", self._calls.handle)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", port).start()
        host, port = self._runner.addresses[0][:2]
        self.api = self._calls.address = self.world.address = f"http://{host}:{port}"

    async def stop(self) -> None:
        await self.socket.drop()
        if self._runner is not None:
            await self._runner.cleanup()

    # what people do

    async def click(self, target: Message | View | str, button: str, user: str = "ada") -> Delivered:
        """Press a button by its label, value or action_id; `target` may be a message's ts."""
        place = self._message(target) if isinstance(target, str) else target
        person = self.world.user(user)
        payload = payloads.block_action(self.world, _button(place.buttons, button), person, place)
        channel = place.channel
        payload["trigger_id"] = self._triggers.new_id(person.id, channel)
        if isinstance(place, Message):
            payload["response_url"] = self._url(place.channel, person.id, place)
        return await self._deliver("interactive", payload)

    async def command(
        self, text: str, user: str = "ada", channel: str = GENERAL, command: str = "/study"
    ) -> Delivered:
        person = self.world.user(user)
        payload = payloads.slash_command(self.world, command, text, person, channel)
        payload["trigger_id"] = self._triggers.new_id(person.id, channel)
        payload["response_url"] = self._url(channel, person.id, None)
        return await self._deliver("slash_commands", payload)

    async def submit_view(self, view: View, user: str = "ada", **values: Any) -> Delivered:
        """Fill in a modal by block_id and send it."""
        payloads.fill(view, values)
        payload = payloads.view_submission(self.world, view, self.world.user(user))
        delivered = await self._deliver("interactive", payload)
        match delivered.answer.get("response_action"):
            case "update":
                check_view(delivered.answer["view"])
                view.content = delivered.answer["view"]
            case "errors":
                view.errors = delivered.answer["errors"]
            case _:
                view.is_open = False
        return delivered

    async def open_home(self, user: str = "ada") -> Delivered:
        return await self._deliver("events_api", payloads.home_opened(self.world, self.world.user(user)))

    async def redeliver(self, delivered: Delivered) -> Delivered:
        """Send the same once more, as Slack does when it has missed the acknowledgement.

        It goes to the youngest connection, which need not be the one that had it before.
        """
        return await self._deliver(delivered.kind, delivered.payload, 1, delivered.envelope)

    # what can be seen

    def messages(self, channel: str = GENERAL) -> list[Message]:
        return [m for m in self.world.messages if m.channel == channel and not m.to and not m.deleted]

    def ephemerals(self, user: str = "ada") -> list[Message]:
        id_ = self.world.user(user).id
        return [message for message in self.world.messages if message.to == id_ and not message.deleted]

    def direct(self, user: str = "ada") -> list[Message]:
        """What the app has written to a person."""
        return self.messages(f"D{self.world.user(user).id[1:]}")

    def modals(self, user: str = "ada") -> list[View]:
        id_ = self.world.user(user).id
        return [view for view in self.world.views.values() if view.user == id_ and view.is_open]

    def home(self, user: str = "ada") -> View | None:
        return self.world.homes.get(self.world.user(user).id)

    def answers(self, payload: Json) -> list[Message]:
        """What was answered to a click or a command at the address that was given with it."""
        return self._triggers.answers(payload["response_url"].rpartition("/")[2])

    def calls(self, method: str) -> list[Recorded]:
        return [request for request in self.requests if request.method == method]

    async def wait_for(self, look: Callable[[], T | None], within: float = 5.0) -> T:
        """What `look` gives as soon as that is true; TimeoutError names the calls so far."""
        event = asyncio.Event()
        self._waiting.add(event)
        try:
            async with asyncio.timeout(within):
                while not (found := look()):
                    await event.wait()
                    event.clear()
                return found
        except TimeoutError:
            calls = [(request.method, request.status, request.error) for request in self.requests[-10:]]
            raise TimeoutError(f"it never happened; the last calls: {calls}") from None
        finally:
            self._waiting.discard(event)

    # what can go wrong

    def fail(self, method: str, **how: Any) -> None:
        """Fail the next calls whose method matches; see Fault."""
        self._calls.faults.order(Fault(re.compile(method), **how))

    @property
    def secrets(self) -> list[str]:
        """What lets whoever has it answer a click in our name."""
        return self._triggers.secrets

    def forget_addresses(self, kept: int = 600) -> None:
        """Triggers and addresses for answers, but for the latest."""
        self._triggers.forget_but(kept)

    def hold(self, method: str, *, accepted: bool = False, times: int = 1) -> Held:
        """Keep the next calls whose method matches waiting; see Fault."""
        held = Held()
        self.fail(method, times=times, accepted=accepted, held=held)
        return held

    def calm(self) -> None:
        """Order nothing more; what waits already goes on waiting."""
        self._calls.faults.clear()

    # underneath

    def _changed(self) -> None:
        for event in self._waiting:
            event.set()

    def _message(self, ts: str) -> Message:
        message = self.world.message(ts)
        if message is None:
            raise LookupError(f"no message {ts}")
        return message

    def _url(self, channel: str, user: str, original: Message | None) -> str:
        return f"{self.api}/respond/{self._triggers.new_url(channel, user, original)}"

    async def _deliver(self, kind: str, payload: Json, retry: int = 0, envelope: str = "") -> Delivered:
        delivered = Delivered(kind, payload, envelope or self.world.id("E"))
        loop = asyncio.get_running_loop()
        if not self.http.address:
            await self.wait_for(lambda: self.socket.connections)
        start = loop.time()
        self.acts.append((start, payload))
        send = self.http.send if self.http.address else partial(self.socket.send, delivered.envelope)
        delivered.answer = await send(kind, payload, retry)
        delivered.latency = loop.time() - start
        self._changed()
        return delivered


def _button(buttons: list[Json], wanted: str) -> Json:
    for button in buttons:
        if wanted in (button["text"]["text"], button.get("value"), button["action_id"]):
            return button
    raise LookupError(f"no button {wanted!r} among {[button['text']['text'] for button in buttons]}")
