"""Files that managers have sent and not decided about yet."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.audit import AuditEntry
from bot.domain.ids import UploadId, WorkspaceId
from bot.domain.importing import Upload
from bot.domain.own_questions import OwnQuestion


class Uploads(Protocol):
    async def keep(self, upload: Upload) -> None:
        """Keep a file in the place of any other that this person has waiting in this workspace."""
        ...

    async def find(self, workspace: WorkspaceId, id_: UploadId, now: datetime) -> Upload | None:
        """None also where it has expired."""
        ...

    async def drop(self, workspace: WorkspaceId, id_: UploadId) -> None: ...

    async def drop_expired(self, now: datetime) -> None: ...

    async def take_in(
        self, upload: Upload, questions: Sequence[OwnQuestion], entry: AuditEntry
    ) -> int | None:
        """Keep its questions, drop the file and note who did it, in one transaction.

        How many were kept: one whose id was taken meanwhile is not. None if the file is gone.
        """
        ...
