"""Persons, their accounts, and their names in each workspace."""

from collections.abc import Collection, Mapping

import msgspec
from sqlalchemy import func, literal_column, select, update
from sqlalchemy.dialects.sqlite import insert

from bot.adapters.store.database import Database
from bot.adapters.store.names import SHOWN_NAME
from bot.adapters.store.recent import Recent
from bot.adapters.store.tables import accounts, members, persons
from bot.adapters.store.transaction import Transaction, given
from bot.domain.ids import Account, PersonId, WorkspaceId
from bot.domain.people import Actor
from bot.ports.records import Seen

_MEMBERS_KEPT = 2000

_FIND = select(accounts.c.person).where(accounts.c.account == given("account"))
_ADD_PERSON = insert(persons)
_ADD_ACCOUNT = insert(accounts)
_ADD_MEMBER = insert(members)
_NAME_MEMBER = _ADD_MEMBER.on_conflict_do_update(
    index_elements=[members.c.person, members.c.workspace],
    set_={"name": _ADD_MEMBER.excluded.name, "has_left": literal_column("0")},
)
_MEET_MEMBER = _ADD_MEMBER.on_conflict_do_update(
    index_elements=[members.c.person, members.c.workspace], set_={"has_left": literal_column("0")}
)
_IS_HIDDEN = select(members.c.is_hidden).where(
    members.c.person == given("person"), members.c.workspace == given("workspace")
)
_FIRST = (
    select(accounts.c.account, members.c.workspace, members.c.person)
    .join(members, members.c.person == accounts.c.person)
    .where(accounts.c.account > "", ~members.c.has_left)
    .order_by(accounts.c.account, members.c.workspace)
    .limit(1)
)
_SAME_ACCOUNT = _FIRST.where(accounts.c.account == given("account"), members.c.workspace > given("workspace"))
_LATER_ACCOUNT = _FIRST.where(accounts.c.account > given("account"))
_LEAVE = (
    update(members)
    .values(has_left=literal_column("1"))
    .where(members.c.person == given("who"), members.c.workspace == given("where"))
)
_ALL_NAMES = select(members.c.person, SHOWN_NAME).where(
    members.c.workspace == given("workspace"),
    members.c.person.in_(select(func.json_each(given("people")).table_valued("value").c.value)),
)
# the name in this workspace first, else one from elsewhere
_NAMES = (
    select(SHOWN_NAME)
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
        if known is not None and (actor.is_login or known[1] == actor.name):
            return known[0]
        return await self._database.write(
            lambda tx: _recognise(tx, actor),
            committed=lambda person: self._known.put(key, (person, actor.name)),
        )

    def forget(self) -> None:
        """People were changed by somebody else."""
        self._known.clear()

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

    async def is_hidden(self, person: PersonId, workspace: WorkspaceId) -> bool:
        values = {"person": person, "workspace": workspace}
        row = await self._database.read(lambda tx: tx.one(_IS_HIDDEN, values))
        return bool(row and row[0])

    async def names(self, workspace: WorkspaceId, people: Collection[PersonId]) -> Mapping[PersonId, str]:
        values = {"workspace": workspace, "people": msgspec.json.encode(list(people)).decode()}
        return dict(await self._database.read(lambda tx: tx.all(_ALL_NAMES, values)))

    async def next_seen(self, after: Seen | None) -> Seen | None:
        return await self._database.read(lambda tx: _next_seen(tx, after))

    async def mark_left(self, people: Collection[PersonId], workspace: WorkspaceId) -> None:
        rows = [{"who": person, "where": workspace} for person in people]
        await self._database.write(
            lambda tx: tx.run_all(_LEAVE, rows),
            committed=lambda _: self._known.clear(),  # so that whoever comes back is noticed
        )


def _next_seen(tx: Transaction, after: Seen | None) -> Seen | None:
    if after is None:
        row = tx.one(_FIRST, {})
    else:
        last = {"account": after.account, "workspace": after.workspace}
        row = tx.one(_SAME_ACCOUNT, last) or tx.one(_LATER_ACCOUNT, last)
    return Seen(*row) if row else None


def _recognise(tx: Transaction, actor: Actor) -> PersonId:
    row = tx.one(_FIND, {"account": actor.account})
    person = PersonId(row[0] if row else tx.new_key(_ADD_PERSON, {"id": None}))
    if row is None:
        tx.run(_ADD_ACCOUNT, {"account": actor.account, "person": person})
    member = {"person": person, "workspace": actor.workspace, "name": actor.name}
    tx.run(
        _MEET_MEMBER if actor.is_login else _NAME_MEMBER, {**member, "is_hidden": False, "has_left": False}
    )
    return person
