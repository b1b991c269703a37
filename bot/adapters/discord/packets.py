"""A card ready to be sent: with its pictures, or in words alone where Discord does not take them."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Final, NamedTuple, TypeVar

import discord
import structlog

from bot.adapters.discord.render import to_files, to_message
from bot.adapters.discord.wire import Json
from bot.cards import Card, File, in_words

T = TypeVar("T")
log = structlog.get_logger()

ALREADY_ACKNOWLEDGED: Final = 40060  # Discord's code
_NOT_TAKEN: Final = (400, 403, 413)
"""Statuses that may be about a file: malformed, without Attach Files, too large."""


class Packet(NamedTuple):
    message: Json
    files: Sequence[File]


def packets(card: Card, file: File | None = None) -> tuple[Packet, ...]:
    """The ways to send a card, the best one first."""
    ways = (card, in_words(card)) if card.pictures else (card,)
    return tuple(Packet(to_message(way, file), to_files(way, file)) for way in ways)


async def first_taken(ways: Sequence[Packet], send: Callable[[Packet], Awaitable[T]]) -> T:
    """Send the first of them that Discord takes; raises what it says of the last one."""
    for way in ways[:-1]:
        try:
            return await send(way)
        except discord.HTTPException as error:
            if error.status not in _NOT_TAKEN or error.code == ALREADY_ACKNOWLEDGED:
                raise
            log.warning("discord.pictures_refused", status=error.status, code=error.code)
    return await send(ways[-1])
