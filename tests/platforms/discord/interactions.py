"""A person's press or command on its way: what the bot gets, what it answers, how long that took."""

import asyncio
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.platforms.discord.limits import (
    ALREADY_ACKNOWLEDGED,
    UNKNOWN_INTERACTION,
    UNKNOWN_MESSAGE,
    UNKNOWN_WEBHOOK,
    Refusal,
    check_message,
    check_modal,
)
from tests.platforms.discord.world import (
    ALL_WE_ASK,
    EPHEMERAL,
    Json,
    Posted,
    World,
    dm_payload,
    member_payload,
)

COMMAND, COMPONENT, AUTOCOMPLETE, SUBMIT = 2, 3, 4, 5
PONG, MESSAGE, LATER, UPDATE_LATER, UPDATE, SUGGEST, MODAL = 1, 4, 5, 6, 7, 8, 9
ACKNOWLEDGE_WITHIN = 3.0


@dataclass
class Interaction:
    """`kind` is the type of the callback, None until the bot has answered; seconds are the loop's."""

    id: str
    token: str
    type: int
    user: Json
    channel: str
    permissions: int
    message: Posted | None
    sent_at: float
    acknowledged_at: float | None = None
    kind: int | None = None
    answer: Json = field(default_factory=dict)
    original: Posted | None = None
    replies: list[Posted] = field(default_factory=list)
    _moved: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def latency(self) -> float:
        """Seconds from sending to the first acknowledgement; ValueError if there is none."""
        if self.acknowledged_at is None:
            raise ValueError(f"interaction {self.id} was not acknowledged")
        return self.acknowledged_at - self.sent_at

    @property
    def reply(self) -> Posted:
        """What the person sees in the end."""
        if self.original is None:
            raise ValueError(f"interaction {self.id} has no reply")
        return self.original

    @property
    def suggestions(self) -> list[Json]:
        return list(self.answer.get("choices", []))

    @property
    def modal(self) -> Json:
        """The form that the bot has opened; ValueError if it has not."""
        if self.kind != MODAL:
            raise ValueError(f"interaction {self.id} opened no form")
        return self.answer

    @property
    def is_answered(self) -> bool:
        """True once a person sees something new: a deferred answer counts when it has been filled."""
        return self.kind not in {None, LATER, UPDATE_LATER} or bool(self.replies)

    def moved(self) -> None:
        self._moved.set()

    async def acknowledged(self, within: float = 5) -> "Interaction":
        """TimeoutError if the bot stays silent."""
        return await self._until(lambda: self.kind is not None, within)

    async def answered(self, within: float = 5) -> "Interaction":
        """TimeoutError if the person sees nothing."""
        return await self._until(lambda: self.is_answered, within)

    async def _until(self, done: Callable[[], bool], within: float) -> "Interaction":
        async with asyncio.timeout(within):
            while not done():
                self._moved.clear()
                await self._moved.wait()
        return self


class Interactions:
    """All interactions there were, by token, and the answers that a bot may give."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._by_token: dict[str, Interaction] = {}
        self.impatient = True  # refuse what comes later than three seconds

    def make(
        self,
        type_: int,
        data: Json,
        channel: str,
        user: Json,
        permissions: int,
        message: Posted | None = None,
    ) -> tuple[Interaction, Json]:
        """A new interaction and the payload that the gateway sends for it."""
        world, in_dm = self._world, channel in self._world.dms
        interaction = Interaction(
            world.snowflake(), secrets.token_urlsafe(24), type_, user, channel, permissions, message, _now()
        )
        self._by_token[interaction.token] = interaction
        if in_dm:
            place = dm_payload(channel, world.dms[channel])
            who: Json = {"user": user}
        else:
            thread = world.threads.get(channel)
            place = thread or world.channels[channel].payload(world.guild, world.bot)
            who = {"member": member_payload(user, permissions, user.get("roles", ()))}
        where = {"channel_id": channel, "channel": place}
        what = {"id": interaction.id, "token": interaction.token, "type": type_, "data": data}
        pressed = {"message": message.payload} if message is not None else {}
        around = self._in_direct_messages() if in_dm else self._everywhere()
        return interaction, {**around, **where, **who, **what, **pressed}

    def _in_direct_messages(self) -> Json:
        """What is the same in every interaction of a direct message: it has no guild and no member."""
        of_a_guild = (
            "guild_id",
            "guild",
            "guild_locale",
            "app_permissions",
            "authorizing_integration_owners",
        )
        kept = {key: value for key, value in self._everywhere().items() if key not in of_a_guild}
        owners = {"authorizing_integration_owners": {"0": "0"}, "app_permissions": "0"}
        return kept | owners | {"context": 1}

    def _everywhere(self) -> Json:
        """What is the same in every interaction of our guild."""
        world = self._world
        return {
            "application_id": world.application,
            "guild_id": world.guild,
            "guild": {"id": world.guild, "locale": "en-US", "features": []},
            "version": 1,
            "app_permissions": str(ALL_WE_ASK),
            "locale": "en-US",
            "guild_locale": "en-US",
            "entitlements": [],
            "authorizing_integration_owners": {"0": world.guild},
            "context": 0,
            "attachment_size_limit": 10485760,
        }

    def forget_but(self, kept: int) -> None:
        """The oldest, if there are more; nothing can be answered that has been forgotten."""
        for token in [*self._by_token][:-kept]:
            del self._by_token[token]

    def callback(self, id_: str, token: str, body: Json) -> Json:
        """The bot's first answer, to be given once and within three seconds."""
        interaction = self._by_token.get(token)
        if interaction is None or interaction.id != id_:
            raise Refusal(*UNKNOWN_INTERACTION)
        if interaction.kind is not None:
            raise Refusal(*ALREADY_ACKNOWLEDGED)
        if self.impatient and _now() - interaction.sent_at > ACKNOWLEDGE_WITHIN:
            raise Refusal(*UNKNOWN_INTERACTION)
        self._take(interaction, body["type"], body.get("data") or {})
        interaction.acknowledged_at = _now()
        interaction.kind, interaction.answer = body["type"], body.get("data") or {}
        interaction.moved()
        return self._receipt(interaction)

    def _take(self, interaction: Interaction, kind: int, data: Json) -> None:
        if kind not in _allowed(interaction):
            raise Refusal(400, 50035, "Invalid Form Body", [f"type: {kind} does not answer this interaction"])
        if kind == MESSAGE:
            check_message(data)
            interaction.original = self._write(interaction, data)
            interaction.replies.append(interaction.original)
        elif kind == LATER:
            interaction.original = self._write(interaction, {"flags": data.get("flags", 0)})
        elif kind in {UPDATE, UPDATE_LATER}:
            assert interaction.message is not None
            interaction.original = interaction.message
            if kind == UPDATE:
                check_message(data, edit=True)
                self._edit(interaction, interaction.message, data)
        elif kind == MODAL:
            check_modal(data)
        elif kind == SUGGEST and len(data["choices"]) > 25:
            raise Refusal(400, 50035, "Invalid Form Body", ["choices: Must be 25 or fewer in length."])

    def follow_up(self, token: str, body: Json) -> Json:
        """Another message after the first answer; a repeat is another message, since it has no nonce."""
        interaction = self._known(token)
        check_message(body)
        message = self._write(interaction, body)
        interaction.replies.append(message)
        interaction.moved()
        return message.payload

    def edit(self, token: str, message_id: str, body: Json) -> Json:
        interaction = self._known(token)
        message = self.find(token, message_id)
        check_message(body, edit=True)
        self._edit(interaction, message, body)
        interaction.moved()
        return message.payload

    def find(self, token: str, message_id: str) -> Posted:
        interaction = self._known(token)
        message = interaction.original if message_id == "@original" else self._world.messages.get(message_id)
        if message is None:
            raise Refusal(*UNKNOWN_MESSAGE)
        return message

    def _known(self, token: str) -> Interaction:
        interaction = self._by_token.get(token)
        if interaction is None or interaction.kind is None:
            raise Refusal(*UNKNOWN_WEBHOOK)
        return interaction

    def _write(self, interaction: Interaction, body: Json) -> Posted:
        to = str(interaction.user["id"]) if (body.get("flags") or 0) & EPHEMERAL else None
        return self._world.write(interaction.channel, self._world.bot_user(), body, to)

    def _edit(self, interaction: Interaction, message: Posted, body: Json) -> None:
        self._world.edit(message, {key: value for key, value in body.items() if key != "flags"})
        interaction.replies.append(message)

    def _receipt(self, interaction: Interaction) -> Json:
        receipt: Json = {"id": interaction.id, "type": interaction.type}
        if interaction.original is None:
            return {"interaction": receipt}
        message = interaction.original
        receipt["response_message_id"] = message.id
        receipt["response_message_loading"] = interaction.kind == LATER
        receipt["response_message_ephemeral"] = message.to is not None
        resource: Json = {"type": interaction.kind}
        if interaction.kind in {MESSAGE, UPDATE}:
            resource["message"] = message.payload
        return {"interaction": receipt, "resource": resource}


def _allowed(interaction: Interaction) -> set[int]:
    """A form is opened by a press or a command, never by another form; only a message can be updated."""
    updates = {UPDATE_LATER, UPDATE} if interaction.message is not None else set()
    match interaction.type:
        case 2 | 3:
            return {MESSAGE, LATER, MODAL} | updates
        case 5:
            return {MESSAGE, LATER} | updates
        case _:
            return {SUGGEST}


def _now() -> float:
    return asyncio.get_running_loop().time()
