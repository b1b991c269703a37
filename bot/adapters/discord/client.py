"""The gateway client: as few intents and caches as buttons and commands need."""

import asyncio
from typing import Any

import discord
import structlog
import yarl

from bot.adapters.discord.buttons import StudyButton
from bot.adapters.discord.desk import Desk
from bot.adapters.discord.forms import values_of
from bot.adapters.discord.slash import StudyTree
from bot.adapters.discord.sync import sync
from bot.adapters.discord.wire import Interaction
from bot.config.settings import DiscordSettings

log = structlog.get_logger()

LONGEST_WAIT = 30.0  # seconds that discord.py may sleep on a rate limit before it tells us


def point_at(settings: DiscordSettings) -> None:
    """Use these addresses; discord.py keeps them for the whole process."""
    if settings.api:
        discord.http.Route.BASE = f"{settings.api.rstrip('/')}/api/v10"
    if settings.gateway:
        discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(settings.gateway)


class StudyClient(discord.Client):
    """Serves one login; `connected` is True while events can reach us, `was_connected` from then on.

    With `is_served_by_http` they come to the endpoint, and nothing is known of servers but what is asked for.
    """

    def __init__(self, desk: Desk, **options: Any) -> None:
        # we never speak, so nobody needs to know that the libraries for that are missing
        discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
        super().__init__(
            intents=discord.Intents(guilds=True),
            allowed_mentions=discord.AllowedMentions.none(),
            member_cache_flags=discord.MemberCacheFlags.none(),
            max_messages=None,
            max_ratelimit_timeout=LONGEST_WAIT,
            **options,
        )
        self.desk = desk
        self.connected = self.was_connected = self.is_served_by_http = False
        self.has_logged_in = asyncio.Event()
        self._tree = StudyTree(self, desk)
        self._sync: asyncio.Task[None] | None = None

    async def setup_hook(self) -> None:
        self.has_logged_in.set()
        self.add_dynamic_items(StudyButton)
        # buttons and known commands need not wait for this
        self._sync = asyncio.create_task(sync(self, self._tree))

    def dispatch(self, event: str, /, *args: Any, **kwargs: Any) -> None:
        if event == "interaction":
            keep_pressed_button(args[0])
        super().dispatch(event, *args, **kwargs)

    def take(self, interaction: Any) -> None:
        """One that came by HTTP, as if the gateway had brought it."""
        self._connection.parse_interaction_create(interaction)

    async def guild(self, id_: int) -> discord.Guild | None:
        """What the gateway has told of a server, or what Discord says where there is no gateway.

        Raises what discord.py does where it asks.
        """
        if not self.is_served_by_http:
            return self.get_guild(id_)
        return await self.fetch_guild(id_, with_counts=False)

    @property
    def logged_in(self) -> bool:
        """True while requests can be sent, whether or not events can reach us."""
        return self.user is not None and not self.is_closed()

    async def on_connect(self) -> None:
        self.connected = self.was_connected = True

    async def on_resumed(self) -> None:
        self.connected = True

    async def on_disconnect(self) -> None:
        self.connected = False

    async def on_interaction(self, interaction: Interaction) -> None:
        """Forms find their way by their custom_id alone, since the process that opened one may be gone."""
        if interaction.type is discord.InteractionType.modal_submit:
            data: Any = interaction.data
            await self.desk.submit(interaction, data["custom_id"], values_of(data))

    async def on_error(self, event_method: str, /, *args: Any, **kwargs: Any) -> None:
        log.exception("discord.event_failed", event_name=event_method)

    async def close(self) -> None:
        if self._sync is not None:
            self._sync.cancel()
        await super().close()


def keep_pressed_button(interaction: Interaction) -> None:
    """Forget the other buttons of a pressed message.

    discord.py is about to build a view of them all for each press, which is a tenth of what a click costs.
    """
    message = interaction.message
    for row in message.components if message else ():
        if isinstance(row, discord.ActionRow):
            pressed = [part for part in row.children if part.custom_id == interaction.custom_id]
            if message and pressed:
                row.children = pressed
                message.components = [row]
                return
