"""How a contest shows a person: by which name, and by what they are ranked."""

from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, select, union

from bot.adapters.store.league_tables import links
from bot.adapters.store.tables import members
from bot.adapters.store.transaction import Row, Transaction, given
from bot.domain.ids import PersonId
from bot.ports.contests import ContestScore

_any = members.alias("any_member")

_selves = union(select(given("person")), select(links.c.person).where(links.c.head == given("person")))
_PLATFORMS = (
    select(func.substr(members.c.workspace, 1, func.instr(members.c.workspace, ":") - 1).label("platform"))
    .where(members.c.person.in_(_selves))
    .distinct()
    .order_by("platform")
)

NAME_OR_NONE = case((members.c.is_hidden, ""), else_=func.coalesce(members.c.name, ""))
HAS_LEFT = func.coalesce(members.c.has_left, 0)


def to_score(row: Row) -> ContestScore:
    """From person, name, has_left, points, right, answered and last_at."""
    person, name, has_left, points, right, answered, last_at = row
    return ContestScore(
        person=person,
        name=name,
        points=points,
        right=right,
        answered=answered,
        last_at=last_at,
        has_left=bool(has_left),
    )


def rank_of(score: ContestScore) -> tuple[int, int, int]:
    """What decides about a place; who is equal in it shares one."""
    return -score.points, -score.right, score.last_at


def is_shown(person: ColumnElement[Any]) -> ColumnElement[bool]:
    """Joins the membership of the contest's workspace, or another one of who is none of its members."""
    own = select(_any.c.workspace).where(_any.c.person == person, _any.c.workspace == given("workspace"))
    other = select(func.min(_any.c.workspace)).where(_any.c.person == person)
    home = func.coalesce(*(one.correlate_except(_any).scalar_subquery() for one in (own, other)))
    return and_(members.c.person == person, members.c.workspace == home)


def platforms_of(tx: Transaction, person: PersonId) -> tuple[str, ...]:
    """Those that somebody or one of their linked selves is on: `discord`, `slack`."""
    return tuple(platform for (platform,) in tx.all(_PLATFORMS, {"person": person}))
