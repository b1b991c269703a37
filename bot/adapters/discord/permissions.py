"""Which permissions the bot needs, and which of them it lacks somewhere."""

from collections.abc import Mapping
from typing import Final

import discord

NEEDED: Final = {
    "read_messages": "View Channel",
    "send_messages": "Send Messages",
    "embed_links": "Embed Links",
    "read_message_history": "Read Message History",
}
FOR_THREADS: Final = {
    "create_public_threads": "Create Public Threads",
    "send_messages_in_threads": "Send Messages in Threads",
}

FOR_PICTURES: Final = {"attach_files": "Attach Files"}


def invite_url(application_id: int) -> str:
    """The address at which a manager adds the bot to a server, with just the permissions it needs."""
    wanted = discord.Permissions(**dict.fromkeys([*NEEDED, *FOR_THREADS, *FOR_PICTURES], True))
    return discord.utils.oauth_url(
        application_id, permissions=wanted, scopes=("bot", "applications.commands")
    )


def missing(has: discord.Permissions, wanted: Mapping[str, str] = NEEDED) -> list[str]:
    """The wanted permissions that are not among these, as Discord's settings call them.

    Those are left out that Discord takes away together with a missing one.
    """
    if not has.read_messages:
        return [NEEDED["read_messages"]]
    without = {"embed_links", "attach_files"} if not has.send_messages else set()
    return [title for name, title in wanted.items() if name not in without and not getattr(has, name)]


def missing_in(client: discord.Client, guild_id: int, channel_id: int) -> list[str]:
    """What the bot lacks in a channel as far as the gateway has told; nothing where it has told nothing."""
    guild = client.get_guild(guild_id)
    channel = guild.get_channel(channel_id) if guild else None
    if guild is None or channel is None or guild.me is None:
        return []
    return missing(channel.permissions_for(guild.me))
