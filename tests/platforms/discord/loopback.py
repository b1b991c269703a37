"""What people do on the loopback Discord, and what they see."""

import asyncio
from collections.abc import Callable
from typing import Any

import discord

from tests.platforms.discord.interactions import AUTOCOMPLETE, COMMAND, COMPONENT, SUBMIT, Interaction
from tests.platforms.discord.moderators import Moderators
from tests.platforms.discord.signed_caller import SignedCaller
from tests.platforms.discord.typed import Options, command_data, filled
from tests.platforms.discord.world import ALL_WE_ASK, Json, Posted, user_payload

MANAGER = ALL_WE_ASK | discord.Permissions(manage_guild=True).value


class LoopbackDiscord(Moderators):
    """A server together with its people, who are named by first names and made at first sight."""

    def __init__(self) -> None:
        super().__init__()
        self._people: dict[str, Json] = {}
        self._last: Json = {}
        self.endpoint: SignedCaller | None = None
        self.acts: list[tuple[float, Json]] = []
        """Every press, command and form that was sent, with the loop's seconds."""

    def person(self, name: str, roles: tuple[str, ...] = ()) -> Json:
        """The user of that name, made at first sight."""
        if name not in self._people:
            self._people[name] = user_payload(self.world.snowflake(), name)
        return self._people[name] | {"roles": roles}

    def introduce(self, name: str, shown: str) -> None:
        """Let others see the person under this name."""
        self._people[name] = self.person(name) | {"global_name": shown}

    async def click(
        self,
        message: Posted | str,
        custom_id: str,
        user: str = "ann",
        permissions: int = ALL_WE_ASK,
        roles: tuple[str, ...] = (),
    ) -> Interaction:
        """Press a button, named by its label or custom_id; comes back when the press has been sent."""
        posted = message if isinstance(message, Posted) else self.world.messages[message]
        data = {"custom_id": posted.buttons.get(custom_id, custom_id), "component_type": 2, "id": 1}
        channel = str(posted.payload["channel_id"])
        return await self._send(COMPONENT, data, channel, user, permissions, roles, posted)

    async def slash(
        self,
        command: str,
        options: Options | None = None,
        user: str = "ann",
        permissions: int = ALL_WE_ASK,
        channel: str = "",
        roles: tuple[str, ...] = (),
    ) -> Interaction:
        """Type a command such as `quiz` or `schedule add`; comes back when it has been sent."""
        data = command_data(self.world, self._named(options or {}), command)
        return await self._send(COMMAND, data, channel or self.first_channel, user, permissions, roles)

    async def submit(self, opened: Interaction, text: str = "", **texts: str) -> Interaction:
        """Write into a form and send it: `text` into its one field, or texts into those they are named for.

        The others keep what the bot has filled in. ValueError for a text that its field does not take.
        """
        modal = opened.modal
        data = {"custom_id": modal["custom_id"], "components": filled(modal, texts or {"text": text})}
        interaction, payload = self.interactions.make(
            SUBMIT, data, opened.channel, opened.user, opened.permissions, opened.message
        )
        await self._emit(payload)
        return interaction

    async def autocomplete(
        self, command: str, options: Options, focused: str, user: str = "ann"
    ) -> list[Json]:
        """What is suggested for the focused option."""
        data = command_data(self.world, self._named(options), command, focused)
        sent = await self._send(AUTOCOMPLETE, data, self.first_channel, user, ALL_WE_ASK, ())
        return (await sent.acknowledged()).suggestions

    def _named(self, options: Options) -> Options:
        """A member is named by name in tests, and by number on the wire."""
        return {
            key: self.person(str(value))["id"] if key == "member" else value for key, value in options.items()
        }

    @property
    def first_channel(self) -> str:
        return next(iter(self.world.channels))

    async def _send(
        self,
        type_: int,
        data: Json,
        channel: str,
        user: str,
        permissions: int,
        roles: tuple[str, ...],
        message: Posted | None = None,
    ) -> Interaction:
        person = self.person(user, roles)
        interaction, payload = self.interactions.make(type_, data, channel, person, permissions, message)
        await self._emit(payload)
        return interaction

    async def _emit(self, payload: Json) -> None:
        self._last = payload
        self.acts.append((asyncio.get_running_loop().time(), payload))
        await self._deliver(payload)

    async def _deliver(self, payload: Json) -> None:
        """To the application's endpoint, where it has one, or else by the gateway."""
        if self.endpoint is None:
            await self.gateway.emit("INTERACTION_CREATE", payload)
        else:
            await self.endpoint.send(payload)

    async def send_again(self) -> None:
        """Deliver the last interaction once more, as Discord may after a resume."""
        await self._deliver(self._last)

    def messages(self, channel: str = "") -> list[Posted]:
        """What everybody sees in a channel, oldest first."""
        wanted = channel or self.first_channel
        shown = [message for message in self.world.messages.values() if message.to is None]
        return [message for message in shown if message.payload["channel_id"] == wanted]

    def ephemerals(self, user: str) -> list[Posted]:
        """What only this person sees, oldest first."""
        id_ = self.person(user)["id"]
        return [message for message in self.world.messages.values() if message.to == id_]

    def direct(self, user: str) -> list[Posted]:
        """The direct messages that a person got, oldest first."""
        id_ = self.person(user)["id"]
        rooms = {room for room, who in self.world.dms.items() if who == id_}
        return [message for room in rooms for message in self.messages(room)]

    async def wait_for(self, predicate: Callable[[], Any], within: float = 5) -> Any:
        """The predicate's first true answer, looked at again and again; TimeoutError if there is none."""
        async with asyncio.timeout(within):
            while not (found := predicate()):  # noqa: ASYNC110 - what is waited for may be anywhere
                await asyncio.sleep(0.005)
        return found
