"""Tell Discord our slash commands, if it does not know them as they are."""

from collections.abc import Mapping
from typing import Any

import aiohttp
import discord
import structlog
from discord import app_commands

log = structlog.get_logger()

OWN_TO_DISCORD = frozenset({"contexts", "integration_types"})
"""What Discord may fill in by itself; it is compared only where we say something."""


async def sync(client: discord.Client, tree: app_commands.CommandTree[Any]) -> None:
    """A failure is logged and not fatal: the commands that Discord has keep working."""
    try:
        assert client.application_id is not None
        known = await client.http.get_global_commands(client.application_id)
        wanted = [command.to_dict(tree) for command in tree.get_commands()]
        if same(_by_name(wanted), _by_name(known)):
            return
        await tree.sync()
        log.info("discord.commands_synced", count=len(wanted))
    except (discord.DiscordException, aiohttp.ClientError, OSError, TimeoutError) as error:
        log.warning("discord.commands_not_synced", error=str(error))


def _by_name(commands: Any) -> dict[str, Any]:
    return {command["name"]: command for command in commands}


def same(ours: object, theirs: object) -> bool:
    """True if what we say is what they have; what we do not say may differ, and nothing equals left out."""
    if isinstance(ours, Mapping):
        other = theirs if isinstance(theirs, Mapping) else {}
        return all(same(value, other.get(key)) for key, value in ours.items())
    if isinstance(ours, list) and isinstance(theirs, list):
        return len(ours) == len(theirs) and all(map(same, ours, theirs))
    return ours == theirs or not (ours or theirs)
