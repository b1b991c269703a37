"""Posting to channels: what is sent, how it is found again, and what Discord's refusals mean."""

from contextlib import AbstractContextManager
from datetime import timedelta
from functools import partial
from typing import Final

import aiohttp
import discord
import structlog

from bot.adapters.discord import wire
from bot.adapters.discord.failures import told_apart
from bot.adapters.discord.permissions import NEEDED, missing_in
from bot.adapters.discord.render import to_message
from bot.adapters.discord.words import lacks, no_channel, rejected
from bot.cards import Card
from bot.domain.ids import ChannelId, MessageId
from bot.domain.round import Round
from bot.plain import summary
from bot.ports.outside import Refused
from bot.presses import decode

log = structlog.get_logger()

CLOCKS_APART: Final = timedelta(minutes=5)
"""How far our clock may be ahead of Discord's."""
LONGEST_THREAD_NAME: Final = 100
LONGEST_NONCE: Final = 25


async def post(client: discord.Client, round_: Round, card: Card) -> MessageId:
    guild, channel = parts(round_.channel)
    message = to_message(card) | _mention(round_.mention, guild)
    with _explained(client, round_.channel):
        sent = await wire.post(client, channel, message, round_.id[:LONGEST_NONCE])
    if round_.thread:
        await _start_thread(client, channel, sent, card)
    return MessageId(str(sent))


async def find(client: discord.Client, round_: Round) -> MessageId | None:
    """Read the channel from the round's opening until the message that carries the round's buttons."""
    guild, channel = parts(round_.channel)
    if "Read Message History" in missing_in(client, guild, channel):
        # Discord would show an empty channel, and the question would be posted twice
        raise Refused(lacks(_name(client, round_.channel), ["Read Message History"]))
    where = client.get_partial_messageable(channel)
    with _explained(client, round_.channel):
        async for message in where.history(
            limit=None, after=round_.opened_at - CLOCKS_APART, oldest_first=True
        ):
            if message.author == client.user and _shows(message, round_):
                return MessageId(str(message.id))
    return None


async def edit(client: discord.Client, round_: Round, message: MessageId, card: Card) -> None:
    _, channel = parts(round_.channel)
    with _explained(client, round_.channel):
        await wire.edit(client, channel, int(message), to_message(card))


def parts(channel: ChannelId) -> tuple[int, int]:
    """Guild and channel; Refused if it names none of Discord's."""
    guild, _, id_ = channel.removeprefix("discord:").partition("/")
    if not (guild.isdecimal() and id_.isdecimal()):
        raise Refused(no_channel(channel))
    return int(guild), int(id_)


def _mention(mention: str, guild: int) -> wire.Json:
    """The round's mention as content, and leave to ping just that."""
    if not mention:
        return {}
    if mention == str(guild):  # the role that everyone has bears the server's own number
        return {"content": "@everyone", "allowed_mentions": {"parse": ["everyone"]}}
    return {"content": f"<@&{mention}>", "allowed_mentions": {"parse": [], "roles": [mention]}}


def _shows(message: discord.Message, round_: Round) -> bool:
    for row in message.components:
        for button in getattr(row, "children", ()):
            try:
                press = decode(button.custom_id or "")
            except ValueError:
                continue
            if getattr(press, "round", None) == round_.id:
                return True
    return False


async def _start_thread(client: discord.Client, channel: int, message: int, card: Card) -> None:
    try:
        await wire.start_thread(client, channel, message, summary(card, LONGEST_THREAD_NAME))
    except (discord.DiscordException, aiohttp.ClientError, OSError, TimeoutError) as error:
        # the question stands, which is what counts
        log.warning("discord.thread_failed", channel=channel, message=message, error=str(error))


def _explained(client: discord.Client, channel: ChannelId) -> AbstractContextManager[None]:
    """Discord's errors as Refused or Unreachable."""
    return told_apart(partial(_refusal, client, channel))


def _refusal(client: discord.Client, channel: ChannelId, error: discord.HTTPException) -> str:
    name = _name(client, channel)
    if error.status == 400:
        return rejected(name, error.text)
    if isinstance(error, discord.NotFound):
        return no_channel(name)
    return lacks(name, missing_in(client, *parts(channel)) or list(NEEDED.values()))


def _name(client: discord.Client, channel: ChannelId) -> str:
    known = client.get_channel(parts(channel)[1])
    return f"#{known.name} ({channel})" if isinstance(known, discord.abc.GuildChannel) else channel
