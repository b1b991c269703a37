"""Teams that people make themselves or that are dealt."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from typing import TypeVar

import msgspec
from sqlalchemy import Insert, Update, and_, case, exists, func, select, update
from sqlalchemy.dialects.sqlite import insert

from bot.adapters.store import membership
from bot.adapters.store.codec import to_micros
from bot.adapters.store.database import Database, Work
from bot.adapters.store.ledger import COUNTED
from bot.adapters.store.membership import LEAD, TEAM_COLUMNS, Moving, to_team
from bot.adapters.store.names import SHOWN_NAME
from bot.adapters.store.ruling_tables import exclusions
from bot.adapters.store.tables import answers, members, totals
from bot.adapters.store.team_tables import IS_THERE, invitations, memberships, team_totals, teams
from bot.adapters.store.transaction import Transaction, Values, given
from bot.domain.boards import Period
from bot.domain.ids import PersonId, TeamId, WorkspaceId
from bot.domain.team import Record, Team
from bot.ports.teams import Created, Joined, Left, Membership, TeamSize

T = TypeVar("T")

_IN_WORKSPACE = (teams.c.workspace == given("workspace"), IS_THERE)
_ADD = insert(teams).on_conflict_do_nothing()
_NAMED = select(*TEAM_COLUMNS).where(*_IN_WORKSPACE, teams.c.key == given("key"))
_SIZE = select(func.count()).where(memberships.c.team == teams.c.id).correlate(teams).scalar_subquery()
_OF_WORKSPACE = (
    select(*TEAM_COLUMNS, _SIZE, func.coalesce(team_totals.c.points, 0))
    .outerjoin(
        team_totals,
        and_(
            team_totals.c.scope == teams.c.workspace,
            team_totals.c.period == Period.ALL.value,
            team_totals.c.team == teams.c.id,
        ),
    )
    .where(*_IN_WORKSPACE)
    .order_by(teams.c.created_at, teams.c.id)
)
_EARNED = tuple(
    func.coalesce(func.sum(case((answers.c.round.is_not(None), counted), else_=0)), 0) for counted in COUNTED
)
_MEMBERS = (
    select(memberships.c.person, func.coalesce(SHOWN_NAME, ""), *_EARNED)
    .select_from(memberships)
    .outerjoin(
        members,
        (members.c.person == memberships.c.person) & (members.c.workspace == memberships.c.workspace),
    )
    .outerjoin(
        answers,
        and_(
            answers.c.person == memberships.c.person,
            answers.c.team == memberships.c.team,
            answers.c.scored,
        ),
    )
    .where(memberships.c.team == given("team"))
    .group_by(memberships.c.person)
    .order_by(memberships.c.joined_at, memberships.c.person)
)
_RENAME = (
    update(teams)
    .prefix_with("OR IGNORE", dialect="sqlite")
    .values(name=given("new_name"), key=given("new_key"))
    .where(teams.c.id == given("team"), IS_THERE)
)
_HAND_OVER = LEAD.where(
    exists().where(memberships.c.team == given("team"), memberships.c.person == given("to"))
)
_INVITE = insert(invitations).on_conflict_do_nothing()
_RECENT = totals.alias("recent")
_RECORDS = (
    select(totals.c.person, totals.c.points, totals.c.answered)
    .join(members, and_(members.c.person == totals.c.person, members.c.workspace == totals.c.scope))
    .where(
        totals.c.scope == given("workspace"),
        totals.c.period == Period.ALL.value,
        ~members.c.has_left,
        totals.c.person.in_(
            select(_RECENT.c.person).where(
                _RECENT.c.scope == given("workspace"),
                _RECENT.c.period.in_(select(func.json_each(given("months")).table_valued("value").c.value)),
            )
        ),
        ~exists().where(exclusions.c.workspace == totals.c.scope, exclusions.c.person == totals.c.person),
    )
    .order_by(totals.c.person)
)
_THOSE_THERE = select(teams.c.id).where(*_IN_WORKSPACE)


class SqliteTeams:
    """`changed` is called after teams have begun, ended, or been given other people."""

    def __init__(self, database: Database, changed: Callable[[], None]) -> None:
        self._database = database
        self._changed = changed

    async def create(self, team: Team) -> Created:
        return await self._move(partial(_create, team))

    async def find(self, id_: TeamId) -> Team | None:
        return await self._database.read(lambda tx: membership.find(tx, id_))

    async def named(self, workspace: WorkspaceId, key: str) -> Team | None:
        values = {"workspace": workspace, "key": key}
        row = await self._database.read(lambda tx: tx.one(_NAMED, values))
        return to_team(row) if row else None

    async def of_person(self, workspace: WorkspaceId, person: PersonId) -> Team | None:
        return await self._database.read(lambda tx: membership.team_of(tx, workspace, person))

    async def of_workspace(self, workspace: WorkspaceId) -> Sequence[TeamSize]:
        rows = await self._database.read(lambda tx: tx.all(_OF_WORKSPACE, {"workspace": workspace}))
        return [TeamSize(team=to_team(row[:-2]), members=row[-2], points=row[-1]) for row in rows]

    async def members(self, team: Team) -> Sequence[Membership]:
        rows = await self._database.read(lambda tx: tx.all(_MEMBERS, {"team": team.id}))
        names = ("person", "name", "points", "right", "answered")
        return [Membership(**dict(zip(names, row, strict=True))) for row in rows]

    async def join(
        self, id_: TeamId, person: PersonId, now: datetime, is_put: bool = False
    ) -> tuple[Joined, Left | None]:
        def work(tx: Transaction) -> tuple[Joined, Left | None]:
            team = membership.find(tx, id_)
            if team is None:
                return Joined.ENDED, None
            return membership.join(tx, id_, Moving(team.workspace, person, to_micros(now)), is_put)

        return await self._move(work)

    async def leave(self, workspace: WorkspaceId, person: PersonId, now: datetime) -> Left | None:
        who = Moving(workspace, person, to_micros(now))
        return await self._move(lambda tx: membership.out(tx, who))

    async def rename(self, id_: TeamId, name: str, key: str) -> bool:
        return await self._change(_RENAME, {"team": id_, "new_name": name, "new_key": key})

    async def disband(self, id_: TeamId, now: datetime) -> bool:
        return await self._move(lambda tx: membership.end(tx, id_, to_micros(now)))

    async def hand_over(self, id_: TeamId, to: PersonId) -> bool:
        return await self._change(_HAND_OVER, {"team": id_, "to": to})

    async def invite(self, id_: TeamId, person: PersonId, by: PersonId, now: datetime) -> bool:
        row = {"team": id_, "person": person, "by": by, "at": to_micros(now)}
        return await self._change(_INVITE, row)

    async def is_invited(self, id_: TeamId, person: PersonId) -> bool:
        return await self._database.read(lambda tx: membership.is_invited(tx, id_, person))

    async def _move(self, work: Work[T]) -> T:
        return await self._database.write(work, committed=lambda _: self._changed())

    async def _change(self, statement: Insert | Update, values: Values) -> bool:
        return await self._database.write(lambda tx: tx.run(statement, values) == 1)

    async def records(self, workspace: WorkspaceId, months: Collection[date]) -> Sequence[Record]:
        keys = sorted({Period.MONTH.key(day) for day in months})
        values = {"workspace": workspace, "months": msgspec.json.encode(keys).decode()}
        rows = await self._database.read(lambda tx: tx.all(_RECORDS, values))
        return [Record(*row) for row in rows]

    async def deal(
        self, workspace: WorkspaceId, dealt: Mapping[Team, Sequence[PersonId]], now: datetime
    ) -> None:
        await self._move(lambda tx: _deal(tx, workspace, dealt, to_micros(now)))


def add(tx: Transaction, team: Team) -> bool:
    """False where another team has a name that looks the same."""
    row = {
        "id": team.id,
        "workspace": team.workspace,
        "name": team.name,
        "key": team.key,
        "captain": team.captain,
        "source": team.source or None,
        "is_open": team.is_open,
        "created_at": to_micros(team.created_at),
        "ended_at": None,
    }
    return tx.run(_ADD, row) == 1


def _create(team: Team, tx: Transaction) -> Created:
    captain = team.captain
    if captain is not None and membership.team_of(tx, team.workspace, captain) is not None:
        return Created.IN_A_TEAM
    if not add(tx, team):
        return Created.NAME_TAKEN
    if captain is not None:
        membership.enter(tx, team, Moving(team.workspace, captain, to_micros(team.created_at)))
    return Created.DONE


def _deal(
    tx: Transaction, workspace: WorkspaceId, dealt: Mapping[Team, Sequence[PersonId]], now: int
) -> None:
    for (id_,) in tx.all(_THOSE_THERE, {"workspace": workspace}):
        membership.end(tx, id_, now)
    for team, people in dealt.items():
        assert add(tx, team)  # no other team is left to share a name with
        for person in people:
            membership.enter(tx, team, Moving(workspace, person, now))
