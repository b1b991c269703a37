"""Leads each channel's posts to the adapter of its platform, and each change to everybody who watches."""

from bot.cards import Card
from bot.domain.announcement import Post
from bot.domain.ids import ChannelId, MessageId, platform_of
from bot.ports.outside import Channels, Refused, Watchers


class Platforms:
    """Every platform that is switched on; adapters join after the core that they need is built."""

    def __init__(self) -> None:
        self._by_name: dict[str, Channels] = {}

    def join(self, platform: str, channels: Channels) -> None:
        self._by_name[platform] = channels

    async def post(self, post: Post, card: Card) -> MessageId:
        return await self._of(post).post(post, card)

    async def find(self, post: Post, card: Card) -> MessageId | None:
        return await self._of(post).find(post, card)

    async def edit(self, post: Post, message: MessageId, card: Card) -> None:
        await self._of(post).edit(post, message, card)

    def link(self, post: Post, message: MessageId) -> str:
        return self._of(post).link(post, message)

    def _of(self, post: Post) -> Channels:
        name = platform_of(post.channel)
        if name not in self._by_name:
            raise Refused(f"{name} is not switched on: no token is set, see `studybot doctor`")
        return self._by_name[name]


class Everybody:
    """Passes a change on to each watcher."""

    def __init__(self) -> None:
        self._watchers: list[Watchers] = []

    def join(self, *watchers: Watchers) -> None:
        self._watchers.extend(watchers)

    def changed(self, channel: ChannelId) -> None:
        for watcher in self._watchers:
            watcher.changed(channel)
