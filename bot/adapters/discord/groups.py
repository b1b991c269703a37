"""Roles of a server and who has them."""

from collections.abc import Sequence
from typing import Any, Final

import discord

from bot.adapters.discord.client import StudyClient
from bot.adapters.discord.failures import told_apart
from bot.adapters.discord.words import NO_MEMBERS_INTENT, NO_SUCH_MEMBER, NO_SUCH_ROLE
from bot.domain.ids import Account, WorkspaceId
from bot.ports.outside import Refused

GONE: Final = (10007, 10013)  # Discord's codes for a member and a user that are not there
PAGE: Final = 1000  # members that Discord gives at once


async def title(client: StudyClient, workspace: WorkspaceId, role: str) -> str:
    """Refused: the server has no such role, or it is that of everybody. Unreachable."""
    with told_apart(lambda _: NO_SUCH_ROLE):
        guild = await client.guild(_guild(workspace)) if role.isdecimal() else None
    found = guild.get_role(int(role)) if guild else None
    if found is None or found.is_default():
        raise Refused(NO_SUCH_ROLE)
    return found.name


async def members(client: discord.Client, workspace: WorkspaceId, role: str) -> Sequence[tuple[Account, str]]:
    """Everybody with a role; Discord tells it only to applications with the Server Members Intent."""
    guild, after = _guild(workspace), 0
    found: list[tuple[Account, str]] = []
    while True:
        with told_apart(lambda _: NO_MEMBERS_INTENT):
            page: Any = await client.http.get_members(guild, PAGE, after)
        people = [one for one in page if not one["user"].get("bot")]
        found += [(_account(one), name(one)) for one in people if role in one["roles"]]
        if len(page) < PAGE:
            return found
        after = max(int(one["user"]["id"]) for one in page)


async def name_there(client: discord.Client, workspace: WorkspaceId, account: Account) -> str | None:
    """None only for somebody whom Discord knows to be no member of the server."""
    with told_apart(lambda error: f"Discord does not say who is there: {error.text}"):
        try:
            return name(
                await client.http.get_member(_guild(workspace), int(account.removeprefix("discord:")))
            )
        except discord.NotFound as error:
            if error.code in GONE:
                return None
            raise


async def name_of(client: discord.Client, workspace: WorkspaceId, account: Account) -> str:
    """Refused: they are no member of the server."""
    user = account.removeprefix("discord:")
    if not user.isdecimal():
        raise Refused(NO_SUCH_MEMBER)
    with told_apart(lambda _: NO_SUCH_MEMBER):
        return name(await client.http.get_member(_guild(workspace), int(user)))


def name(member: Any) -> str:
    """What people see, from Discord's JSON of a member."""
    user = member["user"]
    return str(member.get("nick") or user.get("global_name") or user["username"])


def _account(member: Any) -> Account:
    return Account(f"discord:{member['user']['id']}")


def _guild(workspace: WorkspaceId) -> int:
    number = workspace.removeprefix("discord:")
    if not number.isdecimal():
        raise Refused(NO_SUCH_MEMBER)
    return int(number)
