"""Persons, their accounts, and their names in each workspace."""

from sqlalchemy import literal_column, select
from sqlalchemy.dialects.sqlite import insert

from bot.adapters.store.database import Database
from bot.adapters.store.recent import Recent
from bot.adapters.store.tables import accounts, members, persons
from bot.adapters.store.transaction import Transaction, given
from bot.domain.ids import Account, PersonId, WorkspaceId
from bot.domain.people import Actor

_MEMBERS_KEPT = 2000

_FIND = select(accounts.c.person).where(accounts.c.account == given("account"))
_ADD_PERSON = insert(persons)
_ADD_ACCOUNT = insert(accounts)
_ADD_MEMBER = insert(members)
_NAME_MEMBER = _ADD_MEMBER.on_conflict_do_update(
    index_elements=[members.c.person, members.c.workspace],
    set_={"name": _ADD_MEMBER.excluded.name, "has_left": literal_column("0")},
)
# the name in this workspace first, else one from elsewhere
_NAMES = (
    select(members.c.name)
    .where(members.c.person == given("person"))
    .order_by((members.c.workspace == given("workspace")).desc(), members.c.workspace)
    .limit(1)
)


class SqlitePeople:
    def __init__(self, database: Database) -> None:
        self._database = database
        self._known = Recent[tuple[Account, WorkspaceId], tuple[PersonId, str]](_MEMBERS_KEPT)

    async def recognise(self, actor: Actor) -> PersonId:
        key = (actor.account, actor.workspace)
        known = self._known.get(key)
        if known is not None and known[1] == actor.name:
            return known[0]
        return await self._database.write(
            lambda tx: _recognise(tx, actor),
            committed=lambda person: self._known.put(key, (person, actor.name)),
        )

    async def find(self, account: Account) -> PersonId | None:
        row = await self._database.read(lambda tx: tx.one(_FIND, {"account": account}))
        return row[0] if row else None

    async def name_of(self, person: PersonId, workspace: WorkspaceId) -> str:
        """LookupError for a person whom nobody has ever seen."""
        values = {"person": person, "workspace": workspace}
        row = await self._database.read(lambda tx: tx.one(_NAMES, values))
        if row is None:
            raise LookupError(f"person {person} is no member of any workspace")
        name: str = row[0]
        return name


def _recognise(tx: Transaction, actor: Actor) -> PersonId:
    row = tx.one(_FIND, {"account": actor.account})
    person = PersonId(row[0] if row else tx.new_key(_ADD_PERSON, {"id": None}))
    if row is None:
        tx.run(_ADD_ACCOUNT, {"account": actor.account, "person": person})
    member = {"person": person, "workspace": actor.workspace, "name": actor.name}
    tx.run(_NAME_MEMBER, {**member, "is_hidden": False, "has_left": False})
    return person
