"""User groups of a workspace and who is in them."""

from collections.abc import Sequence

from bot.adapters.slack.actors import shown_name
from bot.adapters.slack.api import SlackApi
from bot.domain.ids import Account, WorkspaceId
from bot.ports.outside import Refused

GONE = "This workspace has no such user group, or it is switched off."


class SlackGroups:
    """Implements the port `Groups`."""

    def __init__(self, api: SlackApi) -> None:
        self._api = api

    async def title(self, workspace: WorkspaceId, group: str) -> str:
        groups = (await self._api.get("usergroups.list"))["usergroups"]
        found = next((one for one in groups if group in (one["id"], one.get("handle"))), None)
        if found is None:
            raise Refused(GONE)
        return str(found["name"])

    async def members(self, workspace: WorkspaceId, group: str) -> Sequence[tuple[Account, str]] | None:
        """Without names, which Slack tells one by one."""
        users = (await self._api.get("usergroups.users.list", where="that user group", usergroup=group))[
            "users"
        ]
        return [(Account(f"{workspace}/{user}"), "") for user in users]

    async def name_there(self, workspace: WorkspaceId, account: Account) -> str | None:
        """Slack keeps those who have left, and marks them."""
        user = (await self._api.get("users.info", user=account.partition("/")[2]))["user"]
        return None if user.get("deleted") else shown_name(user)

    async def name_of(self, workspace: WorkspaceId, account: Account) -> str:
        user = account.partition("/")[2]
        about = (await self._api.get("users.info", user=user))["user"]
        return shown_name(about) or str(about.get("name") or user)
