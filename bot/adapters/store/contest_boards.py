"""Boards of people in contests, read from sums by an index and never by counting everybody."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.sql import ClauseElement

from bot.adapters.store import contest_divisions, contest_teams
from bot.adapters.store.contest_names import HAS_LEFT, NAME_OR_NONE, is_shown, platforms_of, rank_of, to_score
from bot.adapters.store.contest_tables import contest_answers, contest_levels, contest_people, contests
from bot.adapters.store.counting import head_of
from bot.adapters.store.database import Database
from bot.adapters.store.tables import members
from bot.adapters.store.transaction import Row, Transaction, given
from bot.domain.boards import Period
from bot.domain.contest import Contest, ContestKind
from bot.domain.divisions import Division
from bot.domain.ids import ContestId, PersonId, TeamId
from bot.domain.team_scores import TeamTally
from bot.ports.contests import ContestPage, ContestScore, ContestStanding, Cursor

PAGE = 10

_p = contest_people.c
_this = (_p.contest == given("contest")) & (_p.period == given("period"))
_SCORES = (
    select(_p.person, NAME_OR_NONE, HAS_LEFT, _p.points, _p.right, _p.answered, _p.last_at)
    .select_from(contest_people)
    .outerjoin(members, is_shown(_p.person))
    .where(_this)
)
_order = (_p.points.desc(), _p.right.desc(), _p.last_at, _p.person)
_ONE = _SCORES.where(_p.person == given("person"))
_FIRST_PAGE = _SCORES.order_by(*_order).limit(PAGE + 1)
_points, _right, _last = (
    _p.points == given("points"),
    _p.right == given("right"),
    _p.last_at == given("last_at"),
)
# The rest of a board is four ranges of the index, one behind the other: SQLite cannot seek all in one.
_REST_OF_TIE = (
    _SCORES.where(_points, _right, _last, _p.person > given("person")).order_by(_p.person).limit(PAGE + 1)
)
_later = _p.last_at > given("last_at")
_LATER = _SCORES.where(_points, _right, _later).order_by(*_order[2:]).limit(PAGE + 1)
_LESS_RIGHT = _SCORES.where(_points, _p.right < given("right")).order_by(*_order[1:]).limit(PAGE + 1)
_BELOW = _SCORES.where(_p.points < given("points")).order_by(*_order).limit(PAGE + 1)

_NTH = select(_p.points, _p.right, _p.last_at, _p.person).where(_this).order_by(*_order)
_NTH = _NTH.limit(1).offset(given("number"))

_levels = contest_levels.c
_more = (
    (_levels.contest == given("contest"))
    & (_levels.period == given("period"))
    & (_levels.points > given("points"))
)
_MORE_POINTS = select(func.coalesce(func.sum(_levels.people), 0), func.min(_levels.points)).where(_more)
_people = select(func.count()).select_from(contest_people).where(_this, _points)
_MORE_RIGHT = _people.where(_p.right > given("right"))
_EARLIER = _people.where(_right, _p.last_at < given("last_at"))
_TIED_BEFORE = _people.where(_right, _last, _p.person < given("person"))
_CONTEST = select(contests.c.workspace, contests.c.league, contests.c.kind).where(
    contests.c.id == given("contest")
)
_DAYS = (
    select(contest_answers.c.day, func.sum(contest_answers.c.points))
    .where(contest_answers.c.contest == given("contest"), contest_answers.c.person == given("person"))
    .group_by(contest_answers.c.day)
)


class SqliteContestBoards:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def page(
        self, id_: ContestId, period: Period, day: date, after: Cursor | None = None
    ) -> ContestPage:
        return await self._database.read(lambda tx: _Board(tx, id_, period.key(day)).page(after))

    async def nth(self, id_: ContestId, period: Period, day: date, number: int) -> Cursor | None:
        values = {"contest": id_, "period": period.key(day), "number": number}
        row = await self._database.read(lambda tx: tx.one(_NTH, values))
        return Cursor(*row) if row else None

    async def standing(
        self, id_: ContestId, period: Period, day: date, person: PersonId
    ) -> ContestStanding | None:
        return await self._database.read(lambda tx: _Board(tx, id_, period.key(day)).standing(person))

    async def tallies(self, contest: Contest, now: datetime) -> Sequence[TeamTally]:
        return await self._database.read(lambda tx: contest_teams.tallies(tx, contest, now))

    async def rounds(self, contest: Contest, now: datetime) -> int:
        return await self._database.read(lambda tx: contest_teams.rounds_of(tx, contest, now))

    async def team_of(self, contest: Contest, person: PersonId) -> TeamId | None:
        return await self._database.read(lambda tx: contest_teams.team_of(tx, contest, person))

    async def days_of_people(
        self, id_: ContestId, people: Sequence[PersonId]
    ) -> Mapping[PersonId, Mapping[date, int]]:
        return await self._database.read(lambda tx: {person: _days(tx, id_, person) for person in people})

    async def days_of_teams(
        self, id_: ContestId, teams: Sequence[TeamId]
    ) -> Mapping[TeamId, Mapping[date, int]]:
        return await self._database.read(
            lambda tx: {team: contest_teams.days_of(tx, id_, team) for team in teams}
        )

    async def division_of(self, id_: ContestId, person: PersonId) -> Division | None:
        return await self._database.read(
            lambda tx: contest_divisions.division_of(tx, id_, head_of(tx, person))
        )

    async def divisions(self, id_: ContestId) -> Mapping[Division, int]:
        return await self._database.read(lambda tx: contest_divisions.sizes(tx, id_))

    async def division(self, id_: ContestId, division: Division) -> Sequence[ContestStanding]:
        return await self._database.read(lambda tx: contest_divisions.board(tx, id_, division))


class _Board:
    """One board as it stands in a transaction."""

    def __init__(self, tx: Transaction, id_: ContestId, period: str) -> None:
        self._tx = tx
        workspace, league, kind = tx.one(_CONTEST, {"contest": id_}) or ("", None, "")
        self._is_wide = league is not None or kind == ContestKind.LEAGUE
        self._values = {"contest": id_, "period": period, "workspace": workspace}

    def page(self, after: Cursor | None) -> ContestPage:
        scores = self._scores(after)
        shown = scores[:PAGE]
        if not shown:
            return ContestPage(standings=(), after=None)
        place = 1 + self._ahead(shown[0])
        # people of the same place on earlier pages; they matter for the next place
        seen = place - 1 + self._count(_TIED_BEFORE, shown[0])
        standings: list[ContestStanding] = []
        for score in shown:
            seen += 1
            if standings and rank_of(score) != rank_of(standings[-1].score):
                place = seen
            standings.append(ContestStanding(place, score))
        last = shown[-1]
        more = len(scores) > PAGE
        cursor = Cursor(last.points, last.right, last.last_at, last.person) if more else None
        return ContestPage(standings=tuple(standings), after=cursor)

    def standing(self, person: PersonId) -> ContestStanding | None:
        row = self._tx.one(_ONE, {**self._values, "person": head_of(self._tx, person)})
        if row is None:
            return None
        score = self._to_score(row)
        more, next_level = self._tx.first(_MORE_POINTS, {**self._values, "points": score.points})
        level = self._tied_ahead(score)
        gap = 0 if level else None if next_level is None else next_level - score.points
        return ContestStanding(1 + more + level, score, gap)

    def _scores(self, after: Cursor | None) -> list[ContestScore]:
        """A page and one more score, if there is one."""
        if after is None:
            return [self._to_score(row) for row in self._tx.all(_FIRST_PAGE, self._values)]
        cursor = {"points": after.points, "right": after.right, "last_at": after.last_at}
        rows: list[Row] = []
        for statement in (_REST_OF_TIE, _LATER, _LESS_RIGHT, _BELOW):
            if len(rows) <= PAGE:
                rows += self._tx.all(statement, {**self._values, **cursor, "person": after.person})
        return [self._to_score(row) for row in rows[: PAGE + 1]]

    def _to_score(self, row: Row) -> ContestScore:
        score = to_score(row)
        return replace(score, platforms=platforms_of(self._tx, score.person)) if self._is_wide else score

    def _ahead(self, score: ContestScore) -> int:
        more: int = self._tx.first(_MORE_POINTS, {**self._values, "points": score.points})[0]
        return more + self._tied_ahead(score)

    def _tied_ahead(self, score: ContestScore) -> int:
        """How many have as many points and stand above all the same."""
        return self._count(_MORE_RIGHT, score) + self._count(_EARLIER, score)

    def _count(self, statement: ClauseElement, score: ContestScore) -> int:
        own = {"points": score.points, "right": score.right, "last_at": score.last_at}
        found: int = self._tx.first(statement, {**self._values, **own, "person": score.person})[0]
        return found


def _days(tx: Transaction, id_: ContestId, person: PersonId) -> Mapping[date, int]:
    rows = tx.all(_DAYS, {"contest": id_, "person": head_of(tx, person)})
    return {date.fromisoformat(day): points for day, points in rows}
