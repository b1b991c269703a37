"""What the loopback Discord knows: one guild, its channels, people, messages and direct messages."""

import itertools
from dataclasses import dataclass, field
from typing import Any

import discord

Json = dict[str, Any]

EPHEMERAL = 1 << 6
ALL_WE_ASK = discord.Permissions(
    view_channel=True,
    send_messages=True,
    embed_links=True,
    read_message_history=True,
    attach_files=True,
    create_public_threads=True,
    send_messages_in_threads=True,
).value


@dataclass
class Channel:
    """`denied` names the permissions that the bot lacks here, as discord.py spells them."""

    id: str
    name: str
    denied: frozenset[str] = frozenset()

    @property
    def permissions(self) -> int:
        return ALL_WE_ASK & ~discord.Permissions(**dict.fromkeys(self.denied, True)).value

    def payload(self, guild: str, bot: str) -> Json:
        denied = str(ALL_WE_ASK & ~self.permissions)
        return {
            "id": self.id,
            "type": 0,
            "name": self.name,
            "guild_id": guild,
            "position": 0,
            "flags": 0,
            "nsfw": False,
            "parent_id": None,
            "last_message_id": None,
            "rate_limit_per_user": 0,
            "permissions": str(self.permissions),
            "permission_overwrites": [{"id": bot, "type": 1, "allow": "0", "deny": denied}],
        }


@dataclass
class Posted:
    """A message; `to` is the only one who sees it, if it is ephemeral."""

    payload: Json
    to: str | None = None
    edits: int = 0
    files: dict[str, bytes] = field(default_factory=dict)

    @property
    def id(self) -> str:
        return str(self.payload["id"])

    @property
    def embed(self) -> Json:
        embeds = self.payload["embeds"]
        return embeds[0] if embeds else {}

    @property
    def text(self) -> str:
        """All that a person reads, buttons left out."""
        parts = [self.payload["content"], self.embed.get("title"), self.embed.get("description")]
        return "\n".join(part for part in [*parts, self.embed.get("footer", {}).get("text")] if part)

    @property
    def buttons(self) -> dict[str, str]:
        """Labels and custom_ids."""
        rows = self.payload["components"]
        return {button["label"]: button["custom_id"] for row in rows for button in row["components"]}


@dataclass
class World:
    """`in_guild` False is an application that nobody has invited yet.

    `members` are those who have joined by name; `admin_role` has Manage Server, `owner` needs no role.
    `dms` are the people behind the channels of direct messages, `closed` those who take none.
    `roles` are those beside the usual ones, with their names; `enrolled` are more people, by number, with the
    roles they have; Discord lists them only where `may_list_members`.
    `attached` are files that people have sent with a command, kept below the address `cdn`.
    `arriving` are the files of the request that is being answered, by the names of their form fields.
    """

    token: str = "loopback.made.up"
    guild: str = "100000000000000001"
    application: str = "100000000000000002"
    bot: str = "100000000000000003"
    lead_role: str = "100000000000000004"
    admin_role: str = "100000000000000005"
    owner: str = "100000000000000009"
    in_guild: bool = True
    channels: dict[str, Channel] = field(default_factory=dict)
    messages: dict[str, Posted] = field(default_factory=dict)
    threads: dict[str, Json] = field(default_factory=dict)
    commands: list[Json] = field(default_factory=list)
    dms: dict[str, str] = field(default_factory=dict)
    closed: set[str] = field(default_factory=set)
    members: dict[str, Json] = field(default_factory=dict)
    arriving: dict[str, bytes] = field(default_factory=dict)
    roles: dict[str, str] = field(default_factory=dict)
    enrolled: dict[str, tuple[str, ...]] = field(default_factory=dict)
    may_list_members: bool = False
    cdn: str = ""
    attached: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    nonces: dict[tuple[str, str], str] = field(default_factory=dict)
    _serial: "itertools.count[int]" = field(default_factory=itertools.count)

    def __post_init__(self) -> None:
        self.add_channel("general", "200000000000000001")
        self.add_channel("random", "200000000000000002")

    def add_channel(self, name: str, id_: str | None = None, denied: frozenset[str] = frozenset()) -> Channel:
        channel = Channel(id_ or self.snowflake(), name, denied)
        self.channels[channel.id] = channel
        return channel

    def add_thread(self, id_: str, channel: str, name: str) -> Json:
        times = {
            "archived": False,
            "auto_archive_duration": 1440,
            "archive_timestamp": "2026-01-01T00:00:00+00:00",
        }
        counts = {"message_count": 0, "member_count": 1, "rate_limit_per_user": 0, "total_message_sent": 0}
        owners = {"guild_id": self.guild, "parent_id": channel, "owner_id": self.bot}
        meta = {"thread_metadata": {**times, "locked": False}, "flags": 0}
        self.threads[id_] = {"id": id_, "type": 11, "name": name, **owners, **counts, **meta}
        return self.threads[id_]

    def open_dm(self, user: str) -> Json:
        """The channel of direct messages with a person, always the same one."""
        known = next((id_ for id_, who in self.dms.items() if who == user), None) or self.snowflake()
        self.dms[known] = user
        return dm_payload(known, user)

    def join(self, user: Json, *roles: str) -> None:
        """Make somebody a member who can be asked for, with these roles."""
        self.members[user["id"]] = member_payload(user, ALL_WE_ASK, roles)

    def attach(self, name: str, content: bytes) -> str:
        """The id of a file that somebody sends with a command."""
        id_ = self.snowflake()
        self.attached[id_] = (name, content)
        return id_

    def attachment(self, id_: str) -> Json:
        """What an interaction says about such a file."""
        name, content = self.attached[id_]
        address = f"{self.cdn}/ephemeral-attachments/{id_}/{name}"
        about = {"id": id_, "filename": name, "size": len(content), "ephemeral": True}
        return about | {"url": address, "proxy_url": address}

    def snowflake(self) -> str:
        return str(discord.utils.time_snowflake(discord.utils.utcnow()) + next(self._serial) % (1 << 22))

    def bot_user(self) -> Json:
        return user_payload(self.bot, "studybot") | {"bot": True}

    def guild_payload(self) -> Json:
        """As GUILD_CREATE sends it to a bot with the guilds intent only."""
        roles = [_role(self.guild, "@everyone", ALL_WE_ASK), _role(self.lead_role, "Leads", 0)]
        roles += [_role(id_, name, 0) for id_, name in self.roles.items()]
        roles.append(_role(self.admin_role, "Admins", discord.Permissions(manage_guild=True).value))
        me = {**member_payload(self.bot_user(), ALL_WE_ASK), "roles": []}
        return {
            "id": self.guild,
            "name": "Study group",
            "owner_id": self.owner,
            "unavailable": False,
            "member_count": 4,
            "joined_at": "2026-01-01T00:00:00+00:00",
            "large": False,
            "roles": roles,
            "channels": [channel.payload(self.guild, self.bot) for channel in self.channels.values()],
            "members": [me],
            **{key: [] for key in ("threads", "voice_states", "presences", "emojis", "stickers", "features")},
        }

    def enrol(self, id_: str) -> Json:
        return member_payload(user_payload(id_, f"member-{id_[-4:]}"), ALL_WE_ASK, self.enrolled[id_])

    def forget_nonces(self, channel: str) -> None:
        """As some minutes later: what is posted there again is another message."""
        self.nonces = {key: id_ for key, id_ in self.nonces.items() if key[0] != channel}

    def write(self, channel: str, author: Json, body: Json, to: str | None = None) -> Posted:
        """Keep a message whose body has been found in order."""
        payload = {
            "id": self.snowflake(),
            "channel_id": channel,
            "author": author,
            "content": "",
            "embeds": [],
            "components": [],
            "flags": 0,
            "timestamp": discord.utils.utcnow().isoformat(),
            "edited_timestamp": None,
            "type": 0,
            "tts": False,
            "pinned": False,
            "mention_everyone": False,
            "mentions": [],
            "mention_roles": [],
            "attachments": [],
        }
        message = Posted(payload, to)
        self.fill(message, body)
        self.messages[message.id] = message
        return message

    def fill(self, message: Posted, body: Json) -> None:
        for key in ("content", "embeds", "components", "flags"):
            if key in body:
                message.payload[key] = body[key] or type(message.payload[key])()
        if "attachments" in body:
            # what an edit does not list is gone; what it does not speak of at all stays
            before = {kept["id"]: kept for kept in message.payload["attachments"]}
            listed = [before.get(one["id"]) or self._taken(message, one) for one in body["attachments"]]
            message.payload["attachments"] = listed
            names = [one["filename"] for one in listed]
            message.files = {name: message.files[name] for name in names}

    def _taken(self, message: Posted, listed: Json) -> Json:
        """A file that has come with this request, as messages show it."""
        content, name = self.arriving[f"files[{listed['id']}]"], listed["filename"]
        message.files[name] = content
        address = f"https://cdn.invalid/{name}"
        about = {"id": self.snowflake(), "filename": name, "size": len(content)}
        words = {"description": listed["description"]} if "description" in listed else {}
        return about | words | {"url": address, "proxy_url": address}

    def edit(self, message: Posted, body: Json) -> None:
        self.fill(message, body)
        message.edits += 1
        message.payload["edited_timestamp"] = discord.utils.utcnow().isoformat()

    def history(self, channel: str, query: dict[str, str]) -> list[Json]:
        """A page of a channel's messages, newest first unless `after` is given."""
        after, before = int(query.get("after", 0)), int(query.get("before", 1 << 63))
        found = [
            message.payload
            for message in self.messages.values()
            if message.to is None
            and message.payload["channel_id"] == channel
            and after < int(message.id) < before
        ]
        limit = int(query.get("limit", 50))
        page = found[:limit] if "after" in query else found[-limit:]
        return page[::-1]


def dm_payload(id_: str, user: str) -> Json:
    return {"id": id_, "type": 1, "last_message_id": None, "recipients": [user_payload(user, "somebody")]}


def user_payload(id_: str, name: str) -> Json:
    return {
        "id": id_,
        "username": name,
        "global_name": name.capitalize(),
        "discriminator": "0",
        "avatar": None,
    }


def member_payload(user: Json, permissions: int, roles: tuple[str, ...] = ()) -> Json:
    return {
        "user": user,
        "nick": None,
        "avatar": None,
        "roles": list(roles),
        "joined_at": "2026-01-01T00:00:00+00:00",
        "deaf": False,
        "mute": False,
        "flags": 0,
        "permissions": str(permissions),
    }


def _role(id_: str, name: str, permissions: int) -> Json:
    numbers = {"color": 0, "position": 0, "flags": 0}
    switches = {"hoist": False, "managed": False, "mentionable": False}
    return {"id": id_, "name": name, "permissions": str(permissions), **numbers, **switches}
