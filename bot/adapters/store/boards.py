"""Rankings and personal numbers, read from totals and never from the whole ledger."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from sqlalchemy import and_, case, func, select

from bot.adapters.store.attendance import attendance_of
from bot.adapters.store.board_places import gap, people_above, people_at, places
from bot.adapters.store.database import Database
from bot.adapters.store.ledger import COUNTED
from bot.adapters.store.names import SHOWN_NAME
from bot.adapters.store.streaks import Scope, days_over, streak_since, to_run
from bot.adapters.store.tables import answers, members, ratings, rounds, runs, totals
from bot.adapters.store.topic_boards import topic_scores
from bot.adapters.store.transaction import Row, Transaction, given
from bot.domain.attendance import Attendance
from bot.domain.boards import Gap, Period, Score, Standing, place
from bot.domain.ids import ChannelId, PersonId, TopicId, WorkspaceId, workspace_of
from bot.domain.question import Level
from bot.domain.round import Rating
from bot.domain.scoring import POINTS
from bot.ports.records import BoardPage, TopicScore

PAGE = 10
Cursor = tuple[int, PersonId]

_latest = runs.alias("latest")
_LATEST_START = (
    select(func.max(_latest.c.first_day))
    .where(_latest.c.scope == totals.c.scope, _latest.c.person == totals.c.person)
    .correlate(totals)
    .scalar_subquery()
)
_SCORES = (
    select(totals.c.person, SHOWN_NAME, totals.c.points, totals.c.right, totals.c.answered)
    .add_columns(members.c.has_left, runs.c.first_day, runs.c.last_day, runs.c.length)
    .select_from(totals)
    .outerjoin(members, and_(members.c.person == totals.c.person, members.c.workspace == given("workspace")))
    .outerjoin(
        runs,
        and_(
            runs.c.scope == totals.c.scope,
            runs.c.person == totals.c.person,
            runs.c.first_day == _LATEST_START,
        ),
    )
    .where(totals.c.scope == given("scope"), totals.c.period == given("period"))
)
_FIRST_PAGE = _SCORES.order_by(totals.c.points.desc(), totals.c.person).limit(PAGE + 1)
# The rest of a board is two ranges of the index, one behind the other: SQLite cannot seek both in one.
_REST_OF_TIE = (
    _SCORES.where(totals.c.points == given("points"), totals.c.person > given("person"))
    .order_by(totals.c.person)
    .limit(PAGE + 1)
)
_BELOW = (
    _SCORES.where(totals.c.points < given("points"))
    .order_by(totals.c.points.desc(), totals.c.person)
    .limit(PAGE + 1)
)
# And towards the top, from the bottom up.
_ABOVE_IN_TIE = (
    _SCORES.where(totals.c.points == given("points"), totals.c.person < given("person"))
    .order_by(totals.c.person.desc())
    .limit(PAGE + 1)
)
_HIGHER = (
    _SCORES.where(totals.c.points > given("points"))
    .order_by(totals.c.points, totals.c.person.desc())
    .limit(PAGE + 1)
)
_ONE = _SCORES.where(totals.c.person == given("person"))


_points, _right, _answered = COUNTED
_is_expert = and_(_right > 0, _points == POINTS[Level.EXPERT])
_BY_TOPIC = (
    select(rounds.c.topic, func.sum(_right), func.sum(_answered))
    .add_columns(func.sum(case((_is_expert, 1), else_=0)))
    .join(rounds, rounds.c.id == answers.c.round)
    .where(answers.c.person == given("person"), answers.c.scored, rounds.c.workspace == given("workspace"))
    .group_by(rounds.c.topic)
    .having(func.sum(_answered) > 0)
    .order_by(rounds.c.topic)
)
_RATINGS = (
    select(ratings.c.rating, func.count())
    .join(rounds, rounds.c.id == ratings.c.round)
    .where(ratings.c.person == given("person"), rounds.c.workspace == given("workspace"))
    .group_by(ratings.c.rating)
)


class SqliteBoards:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def page(
        self,
        scope: Scope,
        period: Period,
        day: date,
        after: Cursor | None = None,
        before: Cursor | None = None,
    ) -> BoardPage:
        return await self._database.read(lambda tx: _Board(tx, scope, period, day).page(after, before))

    async def places(
        self, scope: Scope, period: Period, day: date, people: Collection[PersonId]
    ) -> Mapping[PersonId, int]:
        return await self._database.read(lambda tx: places(tx, scope, period.key(day), people))

    async def gap(self, scope: Scope, period: Period, day: date, points: int) -> Gap | None:
        return await self._database.read(lambda tx: gap(tx, scope, period.key(day), points))

    async def of_topic(self, scope: Scope, topic: TopicId, days: tuple[date, date]) -> Sequence[Score]:
        return await self._database.read(lambda tx: topic_scores(tx, scope, topic, days))

    async def standing(self, scope: Scope, period: Period, day: date, person: PersonId) -> Standing | None:
        return await self._database.read(lambda tx: _Board(tx, scope, period, day).standing(person))

    async def by_topic(self, workspace: WorkspaceId, person: PersonId) -> Sequence[TopicScore]:
        values = {"workspace": workspace, "person": person}
        rows = await self._database.read(lambda tx: tx.all(_BY_TOPIC, values))
        return [
            TopicScore(topic=topic, right=right, answered=answered, expert=expert)
            for topic, right, answered, expert in rows
        ]

    async def attendance(
        self, workspace: WorkspaceId, person: PersonId, today: date, since: date
    ) -> Attendance:
        return await self._database.read(lambda tx: attendance_of(tx, workspace, person, today, since))

    async def ratings(self, workspace: WorkspaceId, person: PersonId) -> Mapping[Rating, int]:
        values = {"workspace": workspace, "person": person}
        rows = await self._database.read(lambda tx: tx.all(_RATINGS, values))
        return {Rating(rating): rated for rating, rated in rows}


class _Board:
    """One board on one day, as it stands in a transaction."""

    def __init__(self, tx: Transaction, scope: Scope, period: Period, day: date) -> None:
        self._tx = tx
        self._scope = scope
        self._over = days_over(tx, scope, day)
        workspace = workspace_of(ChannelId(scope))
        self._values = {"scope": scope, "period": period.key(day), "workspace": workspace}

    def page(self, after: Cursor | None, before: Cursor | None = None) -> BoardPage:
        above = self._above(before) if before else []
        if len(above) > PAGE:
            shown = above[1:]
            return self._placed(shown, after=_cursor(shown[-1]), before=_cursor(shown[0]))
        scores = self._scores(after)  # the first ones, where fewer than a page are above
        shown = scores[:PAGE]
        if not shown:
            return BoardPage(standings=(), after=None)
        return self._placed(
            shown,
            after=_cursor(shown[-1]) if len(scores) > PAGE else None,
            before=_cursor(shown[0]) if after else None,
        )

    def _placed(self, standing: Sequence[Score], after: Cursor | None, before: Cursor | None) -> BoardPage:
        top = standing[0].points
        # matters only where the tie ends on this page: all of its people were here or before
        tied_above = people_at(self._tx, self._values, top) - sum(score.points == top for score in standing)
        standings = tuple(place(standing, people_above(self._tx, self._values, top), tied_above))
        return BoardPage(standings=standings, after=after, before=before)

    def standing(self, person: PersonId) -> Standing | None:
        row = self._tx.one(_ONE, {**self._values, "person": person})
        if row is None:
            return None
        score = self._to_score(row)
        return next(place([score], people_above(self._tx, self._values, score.points)))

    def _scores(self, after: tuple[int, PersonId] | None) -> list[Score]:
        """A page and one more score, if there is one."""
        if after is None:
            return [self._to_score(row) for row in self._tx.all(_FIRST_PAGE, self._values)]
        values = {**self._values, "points": after[0], "person": after[1]}
        rows = self._tx.all(_REST_OF_TIE, values)
        if len(rows) <= PAGE:
            rows += self._tx.all(_BELOW, values)
        return [self._to_score(row) for row in rows[: PAGE + 1]]

    def _above(self, before: Cursor) -> list[Score]:
        """A page and one more score above somebody, if there are as many, the highest first."""
        values = {**self._values, "points": before[0], "person": before[1]}
        rows = self._tx.all(_ABOVE_IN_TIE, values)
        if len(rows) <= PAGE:
            rows += self._tx.all(_HIGHER, values)
        return [self._to_score(row) for row in reversed(rows[: PAGE + 1])]

    def _to_score(self, row: Row) -> Score:
        person, name, points, right, answered, has_left, *run = row
        return Score(
            person=person,
            name=name or "",
            points=points,
            right=right,
            answered=answered,
            streak=self._streak(person, tuple(run)) if run[0] else 0,
            has_left=bool(has_left),
        )

    def _streak(self, person: PersonId, latest: Row) -> int:
        return streak_since(self._tx, self._scope, person, to_run(latest), self._over)


def _cursor(score: Score) -> Cursor:
    return score.points, score.person
