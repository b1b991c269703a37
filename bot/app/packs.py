"""The packs of all workspaces, kept at hand so that no click asks the database for them."""

from collections import defaultdict

from bot.domain.bank import Bank
from bot.domain.ids import PersonId, QuestionId, WorkspaceId
from bot.domain.own_questions import State
from bot.domain.pack import Pack, with_pack
from bot.ports.store import Store


class Packs:
    """As the store held them at the last `load`."""

    def __init__(self) -> None:
        self._packs: dict[WorkspaceId, Pack] = {}
        self._banks: dict[WorkspaceId, tuple[Bank, Bank]] = {}

    async def load(self, store: Store, workspace: WorkspaceId | None = None) -> None:
        """Read what is in the pack of one workspace, or of each."""
        own = await store.own_questions.packs(workspace)
        hidden = await store.hidden_questions.all(workspace)
        for place in {*own, *hidden, *([workspace] if workspace else self._packs)}:
            by_state = defaultdict(list)
            for each in own.get(place, ()):
                if each.question is not None:
                    by_state[each.state].append(each.question)
            self._packs[place] = Pack(
                questions=tuple(by_state[State.APPROVED]),
                removed=tuple(by_state[State.REMOVED]),
                hidden=frozenset(hidden.get(place, ())),
                authors={e.id: e.author for e in own.get(place, ()) if not e.is_imported},
            )
            self._banks.pop(place, None)

    def bank_of(self, shared: Bank, workspace: WorkspaceId) -> Bank:
        """The shared bank as a workspace has it, made anew only after one of the two has changed."""
        pack = self._packs.get(workspace)
        if pack is None:
            return shared
        known = self._banks.get(workspace)
        if known is None or known[0] is not shared:
            known = self._banks[workspace] = (shared, with_pack(shared, pack))
        return known[1]

    def author_of(self, workspace: WorkspaceId, id_: QuestionId) -> PersonId | None:
        """Who has suggested a question; None for one of the shared bank."""
        pack = self._packs.get(workspace)
        return pack.authors.get(id_) if pack else None
