"""What is kept of a workspace's own questions, and of the questions that its managers have hidden."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.announcement import Announcement
from bot.domain.ids import ChannelId, PersonId, QuestionId, WorkspaceId
from bot.domain.own_questions import OwnQuestion, State


class OwnQuestions(Protocol):
    async def add(self, own: OwnQuestion, post: Announcement | None = None) -> bool:
        """Keep what somebody has written, with its post; False if the workspace has a question of that id."""
        ...

    async def find(self, workspace: WorkspaceId, id_: QuestionId) -> OwnQuestion | None: ...

    async def replace(
        self, before: OwnQuestion, after: OwnQuestion, post: Announcement | None = None
    ) -> bool:
        """Keep a question as it is now; False if its state or its text is not that of `before` any more.

        Where a suggestion is decided, the change of its post goes into the outbox, and there is a notice for
        its author, unless they have decided it themselves.
        """
        ...

    async def untold(self) -> Sequence[tuple[WorkspaceId, QuestionId]]:
        """Suggestions of which no manager has been told, and that stand in no channel or could not."""
        ...

    async def posts_in(self, channel: ChannelId) -> Sequence[Announcement]:
        """The announcements of suggestions that wait in a channel, ten at most, newest first."""
        ...

    async def listed(self, workspace: WorkspaceId, state: State) -> Sequence[OwnQuestion]:
        """Those in one state, oldest first."""
        ...

    async def ids(self, workspace: WorkspaceId) -> Sequence[QuestionId]:
        """Every id that is taken, whatever has become of its question."""
        ...

    async def waiting(self, workspace: WorkspaceId, author: PersonId) -> Sequence[OwnQuestion]:
        """The drafts and suggestions of a person that wait in a workspace, oldest first."""
        ...

    async def packs(
        self, workspace: WorkspaceId | None = None
    ) -> Mapping[WorkspaceId, Sequence[OwnQuestion]]:
        """What one workspace has in its pack, or every one, removed questions included."""
        ...


class HiddenQuestions(Protocol):
    async def hide(self, workspace: WorkspaceId, id_: QuestionId, by: PersonId, at: datetime) -> bool:
        """False if it was hidden already."""
        ...

    async def unhide(self, workspace: WorkspaceId, id_: QuestionId) -> bool:
        """False if it was not hidden."""
        ...

    async def all(self, workspace: WorkspaceId | None = None) -> Mapping[WorkspaceId, Sequence[QuestionId]]:
        """What one workspace hides, or every one."""
        ...
