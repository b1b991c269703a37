"""What the loopback Slack knows: one workspace, its channels, people, messages and views."""

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from bot.adapters.clock import SystemClock
from tests.platforms.slack.limits import Refusal

Json = dict[str, Any]

SCOPES = frozenset(
    (
        "chat:write",
        "commands",
        "channels:history",
        "groups:history",
        "users:read",
        "files:write",
        "files:read",
        "im:write",
        "usergroups:read",
    )
)


@dataclass
class Channel:
    id: str
    name: str
    has_bot: bool = True
    is_archived: bool = False


@dataclass
class User:
    id: str
    name: str
    is_admin: bool = False
    tz: str = "Europe/Berlin"
    deleted: bool = False
    shown: str | None = None
    """The display name, which people may leave empty; None is the capitalised login."""

    def payload(self) -> Json:
        return {
            "id": self.id,
            "name": self.name,
            "is_admin": self.is_admin,
            "is_owner": False,
            "is_bot": False,
            "deleted": self.deleted,
            "tz": self.tz,
            "profile": {
                "display_name": self.name.capitalize() if self.shown is None else self.shown,
                "real_name": f"{self.name.capitalize()} In Full",
            },
        }


@dataclass
class Message:
    """`to` is the only one who sees it, if it is ephemeral; `edits` counts how often it changed."""

    ts: str
    channel: str
    text: str
    blocks: list[Json]
    metadata: Json | None = None
    to: str | None = None
    edits: int = 0
    deleted: bool = False

    @property
    def buttons(self) -> list[Json]:
        return buttons(self.blocks)

    @property
    def words(self) -> str:
        """Every text that stands in the message, a line each."""
        return "\n".join(texts(self.blocks))


@dataclass
class Upload:
    """A file on its way; `channel` is where it stands once it has been completed, if it stands anywhere.

    `unready` counts how often a message that shows it will still be refused.
    """

    id: str
    name: str
    length: int
    unready: int = 0
    content: bytes = b""
    is_complete: bool = False
    channel: str | None = None


@dataclass
class Sent:
    """A file that a person has put into a form."""

    id: str
    name: str
    content: bytes

    def about(self, address: str) -> Json:
        place = f"{address}/files-pri/{self.id}/download/{self.name}"
        return {"id": self.id, "name": self.name, "size": len(self.content), "url_private_download": place}


@dataclass
class View:
    """`state` is what a person has typed, by block; `errors` what the app said of it."""

    id: str
    user: str
    content: Json
    channel: str | None = None
    state: dict[str, Json] = field(default_factory=dict)
    errors: Json = field(default_factory=dict)
    is_open: bool = True

    @property
    def blocks(self) -> list[Json]:
        return list(self.content["blocks"])

    @property
    def buttons(self) -> list[Json]:
        return buttons(self.blocks)

    @property
    def words(self) -> str:
        return "\n".join(texts(self.blocks))


class World:
    """`now` gives the seconds from which messages get their timestamps."""

    def __init__(self) -> None:
        self.team = "T0STUDY"
        self.bot = "U0BOT"
        self.bot_token = "xoxb-made-up"
        self.app_token = "xapp-made-up"
        self.signing_secret = "5ec2e7ma4eup"
        self.scopes = SCOPES
        self.address = ""
        self.now: Callable[[], float] = lambda: SystemClock().now().timestamp()
        self.channels = {
            "C0GENERAL": Channel("C0GENERAL", "general"),
            "C0RANDOM": Channel("C0RANDOM", "random"),
        }
        self.users: dict[str, User] = {}
        self.messages: list[Message] = []
        self.views: dict[str, View] = {}
        self.homes: dict[str, View] = {}
        self.groups: dict[str, tuple[str, list[str]]] = {}
        """User groups by id, each with its name and the ids of its people."""
        self.uploads: dict[str, Upload] = {}
        self.sent: dict[str, Sent] = {}
        self.slow_files = 0
        """How often a message that shows a new file is refused until Slack has looked into it."""
        self.messages_tab = True
        """Whether the app's manifest has switched on the tab in which its messages to a person stand."""
        self._numbers = itertools.count(1)

    def user(self, name: str, *, admin: bool | None = None) -> User:
        """The person of this name, made at first sight."""
        user = self.users.setdefault(name, User(f"U0{name.upper()}", name))
        if admin is not None:
            user.is_admin = admin
        return user

    def user_by_id(self, id_: str) -> User | None:
        return next((user for user in self.users.values() if user.id == id_), None)

    def direct(self, user: str) -> Channel:
        """The messages between the app and the person with this id."""
        id_ = f"D{user[1:]}"
        return self.channels.setdefault(id_, Channel(id_, "directmessage"))

    def id(self, letter: str) -> str:
        return f"{letter}0{next(self._numbers):06}"

    def send(self, name: str, content: bytes, is_bare: bool = False) -> Json:
        """What a form tells of a file that a person has put into it: no more than its id if it is bare."""
        sent = Sent(self.id("F"), name, content)
        self.sent[sent.id] = sent
        return {"id": sent.id, "file_access": "check_file_info"} if is_bare else sent.about(self.address)

    def check_pictures(self, blocks: list[Json]) -> None:
        """Refusal for a picture that Slack does not have, or has not looked into yet."""
        for position, block in enumerate(blocks):
            if block["type"] != "image":
                continue
            upload = self.uploads.get(block.get("slack_file", {}).get("id", ""))
            if upload is None or not upload.is_complete or not upload.content.startswith(b"\x89PNG"):
                raise Refusal("invalid_blocks", f"invalid slack file [json-pointer:/blocks/{position}]")
            if upload.unready:
                upload.unready -= 1
                raise Refusal("invalid_blocks", f"invalid slack file [json-pointer:/blocks/{position}]")

    def write(self, channel: str, payload: Json, to: str | None = None) -> Message:
        ts = f"{int(self.now())}.{next(self._numbers):06}"
        message = Message(ts, channel, payload.get("text") or "", payload.get("blocks") or [], to=to)
        message.metadata = payload.get("metadata")
        self.messages.append(message)
        return message

    def message(self, ts: str) -> Message | None:
        return next((message for message in self.messages if message.ts == ts and not message.deleted), None)


def buttons(blocks: list[Json]) -> list[Json]:
    """Those in rows, and those beside a text."""
    return [
        {**element, "block_id": block.get("block_id", f"b{position}")}
        for position, block in enumerate(blocks)
        for element in [*block.get("elements", []), block.get("accessory")]
        if element is not None and element["type"] == "button"
    ]


def texts(part: Any) -> Iterator[str]:
    if isinstance(part, list):
        for item in part:
            yield from texts(item)
    elif isinstance(part, dict):
        if isinstance(part.get("text"), str):
            yield part["text"]
        for value in part.values():
            yield from texts(value)
