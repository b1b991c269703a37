"""Persons and names in memory."""

from collections.abc import Collection, Mapping

from bot.domain.ids import (
    Account,
    PersonId,
    WorkspaceId,
)
from bot.domain.people import Actor
from bot.ports.records import Seen
from tests.fakes_store.kept import Group


class MemoryPeople(Group):
    async def recognise(self, actor: Actor) -> PersonId:
        person = self.kept.accounts.setdefault(actor.account, PersonId(len(self.kept.accounts) + 1))
        if not actor.is_login or (person, actor.workspace) not in self.kept.names:
            self.kept.names[person, actor.workspace] = actor.name
        return person

    async def find(self, account: Account) -> PersonId | None:
        return self.kept.accounts.get(account)

    async def name_of(self, person: PersonId, workspace: WorkspaceId) -> str:
        names = {where: name for (who, where), name in self.kept.names.items() if who == person}
        if not names:
            raise LookupError(f"person {person} is no member of any workspace")
        return names.get(workspace) or names[min(names)]

    async def is_hidden(self, person: PersonId, workspace: WorkspaceId) -> bool:
        return False

    async def mark_left(self, people: Collection[PersonId], workspace: WorkspaceId) -> None:
        return

    async def names(self, workspace: WorkspaceId, people: Collection[PersonId]) -> Mapping[PersonId, str]:
        known = self.kept.names
        return {person: known[person, workspace] for person in people if (person, workspace) in known}

    async def next_seen(self, after: Seen | None) -> Seen | None:
        return None
