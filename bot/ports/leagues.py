"""What is kept of leagues: one contest over several workspaces, on whatever platform."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from bot.domain.contest import Contest
from bot.domain.ids import ChannelId, ContestId, QuestionId, WorkspaceId


class JoinOutcome(StrEnum):
    JOINED = "joined"
    UNKNOWN_CODE = "unknown-code"
    IN_ANOTHER = "in-another"
    """The channel belongs to a league already, perhaps to this one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class League:
    """`contest` is the lasting contest that counts for it; its places are the league's channels."""

    contest: Contest
    code: str

    @property
    def id(self) -> ContestId:
        return self.contest.id

    @property
    def name(self) -> str:
        return self.contest.name


class Leagues(Protocol):
    async def create(self, league: League, now: datetime) -> bool:
        """Keep a league with its first channel; False if that channel belongs to one already."""
        ...

    async def join(self, code: str, channel: ChannelId, now: datetime) -> JoinOutcome:
        """Answers in the channel count from `now` on."""
        ...

    async def leave(self, channel: ChannelId, now: datetime) -> League | None:
        """Take a channel out of its league, which it was; what it has earned stays."""
        ...

    async def of_channel(self, channel: ChannelId) -> League | None: ...

    async def of_workspace(self, workspace: WorkspaceId) -> Sequence[League]:
        """The leagues of a workspace's channels and those it has begun."""
        ...

    async def asked(self, id_: ContestId) -> Sequence[QuestionId]:
        """Every question of a league, oldest first."""
        ...

    async def turn(self, channel: ChannelId, day: date) -> int:
        """How many questions a channel has been asked by schedule on a day so far."""
        ...

    async def question(
        self, id_: ContestId, day: date, number: int, wanted: QuestionId | None = None
    ) -> QuestionId | None:
        """A question of a day by its number from 0; where there is none yet it becomes the wanted one."""
        ...
