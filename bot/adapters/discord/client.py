"""The gateway client: as few intents and caches as buttons and commands need."""

import asyncio
from collections import deque
from typing import Any

import discord
import structlog
import yarl

from bot.adapters.discord.buttons import StudyButton
from bot.adapters.discord.desk import RECEIVED, Desk
from bot.adapters.discord.forms import values_of
from bot.adapters.discord.pace import Pace
from bot.adapters.discord.slash import StudyTree
from bot.adapters.discord.sync import sync
from bot.adapters.discord.wire import Interaction
from bot.config.settings import DiscordSettings

log = structlog.get_logger()

MOST_BREAKS, BREAKS_WITHIN = 5, 30.0  # a gateway that ends connections faster is to be left alone
LONGEST_WAIT = 30.0  # seconds that discord.py may sleep on a rate limit before it tells us
HEAR_EVERY = 0.02  # seconds between two looks at which servers are known


def point_at(settings: DiscordSettings) -> None:
    """Use these addresses; discord.py keeps them for the whole process."""
    if settings.api:
        discord.http.Route.BASE = f"{settings.api.rstrip('/')}/api/v10"
    if settings.gateway:
        discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(settings.gateway)


class StudyClient(discord.Client):
    """Serves one login; `connected` is True while events can reach us.

    `connected_at` is when they first could, in the loop's seconds, None until then. With `is_served_by_http`
    they come to the endpoint, and nothing is known of servers but what is asked for.
    """

    def __init__(self, desk: Desk, pace: Pace, **options: Any) -> None:
        # we never speak, so nobody needs to know that the libraries for that are missing
        discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
        super().__init__(
            intents=discord.Intents(guilds=True),
            allowed_mentions=discord.AllowedMentions.none(),
            member_cache_flags=discord.MemberCacheFlags.none(),
            max_messages=None,
            max_ratelimit_timeout=LONGEST_WAIT,
            http_trace=pace.trace(self._refused),
            **options,
        )
        self.desk = desk
        self.connected = self.is_served_by_http = False
        self.connected_at: float | None = None
        self._breaks: deque[float] = deque(maxlen=MOST_BREAKS)
        self.has_logged_in, self.has_ended = asyncio.Event(), asyncio.Event()
        self._tree = StudyTree(self, desk)
        self._sync: asyncio.Task[None] | None = None
        self._ending: asyncio.Task[None] | None = None

    async def setup_hook(self) -> None:
        self.has_logged_in.set()
        self.add_dynamic_items(StudyButton)
        # buttons and known commands need not wait for this
        self._sync = asyncio.create_task(sync(self, self._tree))

    def dispatch(self, event: str, /, *args: Any, **kwargs: Any) -> None:
        if self.is_closed():
            return  # we have closed it from within, and discord.py has no loop any more
        if event == "interaction":
            args[0].extras[RECEIVED] = self.loop.time()
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

    async def hear_of(self, guild: int) -> None:
        """Comes back once the gateway has told of a server, or of all that it is going to tell of.

        discord.py's own events wait for seconds until no other server is told of.
        """
        while not (self.is_ready() or self.is_served_by_http or self._knows(guild)):  # noqa: ASYNC110 - see above
            await asyncio.sleep(HEAR_EVERY)

    def _knows(self, id_: int) -> bool:
        guild = self.get_guild(id_)
        return guild is not None and not guild.unavailable

    @property
    def logged_in(self) -> bool:
        """True while requests can be sent, whether or not events can reach us."""
        return self.user is not None and not self.is_closed()

    async def on_connect(self) -> None:
        self.connected = True
        self.connected_at = self.connected_at or asyncio.get_running_loop().time()

    async def on_resumed(self) -> None:
        self.connected = True

    async def on_disconnect(self) -> None:
        self.connected = False
        self._breaks.append(asyncio.get_running_loop().time())
        if len(self._breaks) == MOST_BREAKS and self._breaks[-1] - self._breaks[0] < BREAKS_WITHIN:
            # discord.py would connect again at once, for ever; whoever made us waits before the next login
            await self.close()

    def _refused(self) -> None:
        """The token was good for the login and is not any more: only another login can tell what is wrong."""
        if self.logged_in and self._ending is None:
            self._ending = asyncio.create_task(self.close())

    async def on_interaction(self, interaction: Interaction) -> None:
        """Forms find their way by their custom_id alone, since the process that opened one may be gone."""
        if interaction.type is discord.InteractionType.modal_submit:
            data: Any = interaction.data
            await self.desk.submit(interaction, data["custom_id"], values_of(data))

    async def on_error(self, event_method: str, /, *args: Any, **kwargs: Any) -> None:
        log.exception("discord.event_failed", event_name=event_method)

    async def close(self) -> None:
        self.connected = False
        self.has_ended.set()
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
