"""Leads posts and private words to the adapter of their platform, and changes to all who watch."""

from collections.abc import Sequence
from typing import Protocol

from bot.cards import Card
from bot.domain.announcement import Post
from bot.domain.ids import Account, ChannelId, MessageId, WorkspaceId, platform_of
from bot.ports.outside import Channels, NotServed, Roster, Tellers, Unreachable, Watchers
from bot.ports.teams import Groups


class Platform(Channels, Tellers, Roster, Groups, Protocol):
    """An adapter that posts to channels, writes to people, and knows who manages and who is in a group."""


class Platforms:
    """Every platform that is switched on; adapters join after the core that they need is built."""

    def __init__(self) -> None:
        self._by_name: dict[str, Platform] = {}

    def join(self, name: str, platform: Platform) -> None:
        self._by_name[name] = platform

    async def post(self, post: Post, card: Card) -> MessageId:
        return await self._of(post).post(post, card)

    async def find(self, post: Post, card: Card) -> MessageId | None:
        return await self._of(post).find(post, card)

    async def edit(self, post: Post, message: MessageId, card: Card) -> None:
        await self._of(post).edit(post, message, card)

    async def tell(self, account: Account, card: Card) -> None:
        await self._reached(platform_of(account)).tell(account, card)

    async def may_manage(self, account: Account, workspace: WorkspaceId) -> bool:
        name = platform_of(workspace)
        return platform_of(account) == name and await self._reached(name).may_manage(account, workspace)

    def _reached(self, name: str) -> Platform:
        if name not in self._by_name:
            # a token that is missing today must not end what people asked for
            raise Unreachable(f"{name} is not switched on")
        return self._by_name[name]

    async def title(self, workspace: WorkspaceId, group: str) -> str:
        return await self._named(workspace).title(workspace, group)

    async def members(self, workspace: WorkspaceId, group: str) -> Sequence[tuple[Account, str]] | None:
        return await self._named(workspace).members(workspace, group)

    async def name_there(self, workspace: WorkspaceId, account: Account) -> str | None:
        return await self._named(workspace).name_there(workspace, account)

    async def name_of(self, workspace: WorkspaceId, account: Account) -> str:
        return await self._named(workspace).name_of(workspace, account)

    def link(self, post: Post, message: MessageId) -> str:
        return self._of(post).link(post, message)

    def _of(self, post: Post) -> Platform:
        return self._named(post.channel)

    def _named(self, place: WorkspaceId | ChannelId) -> Platform:
        name = platform_of(place)
        if name not in self._by_name:
            raise NotServed(f"{name} is not switched on: no token is set, see `studybot doctor`")
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
