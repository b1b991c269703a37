"""Standings of contests that are kept: half-time, the final one, and each amendment of that."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Integer, Text, case, cast, exists, func, literal_column, or_, select
from sqlalchemy.dialects.sqlite import insert

from bot.adapters.store.codec import to_micros, to_moment
from bot.adapters.store.contest_names import HAS_LEFT, NAME_OR_NONE, is_shown, to_score
from bot.adapters.store.contest_tables import (
    contest_members,
    contest_people,
    contest_results,
    contest_versions,
    contests,
)
from bot.adapters.store.contest_teams import tallies
from bot.adapters.store.counting import head_of
from bot.adapters.store.database import Database
from bot.adapters.store.tables import members
from bot.adapters.store.transaction import Row, Transaction, given
from bot.domain.boards import Period
from bot.domain.contest import Between, Contest, State
from bot.domain.ids import ContestId, PersonId, TeamId, WorkspaceId
from bot.domain.team_scores import TeamStanding, TeamTally, ranked
from bot.ports.contests import ContestStanding, Kept, Version, Winners

SHOWN = 100

_people = contest_people.c
_place = func.rank().over(
    order_by=(_people.points.desc(), _people.right.desc(), _people.last_at),
)
_KEEP_PEOPLE = insert(contest_results).from_select(
    contest_results.c.keys(),
    select(given("contest"), given("version"), literal_column("'people'"), _people.person, _place)
    .add_columns(literal_column("''"), 100 * _people.points)
    .add_columns(_people.points, _people.right, _people.answered, _people.last_at)
    .where(_people.contest == given("contest"), _people.period == Period.ALL.value),
)
_KEEP_TEAM = insert(contest_results)
_ADD_VERSION = insert(contest_versions)
_NEXT = select(func.coalesce(func.max(contest_versions.c.version), 0) + 1).where(
    contest_versions.c.contest == given("contest")
)
_VERSIONS = (
    select(
        contest_versions.c.version, contest_versions.c.reason, contest_versions.c.by, contest_versions.c.at
    )
    .where(contest_versions.c.contest == given("contest"))
    .order_by(contest_versions.c.version)
)
_kept = contest_results.c
_OF_VERSION = (_kept.contest == given("contest")) & (_kept.version == given("version"))
_is_member = is_shown(cast(_kept.subject, Integer))
_PEOPLE = (
    select(_kept.place, _kept.subject, NAME_OR_NONE, HAS_LEFT)
    .add_columns(_kept.points, _kept.right, _kept.answered, _kept.last_at)
    .select_from(contest_results)
    .outerjoin(members, _is_member)
    .where(_OF_VERSION, _kept.kind == "people")
    .order_by(_kept.place)
    .limit(SHOWN)
)
_TEAMS = (
    select(_kept.subject, _kept.name, _kept.place, _kept.points, _kept.right, _kept.answered)
    .add_columns(_kept.last_at, _kept.score)
    .where(_OF_VERSION, _kept.kind == "teams")
    .order_by(_kept.place)
)
_FIRST = (
    select(_kept.subject, case((_kept.kind == "teams", _kept.name), else_=NAME_OR_NONE), _kept.score)
    .select_from(contest_results)
    .outerjoin(members, _is_member)
    .where(_OF_VERSION, _kept.kind == given("kind"), _kept.place == 1, _kept.score > 0)
)
_LAST = (
    select(func.max(contest_versions.c.version))
    .where(contest_versions.c.contest == contests.c.id)
    .scalar_subquery()
)
_person = given("person")
_scored_for_it = exists().where(
    contest_members.c.contest == contests.c.id,
    contest_members.c.team == _kept.subject,
    contest_members.c.person == _person,
)
_WINS = (
    select(func.count())
    .select_from(contests.join(contest_results, _kept.contest == contests.c.id))
    .where(
        contests.c.workspace == given("workspace"),
        contests.c.state == State.ENDED.value,
        _kept.version == _LAST,
        _kept.kind == contests.c.between,
        _kept.place == 1,
        _kept.score > 0,
        or_(_kept.subject == cast(_person, Text), (_kept.kind == "teams") & _scored_for_it),
    )
)
_HOME_OF = select(contests.c.workspace).where(contests.c.id == given("contest"))


class SqliteFinals:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def kept(self, id_: ContestId, version: int) -> Kept:
        return await self._database.read(lambda tx: _read(tx, id_, version))

    async def versions(self, id_: ContestId) -> Sequence[Version]:
        rows = await self._database.read(lambda tx: tx.all(_VERSIONS, {"contest": id_}))
        return [
            Version(number=number, reason=reason, by=by, at=to_moment(at)) for number, reason, by, at in rows
        ]

    async def wins(self, workspace: WorkspaceId, person: PersonId) -> int:
        def work(tx: Transaction) -> int:
            values = {"workspace": workspace, "person": head_of(tx, person)}
            found: int = tx.first(_WINS, values)[0]
            return found

        return await self._database.read(work)

    async def winners(self, contests: Sequence[Contest]) -> Sequence[Winners]:
        return await self._database.read(lambda tx: [_winners(tx, contest) for contest in contests])


def keep(tx: Transaction, contest: Contest, version: int, now: datetime) -> None:
    """Keep everybody as they stand at this moment, and in a competition between teams every team."""
    tx.run(_KEEP_PEOPLE, {"contest": contest.id, "version": version})
    if contest.between is Between.TEAMS:
        standings = ranked(tallies(tx, contest, now), contest.rule)
        tx.run_all(_KEEP_TEAM, [_row(contest, version, standing) for standing in standings])


def _row(contest: Contest, version: int, standing: TeamStanding) -> dict[str, object]:
    tally = standing.tally
    return {
        "contest": contest.id,
        "version": version,
        "kind": "teams",
        "subject": tally.team,
        "place": standing.place,
        "name": tally.name,
        "score": standing.score,
        "points": tally.points,
        "right": tally.right,
        "answered": tally.answered,
        "last_at": tally.last_at,
    }


def next_version(tx: Transaction, id_: ContestId) -> int:
    number: int = tx.first(_NEXT, {"contest": id_})[0]
    return number


def add_version(
    tx: Transaction, contest: Contest, version: int, reason: str, by: PersonId | None, now: datetime
) -> None:
    row = {"contest": contest.id, "version": version, "reason": reason, "by": by, "at": to_micros(now)}
    tx.run(_ADD_VERSION, row)


def _read(tx: Transaction, id_: ContestId, version: int) -> Kept:
    home = tx.one(_HOME_OF, {"contest": id_})
    values = {"contest": id_, "version": version, "workspace": home[0] if home else ""}
    return Kept(
        people=[_to_standing(row) for row in tx.all(_PEOPLE, values)],
        teams=[_to_team(row) for row in tx.all(_TEAMS, values)],
    )


def _to_standing(row: Row) -> ContestStanding:
    place, person, *score = row
    return ContestStanding(place, to_score((PersonId(int(person)), *score)))


def _to_team(row: Row) -> TeamStanding:
    team, name, place, points, right, answered, last_at, score = row
    tally = TeamTally(
        team=TeamId(team), name=name, points=points, right=right, answered=answered, last_at=last_at
    )
    return TeamStanding(place, score, tally)


def _winners(tx: Transaction, contest: Contest) -> Winners:
    """Nobody wins who has no points."""
    version = next_version(tx, contest.id) - 1
    values = {"contest": contest.id, "version": version, "kind": contest.between}
    rows = tx.all(_FIRST, {**values, "workspace": contest.workspace})
    score = rows[0][2] if rows else 0
    found = [(subject, name) for subject, name, _ in rows]
    if contest.between is Between.TEAMS:
        return Winners(contest, (), [(TeamId(team), name) for team, name in found], score)
    return Winners(contest, [(PersonId(int(person)), name) for person, name in found], (), score)
