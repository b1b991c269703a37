"""Who is in which team: in and out, in the transaction of whoever moves them."""

from typing import NamedTuple

from sqlalchemy import delete, exists, null, select, update
from sqlalchemy.dialects.sqlite import insert

from bot.adapters.store.codec import to_moment
from bot.adapters.store.team_tables import IS_THERE, invitations, memberships, teams
from bot.adapters.store.transaction import Row, Transaction, given
from bot.domain.ids import PersonId, TeamId, WorkspaceId
from bot.domain.team import Team
from bot.ports.teams import Joined, Left

TEAM_COLUMNS = (
    teams.c.id,
    teams.c.workspace,
    teams.c.name,
    teams.c.key,
    teams.c.created_at,
    teams.c.captain,
    teams.c.source,
    teams.c.is_open,
)
_FIND = select(*TEAM_COLUMNS).where(teams.c.id == given("team"), IS_THERE)
_OF_PERSON = (
    select(*TEAM_COLUMNS)
    .join(memberships, memberships.c.team == teams.c.id)
    .where(memberships.c.workspace == given("workspace"), memberships.c.person == given("person"))
)
_ENTER = insert(memberships)
_OUT = delete(memberships).where(
    memberships.c.workspace == given("workspace"), memberships.c.person == given("person")
)
_ALL_OUT = delete(memberships).where(memberships.c.team == given("team"))
_UNINVITE = delete(invitations).where(
    invitations.c.team == given("team"), invitations.c.person == given("person")
)
_UNINVITE_ALL = delete(invitations).where(invitations.c.team == given("team"))
_IS_INVITED = select(
    exists().where(invitations.c.team == given("team"), invitations.c.person == given("person"))
)
_END = (
    update(teams).values(ended_at=given("now"), captain=null()).where(teams.c.id == given("team"), IS_THERE)
)
_LONGEST_IN = (
    select(memberships.c.person)
    .where(memberships.c.team == given("team"))
    .order_by(memberships.c.joined_at, memberships.c.person)
    .limit(1)
)
LEAD = update(teams).values(captain=given("to")).where(teams.c.id == given("team"), IS_THERE)
_LEAD_FIRST = LEAD.where(teams.c.captain.is_(None), teams.c.source.is_(None))


class Moving(NamedTuple):
    """A person on their way into a team, `now` in microseconds since 1970."""

    workspace: WorkspaceId
    person: PersonId
    now: int


def to_team(row: Row) -> Team:
    """A team from the values of TEAM_COLUMNS."""
    id_, workspace, name, key, created_at, captain, source, is_open = row
    return Team(
        id=id_,
        workspace=workspace,
        name=name,
        key=key,
        created_at=to_moment(created_at),
        captain=captain,
        source=source or "",
        is_open=bool(is_open),
    )


def find(tx: Transaction, id_: TeamId) -> Team | None:
    row = tx.one(_FIND, {"team": id_})
    return to_team(row) if row else None


def team_of(tx: Transaction, workspace: WorkspaceId, person: PersonId) -> Team | None:
    row = tx.one(_OF_PERSON, {"workspace": workspace, "person": person})
    return to_team(row) if row else None


def join(tx: Transaction, id_: TeamId, who: Moving, is_put: bool) -> tuple[Joined, Left | None]:
    team, current = find(tx, id_), team_of(tx, who.workspace, who.person)
    if team is None or team.workspace != who.workspace:
        return Joined.ENDED, None
    if current is not None and current.id == id_:
        return Joined.ALREADY, None
    if team.source:
        return Joined.FOLLOWS, None
    if current is not None and current.source:
        return Joined.IS_TIED, None
    if not (team.is_open or is_put or is_invited(tx, id_, who.person)):
        return Joined.BY_INVITATION, None
    left = out(tx, who)
    enter(tx, team, who)
    return Joined.DONE, left


def enter(tx: Transaction, team: Team, who: Moving) -> None:
    """Into a team, by somebody who is in none."""
    row = {"workspace": who.workspace, "person": who.person, "team": team.id, "joined_at": who.now}
    tx.run(_ENTER, row)
    tx.run(_UNINVITE, {"team": team.id, "person": who.person})
    tx.run(_LEAD_FIRST, {"team": team.id, "to": who.person})


def out(tx: Transaction, who: Moving) -> Left | None:
    """Out of one's team; the last member ends it, a captain hands over to who has been in it longest."""
    team = team_of(tx, who.workspace, who.person)
    if team is None:
        return None
    tx.run(_OUT, {"workspace": who.workspace, "person": who.person})
    if team.source:
        return Left(team, has_ended=False)
    following = tx.one(_LONGEST_IN, {"team": team.id})
    if following is None:
        end(tx, team.id, who.now)
        return Left(team, has_ended=True)
    if team.captain != who.person:
        return Left(team, has_ended=False)
    tx.run(LEAD, {"team": team.id, "to": following[0]})
    return Left(team, has_ended=False, captain=following[0])


def end(tx: Transaction, id_: TeamId, now: int) -> bool:
    """What it has earned stays in the ledger and in its totals."""
    tx.run(_ALL_OUT, {"team": id_})
    tx.run(_UNINVITE_ALL, {"team": id_})
    return tx.run(_END, {"team": id_, "now": now}) == 1


def is_invited(tx: Transaction, id_: TeamId, person: PersonId) -> bool:
    (found,) = tx.first(_IS_INVITED, {"team": id_, "person": person})
    return bool(found)
