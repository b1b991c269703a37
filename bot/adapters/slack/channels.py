"""Posts a card, finds it again by its metadata, and changes it."""

import re
from datetime import timedelta
from typing import Any

from bot.adapters.slack import mrkdwn
from bot.adapters.slack.api import Json, Misconfigured, SlackApi
from bot.adapters.slack.blocks import section
from bot.adapters.slack.pictures import Pictures
from bot.adapters.slack.render import to_text
from bot.cards import Card
from bot.domain.announcement import Post
from bot.domain.ids import Account, ChannelId, MessageId
from bot.domain.round import Round
from bot.ports.outside import Unreachable

EVENT = "studybot_round"
_SLACK = timedelta(minutes=2)  # how far our clock and Slack's may be apart
_PAGE, _PAGES = 100, 20
_EVERYBODY = ("here", "channel", "everyone")


def channel_id(channel: ChannelId) -> str:
    """Slack's own id of a channel."""
    return channel.partition("/")[2]


class SlackChannels:
    """Implements the ports `Channels` and `Tellers`.

    A post's `thread` needs nothing: in Slack every message can have one.
    """

    def __init__(self, api: SlackApi) -> None:
        self._api = api
        self._pictures = Pictures(api)

    async def post(self, post: Post, card: Card) -> MessageId:
        answer = await self._say("chat.postMessage", post, card, unfurl_links=False, unfurl_media=False)
        return MessageId(answer["ts"])

    async def edit(self, post: Post, message: MessageId, card: Card) -> None:
        await self._say("chat.update", post, card, ts=message)

    def link(self, post: Post, message: MessageId) -> str:
        return f"https://slack.com/archives/{channel_id(post.channel)}/p{message.replace('.', '')}"

    async def _say(self, method: str, post: Post, card: Card, **more: Any) -> Json:
        channel = channel_id(post.channel)

        async def say(blocks: list[Json]) -> Json:
            return await self._api.call(
                method,
                where=channel,
                channel=channel,
                text=to_text(card),
                blocks=[*_mention(post.mention), *blocks],
                metadata={"event_type": EVENT, "event_payload": _payload(post)},
                **more,
            )

        return await self._pictures.send(card, say)

    async def tell(self, account: Account, card: Card) -> None:
        """Into the messages that the person has with the app."""

        async def say(blocks: list[Json]) -> Json:
            return await self._api.call(
                "chat.postMessage",
                where="your messages with studybot",
                channel=account.partition("/")[2],
                text=to_text(card),
                blocks=blocks,
                unfurl_links=False,
                unfurl_media=False,
            )

        try:
            await self._pictures.send(card, say)
        except Misconfigured as problem:
            # nothing that this person could change, so they keep what they asked for
            raise Unreachable(str(problem)) from problem

    async def find(self, post: Post, card: Card) -> MessageId | None:
        channel = channel_id(post.channel)
        oldest = f"{(post.opened_at - _SLACK).timestamp():.6f}"
        cursor: dict[str, str] = {}
        for _ in range(_PAGES):
            page = await self._api.get(
                "conversations.history",
                where=channel,
                channel=channel,
                oldest=oldest,
                limit=_PAGE,
                include_all_metadata="true",
                **cursor,
            )
            for message in page["messages"]:
                if _payload_of(message) == _payload(post):
                    return MessageId(message["ts"])
            following = (page.get("response_metadata") or {}).get("next_cursor")
            if not following:
                return None
            cursor = {"cursor": following}
        return None


def _payload(post: Post) -> Json:
    return {"round" if isinstance(post, Round) else "announcement": post.id}


def _payload_of(message: Json) -> Json:
    metadata = message.get("metadata") or {}
    return metadata.get("event_payload", {}) if metadata.get("event_type") == EVENT else {}


def _mention(mention: str) -> list[Json]:
    """The one ping that we send: `here` and its like, a user group's id, or a person's."""
    if mention in _EVERYBODY:
        return [section(f"<!{mention}>")]
    if re.fullmatch(r"S[A-Z0-9]+", mention):
        return [section(f"<!subteam^{mention}>")]
    if re.fullmatch(r"[UW][A-Z0-9]+", mention):
        return [section(f"<@{mention}>")]
    return [section(mrkdwn.literal(mention))] if mention.strip() else []
