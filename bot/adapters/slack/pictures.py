"""Cards with pictures on their way to Slack, which keeps files apart from the messages that show them."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Final, TypeVar

import structlog

from bot.adapters.slack.api import BadBlocks, Json, SlackApi
from bot.adapters.slack.render import to_blocks
from bot.cards import Card, File, Picture, in_words
from bot.ports.outside import Refused, Unreachable

T = TypeVar("T")
log = structlog.get_logger()

WAITS: Final = (0.5, 1.0, 2.0)
"""Seconds between tries: Slack looks into a new file for a while, and until then refuses what shows it."""
KEPT: Final = 256


class Pictures:
    """Uploads each picture once, and knows its id in Slack for as long as the bot runs."""

    def __init__(self, api: SlackApi) -> None:
        self._api = api
        self._ids: OrderedDict[str, str] = OrderedDict()

    async def send(self, card: Card, send: Callable[[list[Json]], Awaitable[T]]) -> T:
        """Give the card's blocks to `send`; in words where Slack does not take the pictures."""
        if not card.pictures:
            return await send(to_blocks(card))
        ids = await self._uploaded(card.pictures)
        for wait in WAITS if ids else ():
            try:
                return await send(with_ids(to_blocks(card), ids))
            except BadBlocks as problem:
                log.info("slack picture not ready", why=str(problem), wait=wait)
                await asyncio.sleep(wait)
        log.warning("slack pictures said in words", pictures=len(card.pictures))
        return await send(to_blocks(in_words(card)))

    async def _uploaded(self, pictures: Sequence[Picture]) -> Mapping[str, str]:
        """By our names the ids of Slack; empty if one of them could not be uploaded."""
        try:
            return {picture.name: await self._id_of(picture) for picture in pictures}
        except (Refused, Unreachable) as problem:
            log.warning("slack picture not uploaded", why=str(problem))
            return {}

    async def _id_of(self, picture: Picture) -> str:
        id_ = self._ids.pop(picture.name, None)
        if id_ is None:
            id_ = await self._api.upload(File(picture.name, "image/png", picture.content))
        self._ids[picture.name] = id_
        if len(self._ids) > KEPT:
            self._ids.popitem(last=False)
        return id_


def with_ids(blocks: list[Json], ids: Mapping[str, str]) -> list[Json]:
    """The renderer's blocks with Slack's ids of the pictures in the places of our names."""
    return [
        block | {"slack_file": {"id": ids[block["slack_file"]["id"]]}} if block["type"] == "image" else block
        for block in blocks
    ]
