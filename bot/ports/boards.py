"""Rankings and personal numbers."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Protocol

from bot.domain.attendance import Attendance
from bot.domain.boards import Gap, Period, Score, Standing
from bot.domain.ids import ChannelId, PersonId, TopicId, WorkspaceId
from bot.domain.round import Rating
from bot.ports.records import BoardPage, TopicScore


class Boards(Protocol):
    async def page(
        self,
        scope: WorkspaceId | ChannelId,
        period: Period,
        day: date,
        after: tuple[int, PersonId] | None = None,
        before: tuple[int, PersonId] | None = None,
    ) -> BoardPage:
        """Ten standings by falling points (then person), `day` being today in the workspace's zone.

        The first ones, or those just behind `after`, or those just above `before`.
        """
        ...

    async def places(
        self, scope: WorkspaceId | ChannelId, period: Period, day: date, people: Collection[PersonId]
    ) -> Mapping[PersonId, int]:
        """The places of those people who are on a board."""
        ...

    async def gap(self, scope: WorkspaceId | ChannelId, period: Period, day: date, points: int) -> Gap | None:
        """What is missing to the place above so many points; None where nobody has more."""
        ...

    async def of_topic(
        self, scope: WorkspaceId | ChannelId, topic: TopicId, days: tuple[date, date]
    ) -> Sequence[Score]:
        """Everybody's sums on a topic from a day to another one, counted from the ledger, the best first.

        Without names and streaks. What rulings have changed counts as it does now; who is kept off the boards
        is left out.
        """
        ...

    async def standing(
        self, scope: WorkspaceId | ChannelId, period: Period, day: date, person: PersonId
    ) -> Standing | None: ...

    async def by_topic(self, workspace: WorkspaceId, person: PersonId) -> Sequence[TopicScore]: ...

    async def attendance(
        self, workspace: WorkspaceId, person: PersonId, today: date, since: date
    ) -> Attendance:
        """A person's streaks in a workspace as they stand `today`, and each asked day from `since` on."""
        ...

    async def ratings(self, workspace: WorkspaceId, person: PersonId) -> Mapping[Rating, int]: ...
