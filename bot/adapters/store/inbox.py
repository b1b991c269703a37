"""Where the managers of a workspace hear of things, and who they are."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.dialects.sqlite import insert

from bot.adapters.store.codec import to_micros, to_moment
from bot.adapters.store.database import Database
from bot.adapters.store.inbox_tables import inboxes, managers
from bot.adapters.store.transaction import given
from bot.domain.ids import Account, ChannelId, PersonId, WorkspaceId

_CHANNEL = select(inboxes.c.channel).where(inboxes.c.workspace == given("workspace"))
_ADD = insert(inboxes)
_SET = _ADD.on_conflict_do_update(
    index_elements=[inboxes.c.workspace], set_={"channel": _ADD.excluded.channel}
)
_CLEAR = delete(inboxes).where(inboxes.c.workspace == given("workspace"))
_THAT_ONE = (managers.c.workspace == given("workspace")) & (managers.c.account == given("account"))
_SEEN = select(managers.c.seen_at).where(_THAT_ONE)
_FORGET = delete(managers).where(_THAT_ONE)
_ADD_MANAGER = insert(managers)
_NOTE = _ADD_MANAGER.on_conflict_do_update(
    index_elements=[managers.c.workspace, managers.c.account],
    set_={"person": _ADD_MANAGER.excluded.person, "seen_at": _ADD_MANAGER.excluded.seen_at},
)
_MANAGERS = (
    select(managers.c.person)
    .where(managers.c.workspace == given("workspace"))
    .order_by(managers.c.seen_at.desc(), managers.c.account)
    .limit(given("limit"))
)


class SqliteInbox:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def channel_of(self, workspace: WorkspaceId) -> ChannelId | None:
        row = await self._database.read(lambda tx: tx.one(_CHANNEL, {"workspace": workspace}))
        return row[0] if row else None

    async def set_channel(self, workspace: WorkspaceId, channel: ChannelId | None) -> None:
        values = {"workspace": workspace, "channel": channel}
        await self._database.write(lambda tx: tx.run(_SET if channel else _CLEAR, values))

    async def seen(self, workspace: WorkspaceId, account: Account) -> datetime | None:
        values = {"workspace": workspace, "account": account}
        row = await self._database.read(lambda tx: tx.one(_SEEN, values))
        return to_moment(row[0]) if row else None

    async def note(self, workspace: WorkspaceId, account: Account, person: PersonId, at: datetime) -> None:
        values = {"workspace": workspace, "account": account, "person": person, "seen_at": to_micros(at)}
        await self._database.write(lambda tx: tx.run(_NOTE, values))

    async def forget(self, workspace: WorkspaceId, account: Account) -> None:
        values = {"workspace": workspace, "account": account}
        await self._database.write(lambda tx: tx.run(_FORGET, values))

    async def managers(self, workspace: WorkspaceId, limit: int) -> Sequence[PersonId]:
        values = {"workspace": workspace, "limit": limit}
        rows = await self._database.read(lambda tx: tx.all(_MANAGERS, values))
        return [PersonId(person) for (person,) in rows]
