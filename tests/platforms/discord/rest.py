"""The REST side: one small function for each endpoint, all of them plain calls on the world."""

import re
from collections.abc import Callable
from typing import Any

from tests.platforms.discord.interactions import Interactions
from tests.platforms.discord.limits import (
    CLOSED_DM,
    MISSING_ACCESS,
    MISSING_PERMISSIONS,
    THREAD_ARCHIVED,
    THREAD_LOCKED,
    UNKNOWN_CHANNEL,
    UNKNOWN_GUILD,
    UNKNOWN_MEMBER,
    UNKNOWN_MESSAGE,
    Refusal,
    check_commands,
    check_message,
)
from tests.platforms.discord.world import ALL_WE_ASK, Channel, Json, Posted, World

OPEN: Json = {"thread_metadata": {"archived": False, "locked": False}}
Handler = Callable[..., Any]
HAS_THREAD = 1 << 5


class Rest:
    def __init__(self, world: World, interactions: Interactions) -> None:
        self._world = world
        self._interactions = interactions
        self._routes = [(method, re.compile(path), handler) for method, path, handler in self._table()]

    def _table(self) -> list[tuple[str, str, Handler]]:
        return [*self._interaction_routes(), *self._own_routes(), *self._channel_routes()]

    def _interaction_routes(self) -> list[tuple[str, str, Handler]]:
        hook, known = r"/webhooks/\d+/([^/]+)", self._interactions
        return [
            ("POST", r"/interactions/(\d+)/([^/]+)/callback", self._callback),
            ("POST", hook, lambda query, body, token: known.follow_up(token, body)),
            ("GET", rf"{hook}/messages/([^/]+)", lambda query, body, *key: known.find(*key).payload),
            (
                "PATCH",
                rf"{hook}/messages/([^/]+)",
                lambda query, body, token, id_: known.edit(token, id_, body),
            ),
        ]

    def _own_routes(self) -> list[tuple[str, str, Handler]]:
        commands = r"/applications/\d+/commands"
        return [
            ("GET", "/users/@me", lambda query, body: self._world.bot_user()),
            ("POST", "/users/@me/channels", lambda query, body: self._world.open_dm(body["recipient_id"])),
            ("GET", "/users/@me/guilds", lambda query, body: self._guilds()),
            ("GET", "/(?:oauth2/)?applications/@me", lambda query, body: self._application()),
            ("GET", r"/guilds/(\d+)", self._guild),
            ("GET", r"/guilds/(\d+)/members", self._members),
            ("GET", r"/guilds/(\d+)/members/(\d+)", self._member),
            ("GET", r"/guilds/(\d+)/channels", self._channels),
            ("GET", commands, lambda query, body: self._world.commands),
            ("PUT", commands, self._put_commands),
        ]

    def _channel_routes(self) -> list[tuple[str, str, Handler]]:
        channel, message = r"/channels/(\d+)", r"/channels/(\d+)/messages/(\d+)"
        return [
            ("GET", channel, self._see_channel),
            ("PATCH", channel, self._change_thread),
            ("GET", f"{channel}/messages", self._history),
            ("POST", f"{channel}/messages", self._post),
            ("GET", message, lambda query, body, channel, id_: self._message(channel, id_).payload),
            ("PATCH", message, self._edit),
            ("POST", f"{message}/threads", self._thread),
        ]

    def answer(self, method: str, path: str, query: dict[str, str], body: Any) -> Any:
        """The JSON of the answer, None for 204; Refusal for an error."""
        for known, pattern, handler in self._routes:
            if known == method and (match := pattern.fullmatch(path)):
                return handler(query, body, *match.groups())
        raise Refusal(404, 0, "404: Not Found")

    def _callback(self, query: dict[str, str], body: Json, id_: str, token: str) -> Json | None:
        receipt = self._interactions.callback(id_, token, body)
        return receipt if query.get("with_response") in {"1", "true"} else None

    def _guilds(self) -> list[Json]:
        guild = self._world.guild_payload()
        listed = {"id": guild["id"], "name": guild["name"], "icon": None, "banner": None, "owner": False}
        rights: Json = {"permissions": str(ALL_WE_ASK), "features": []}
        return [listed | rights] if self._world.in_guild else []

    def _guild(self, query: dict[str, str], body: None, id_: str) -> Json:
        if id_ != self._world.guild or not self._world.in_guild:
            raise Refusal(*UNKNOWN_GUILD)
        return self._world.guild_payload()

    def _member(self, query: dict[str, str], body: None, guild: str, user: str) -> Json:
        members = self._guild(query, body, guild)["members"]
        found = next((one for one in members if one["user"]["id"] == user), None)
        if found is None and user in self._world.enrolled:
            return self._world.enrol(user)
        if found is None and user not in self._world.members:
            raise Refusal(*UNKNOWN_MEMBER)
        return dict(found or self._world.members[user])

    def _members(self, query: dict[str, str], body: None, guild: str) -> list[Json]:
        """A page in the order of their numbers, for applications with the privileged intent."""
        self._guild(query, body, guild)
        if not self._world.may_list_members:
            raise Refusal(*MISSING_ACCESS)
        after, limit = int(query.get("after", 0)), int(query.get("limit", 1))
        numbers = sorted((id_ for id_ in self._world.enrolled if int(id_) > after), key=int)
        return [self._world.enrol(id_) for id_ in numbers[:limit]]

    def _channels(self, query: dict[str, str], body: None, guild: str) -> list[Json]:
        return list(self._guild(query, body, guild)["channels"])

    def _application(self) -> Json:
        team = {"owner": {**self._world.bot_user(), "bot": False}, "team": None, "hook": True}
        texts: Json = {
            "name": "studybot",
            "description": "",
            "icon": None,
            "verify_key": "0" * 64,
            "rpc_origins": [],
        }
        return {
            "id": self._world.application,
            "bot_public": True,
            "bot_require_code_grant": False,
            **texts,
            **team,
        }

    def _put_commands(self, query: dict[str, str], body: list[Json]) -> list[Json]:
        check_commands(body)
        own = {"application_id": self._world.application, "default_permission": True}
        self._world.commands[:] = [
            {"version": "1", **own, **command, "id": self._world.snowflake()} for command in body
        ]
        return self._world.commands

    def _see_channel(self, query: dict[str, str], body: None, id_: str) -> Json:
        return self._channel(id_).payload(self._world.guild, self._world.bot)

    def _channel(self, id_: str, *needed: str) -> Channel:
        channel = self._world.channels.get(id_)
        if channel is None:
            if id_ in self._world.dms:
                return self._direct(id_)
            if id_ in self._world.threads and self._world.in_guild:
                return Channel(id_, "thread")
            raise Refusal(*UNKNOWN_CHANNEL)
        if "view_channel" in channel.denied or not self._world.in_guild:
            raise Refusal(*MISSING_ACCESS)
        if channel.denied.intersection(needed):
            raise Refusal(*MISSING_PERMISSIONS)
        return channel

    def _direct(self, id_: str) -> Channel:
        # somebody who is on no server with the bot cannot be written to, either
        if self._world.dms[id_] in self._world.closed or not self._world.in_guild:
            raise Refusal(*CLOSED_DM)
        return Channel(id_, "direct")

    def _message(self, channel: str, id_: str) -> Posted:
        self._channel(channel)
        message = self._world.messages.get(id_)
        if message is None or message.payload["channel_id"] != channel:
            raise Refusal(*UNKNOWN_MESSAGE)
        return message

    def _history(self, query: dict[str, str], body: None, channel: str) -> list[Json]:
        # without the permission Discord answers with nothing instead of an error
        allowed = "read_message_history" not in self._channel(channel).denied
        return self._world.history(channel, query) if allowed else []

    def _post(self, query: dict[str, str], body: Json, channel: str) -> Json:
        embeds = ["embed_links"] if body.get("embeds") else []
        self._channel(channel, "send_messages", *embeds, *(["attach_files"] if self._world.arriving else []))
        check_message(body)
        if channel in self._world.threads:
            self._open(channel, THREAD_LOCKED)
        nonce = (channel, str(body.get("nonce")))
        if body.get("enforce_nonce") and nonce in self._world.nonces:
            return self._world.messages[self._world.nonces[nonce]].payload
        message = self._world.write(channel, self._world.bot_user(), body)
        if body.get("enforce_nonce"):
            self._world.nonces[nonce] = message.id
        return message.payload

    def _edit(self, query: dict[str, str], body: Json, channel: str, id_: str) -> Json:
        message = self._message(channel, id_)
        if self._world.threads.get(channel, OPEN)["thread_metadata"]["archived"]:
            raise Refusal(*THREAD_ARCHIVED)
        self._channel(channel, *(["attach_files"] if self._world.arriving else []))
        check_message(body, edit=True)
        self._world.edit(message, body)
        return message.payload

    def _change_thread(self, query: dict[str, str], body: Json, id_: str) -> Json:
        """Only an opening of it is known here."""
        self._channel(id_)
        assert body == {"archived": False}
        self._open(id_, MISSING_PERMISSIONS)
        return self._world.threads[id_]

    def _open(self, thread: str, if_locked: tuple[int, int, str]) -> None:
        state = self._world.threads[thread]["thread_metadata"]
        if state["archived"] and state["locked"]:
            raise Refusal(*if_locked)
        state["archived"] = False

    def _thread(self, query: dict[str, str], body: Json, channel: str, id_: str) -> Json:
        self._channel(channel, "create_public_threads")
        message = self._message(channel, id_)
        if not 1 <= len(body["name"]) <= 100:
            raise Refusal(400, 50035, "Invalid Form Body", ["name: Must be between 1 and 100 in length."])
        if id_ in self._world.threads:
            raise Refusal(400, 160004, "A thread has already been created for this message")
        thread = self._world.add_thread(id_, channel, body["name"])
        message.payload["flags"] |= HAS_THREAD
        return thread
