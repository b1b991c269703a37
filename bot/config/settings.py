"""Every setting as a frozen value; secrets never show in a repr."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time, timedelta
from ipaddress import ip_address
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.domain.ids import ChannelId, WorkspaceId
from bot.domain.rates import USUAL, Limits
from bot.domain.retention import FOR_EVER, Retention
from bot.domain.schedule import Schedule


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscordSettings:
    """`api` and `gateway` are base addresses; None means Discord's own. `manager_roles` are role ids.

    With `members_intent` the application may list the members of its servers. With its `public_key` (64
    hexadecimal digits) interactions come by HTTP and not by the gateway.
    """

    token: str = field(repr=False)
    public_key: str = ""
    api: str | None = None
    gateway: str | None = None
    manager_roles: frozenset[str] = frozenset()
    members_intent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SlackSettings:
    """Socket Mode needs `app_token`, HTTP mode needs `signing_secret`. `managers` are user ids."""

    bot_token: str = field(repr=False)
    app_token: str = field(default="", repr=False)
    signing_secret: str = field(default="", repr=False)
    api: str | None = None
    http: bool = False
    managers: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class WebSettings:
    """A `host` that others can reach needs a `token`."""

    host: str = "127.0.0.1"
    port: int = 8080
    token: str = field(default="", repr=False)

    @property
    def is_private(self) -> bool:
        """Whether nobody but this machine can reach the host."""
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"


@dataclass(frozen=True, slots=True, kw_only=True)
class LlmSettings:
    """An OpenAI-compatible endpoint; `url` is what stands before `/chat/completions`."""

    url: str
    model: str
    key: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupSettings:
    """Daily copies of the database: none with `keep` 0; without a folder they lie beside it."""

    folder: Path | None = None
    keep: int = 7
    at: time = time(3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """`zone` is the zone of every workspace that `zones` does not name; `config` is the file read, if any.

    `inboxes` are the channels in which managers read reports.
    """

    data: Path
    bank: Path
    catch_up: timedelta
    zone: ZoneInfo
    zones: Mapping[WorkspaceId, ZoneInfo]
    schedules: tuple[Schedule, ...]
    web: WebSettings
    discord: DiscordSettings | None = None
    slack: SlackSettings | None = None
    config: Path | None = None
    log_level: str = "info"
    llm: LlmSettings | None = None
    hides_departed: frozenset[WorkspaceId] = frozenset()
    retention: Retention = FOR_EVER
    limits: Limits = USUAL
    inboxes: Mapping[WorkspaceId, ChannelId] = field(default_factory=dict)
    backups: BackupSettings = BackupSettings()

    @property
    def backup_folder(self) -> Path:
        return self.backups.folder or self.data / "backups"

    @property
    def database(self) -> Path:
        return self.data / "study.db"

    @property
    def compiled_bank(self) -> Path:
        """Where the bank's compiled copy is kept; it can be thrown away at any time."""
        return self.data / "cache" / "bank.msgpack"

    @property
    def fonts(self) -> Path:
        """Where the list of the machine's fonts is kept; it can be thrown away at any time."""
        return self.data / "cache" / "fonts"

    def zone_of(self, workspace: WorkspaceId) -> ZoneInfo:
        return self.zones.get(workspace, self.zone)

    @property
    def secrets(self) -> tuple[str, ...]:
        """What must never stand in a log."""
        tokens = [self.discord.token] if self.discord else []
        if self.slack:
            tokens += [self.slack.bot_token, self.slack.app_token, self.slack.signing_secret]
        tokens += [self.llm.key] if self.llm else []
        tokens += [self.web.token]
        return tuple(token for token in tokens if token)
