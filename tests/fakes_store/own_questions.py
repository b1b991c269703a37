from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.domain.announcement import Announcement
from bot.domain.ids import ChannelId, PersonId, QuestionId, WorkspaceId
from bot.domain.own_questions import IN_PACK, WAITING, OwnQuestion, State

Key = tuple[WorkspaceId, QuestionId]


class MemoryOwnQuestions:
    def __init__(self) -> None:
        self._kept: dict[Key, OwnQuestion] = {}

    async def add(self, own: OwnQuestion, post: Announcement | None = None) -> bool:
        return self._kept.setdefault((own.workspace, own.id), own) is own

    async def find(self, workspace: WorkspaceId, id_: QuestionId) -> OwnQuestion | None:
        return self._kept.get((workspace, id_))

    async def replace(
        self, before: OwnQuestion, after: OwnQuestion, post: Announcement | None = None
    ) -> bool:
        key = (before.workspace, before.id)
        known = self._kept.get(key)
        if known is None or (known.state, known.written) != (before.state, before.written):
            return False
        self._kept[key] = after
        return True

    async def untold(self) -> Sequence[tuple[WorkspaceId, QuestionId]]:
        return ()

    async def posts_in(self, channel: ChannelId) -> Sequence[Announcement]:
        return ()

    async def listed(self, workspace: WorkspaceId, state: State) -> Sequence[OwnQuestion]:
        found = [own for own in self._kept.values() if own.workspace == workspace and own.state is state]
        return sorted(found, key=lambda own: (own.written_at, own.id))

    async def ids(self, workspace: WorkspaceId) -> Sequence[QuestionId]:
        return [id_ for place, id_ in self._kept if place == workspace]

    async def waiting(self, workspace: WorkspaceId, author: PersonId) -> Sequence[OwnQuestion]:
        found = [*await self.listed(workspace, WAITING[0]), *await self.listed(workspace, WAITING[1])]
        mine = [own for own in found if own.author == author]
        return sorted(mine, key=lambda own: (own.written_at, own.id))

    async def packs(
        self, workspace: WorkspaceId | None = None
    ) -> Mapping[WorkspaceId, Sequence[OwnQuestion]]:
        found: dict[WorkspaceId, list[OwnQuestion]] = defaultdict(list)
        for own in sorted(self._kept.values(), key=lambda own: (str(own.decided_at), own.id)):
            if own.state in IN_PACK and workspace in (None, own.workspace):
                found[own.workspace].append(own)
        return found


class MemoryHiddenQuestions:
    def __init__(self) -> None:
        self._kept: set[Key] = set()

    async def hide(self, workspace: WorkspaceId, id_: QuestionId, by: PersonId, at: datetime) -> bool:
        is_new = (workspace, id_) not in self._kept
        self._kept.add((workspace, id_))
        return is_new

    async def unhide(self, workspace: WorkspaceId, id_: QuestionId) -> bool:
        was_hidden = (workspace, id_) in self._kept
        self._kept.discard((workspace, id_))
        return was_hidden

    async def all(self, workspace: WorkspaceId | None = None) -> Mapping[WorkspaceId, Sequence[QuestionId]]:
        found: dict[WorkspaceId, list[QuestionId]] = defaultdict(list)
        for place, question in sorted(self._kept):
            if workspace in (None, place):
                found[place].append(question)
        return found
