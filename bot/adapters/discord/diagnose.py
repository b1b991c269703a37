"""What keeps the bot from working on Discord, for `studybot doctor`."""

from collections.abc import AsyncIterator, Iterable

import aiohttp
import discord

from bot.adapters.discord.channels import parts
from bot.adapters.discord.client import point_at
from bot.adapters.discord.permissions import FOR_PICTURES, NEEDED, missing
from bot.adapters.discord.words import (
    ENDPOINT_MISSING,
    ENDPOINT_SET,
    FOREIGN_KEY,
    LOGIN_MISSING,
    LOGIN_REFUSED,
    NO_MEMBERS_INTENT,
    NOT_INVITED,
    lacks,
    no_channel,
)
from bot.config.settings import DiscordSettings
from bot.domain.ids import ChannelId
from bot.ports.outside import Refused


async def diagnose(settings: DiscordSettings, channels: Iterable[ChannelId] = ()) -> list[str]:
    """Every problem in words that say what to do; the channels are those that schedules ask in."""
    if not settings.token:
        return [LOGIN_MISSING]
    point_at(settings)
    async with discord.Client(intents=discord.Intents(guilds=True)) as client:
        try:
            await client.login(settings.token)
            problems = [problem async for problem in _problems(client, settings, channels)]
            return problems + ([NO_MEMBERS_INTENT] if settings.members_intent and not _lists(client) else [])
        except discord.LoginFailure:
            return [LOGIN_REFUSED]
        except (discord.DiscordException, aiohttp.ClientError, OSError, TimeoutError) as error:
            return [f"Discord cannot be reached: {error}"]


def _lists(client: discord.Client) -> bool:
    """True for an application that may list the members of servers, be they few or many."""
    flags = client.application.flags if client.application else discord.ApplicationFlags()
    return flags.gateway_guild_members or flags.gateway_guild_members_limited


def _endpoint_problem(application: discord.AppInfo | None, public_key: str) -> str:
    """Interactions go to the endpoint where there is one, and to the gateway where there is none."""
    if application is None:
        return ""
    if public_key and application.verify_key.lower() != public_key.lower():
        return FOREIGN_KEY
    if public_key and not application.interactions_endpoint_url:
        return ENDPOINT_MISSING
    return ENDPOINT_SET if application.interactions_endpoint_url and not public_key else ""


async def _problems(
    client: discord.Client, settings: DiscordSettings, channels: Iterable[ChannelId]
) -> AsyncIterator[str]:
    if amiss := _endpoint_problem(client.application, settings.public_key):
        yield amiss
    if not [guild async for guild in client.fetch_guilds(limit=1)]:
        yield NOT_INVITED
        return
    for channel in sorted(set(channels)):
        if problem := await _problem_in(client, channel):
            yield problem


async def _problem_in(client: discord.Client, id_: ChannelId) -> str | None:
    try:
        guild_id, channel_id = parts(id_)
        guild = await client.fetch_guild(guild_id)
        channel = await guild.fetch_channel(channel_id)
        assert client.user is not None
        me = await guild.fetch_member(client.user.id)
    except Refused as refusal:
        return str(refusal)
    except (discord.NotFound, discord.Forbidden, discord.InvalidData):
        return no_channel(id_)
    lacking = missing(channel.permissions_for(me), NEEDED | FOR_PICTURES)
    return lacks(f"#{channel.name} ({id_})", lacking) if lacking else None
