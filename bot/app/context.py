"""What every use case works with."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, tzinfo

from bot.app.packs import Packs
from bot.domain.bank import Bank
from bot.domain.ids import ChannelId, WorkspaceId, workspace_of
from bot.domain.picking import Chance
from bot.domain.rates import Limits
from bot.domain.retention import FOR_EVER, Retention
from bot.domain.schedule import Schedule
from bot.ports.outside import (
    Banks,
    Channels,
    Clock,
    Grader,
    Importer,
    Memory,
    NewId,
    PackFormat,
    Painter,
    Roster,
    Tellers,
    Watchers,
)
from bot.ports.store import Store
from bot.ports.teams import Groups


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """`file_schedules` are those of the config file; `catch_up` is how late a missed question still comes.

    `grader` is None where nobody has set one up. `file_inboxes` are the managers' channels of the config
    file, `hide` takes a question out of what a workspace is asked, where there is such a way.
    `hides_departed` are workspaces whose boards leave out who is gone, where others mark them. Without
    `limits` people may ask for as much as they like.
    """

    store: Store
    banks: Banks
    channels: Channels
    watchers: Watchers
    clock: Clock
    chance: Chance
    new_id: NewId
    zone_of: Callable[[WorkspaceId], tzinfo]
    file_schedules: Sequence[Schedule]
    catch_up: timedelta
    memory: Memory
    tellers: Tellers
    painter: Painter
    groups: Groups
    roster: Roster
    pack_format: PackFormat
    importer: Importer
    file_inboxes: Mapping[WorkspaceId, ChannelId] = field(default_factory=dict)
    grader: Grader | None = None
    packs: Packs = field(default_factory=Packs)
    hides_departed: Collection[WorkspaceId] = frozenset()
    retention: Retention = FOR_EVER
    limits: Limits | None = None

    def bank_of(self, workspace: WorkspaceId) -> Bank:
        """What a workspace can be asked: the shared bank with its own pack, without what it hides."""
        return self.packs.bank_of(self.banks.current, workspace)

    def today(self, workspace: WorkspaceId) -> date:
        """The date in a workspace's zone, by which boards count days, weeks and months."""
        return self.day_of(self.clock.now(), workspace)

    def day_of(self, at: datetime, workspace: WorkspaceId) -> date:
        return at.astimezone(self.zone_of(workspace)).date()

    def zone_for(self, channel: ChannelId) -> tzinfo:
        return self.zone_of(workspace_of(channel))

    async def schedules(self) -> Sequence[Schedule]:
        """Those of the file and those made in chat."""
        return (*self.file_schedules, *await self.store.schedules.all())
