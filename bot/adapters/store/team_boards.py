"""What teams have earned, for boards without a contest."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from bot.adapters.store.database import Database
from bot.adapters.store.streaks import Scope
from bot.adapters.store.team_tables import team_totals, teams
from bot.adapters.store.topic_boards import topic_tallies
from bot.adapters.store.transaction import given
from bot.domain.boards import Period
from bot.domain.ids import TopicId
from bot.domain.team_scores import TeamTally

_TALLIES = (
    select(
        teams.c.id,
        teams.c.name,
        team_totals.c.points,
        team_totals.c.right,
        team_totals.c.answered,
        teams.c.ended_at.is_not(None),
    )
    .join(teams, teams.c.id == team_totals.c.team)
    .where(team_totals.c.scope == given("scope"), team_totals.c.period == given("period"))
)


class SqliteTeamBoards:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def tallies(self, scope: Scope, period: Period, day: date) -> Sequence[TeamTally]:
        values = {"scope": scope, "period": period.key(day)}
        rows = await self._database.read(lambda tx: tx.all(_TALLIES, values))
        return [
            TeamTally(
                team=team, name=name, points=points, right=right, answered=answered, has_ended=bool(ended)
            )
            for team, name, points, right, answered, ended in rows
        ]

    async def of_topic(self, scope: Scope, topic: TopicId, days: tuple[date, date]) -> Sequence[TeamTally]:
        return await self._database.read(lambda tx: topic_tallies(tx, scope, topic, days))
