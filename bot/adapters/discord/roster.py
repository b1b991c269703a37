"""Who manages a server, asked where a press does not say: in direct messages."""

from collections.abc import Collection

import discord

from bot.adapters.discord.client import StudyClient
from bot.adapters.discord.failures import told_apart
from bot.adapters.discord.words import NOT_SEEN
from bot.domain.ids import Account, WorkspaceId
from bot.ports.outside import Refused, Unreachable


async def may_manage(
    client: StudyClient, account: Account, workspace: WorkspaceId, manager_roles: Collection[str]
) -> bool:
    """True for the owner, and for members with Manage Server or a configured role. Unreachable."""
    server, user = workspace.removeprefix("discord:"), account.removeprefix("discord:")
    if not (server.isdecimal() and user.isdecimal()):
        return False
    try:
        with told_apart(str):
            guild = await client.guild(int(server))
            if guild is None:
                raise Unreachable(NOT_SEEN)
            if guild.owner_id == int(user):
                return True
            # one member by its id needs no privileged intent
            member = await client.http.get_member(guild.id, int(user))
    except Refused:
        return False
    held = {str(guild.id), *map(str, member["roles"])}  # everybody's role bears the server's number
    return not held.isdisjoint(manager_roles) or not held.isdisjoint(_managing_roles(guild))


def _managing_roles(guild: discord.Guild) -> set[str]:
    return {
        str(role.id)
        for role in guild.roles
        if role.permissions.manage_guild or role.permissions.administrator
    }
