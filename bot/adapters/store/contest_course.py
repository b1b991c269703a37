"""The states that a contest goes through, each with all that goes with it in one transaction."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import func, literal, select, update
from sqlalchemy.dialects.sqlite import insert

from bot.adapters.store.announcements import announce_all
from bot.adapters.store.codec import to_micros
from bot.adapters.store.contest_ledger import count_again
from bot.adapters.store.contest_results import add_version, keep, next_version
from bot.adapters.store.contest_tables import contest_places, contest_roster, contests
from bot.adapters.store.league_tables import links
from bot.adapters.store.team_tables import memberships
from bot.adapters.store.transaction import Transaction, given
from bot.domain.announcement import Announcement
from bot.domain.contest import Contest, State
from bot.domain.contest_news import read_subject
from bot.domain.ids import PersonId

HALF_TIME, FIRST = 0, 1
SHORTEST = timedelta(microseconds=1)

_MOVE = (
    update(contests)
    .values(state=given("after"))
    .where(contests.c.id == given("contest"), contests.c.state == given("before"))
)
_END_AT = update(contests).values(ends_at=given("at")).where(contests.c.id == given("contest"))
_workspaces = (
    select(func.substr(contest_places.c.place, 1, func.instr(contest_places.c.place + literal("/"), "/") - 1))
    .where(contest_places.c.contest == given("contest"))
    .distinct()
)
_FREEZE = (
    insert(contest_roster)
    .from_select(
        ["contest", "person", "team"],
        select(given("contest"), func.coalesce(links.c.head, memberships.c.person), memberships.c.team)
        .select_from(memberships)
        .outerjoin(links, links.c.person == memberships.c.person)
        .where(memberships.c.workspace.in_(_workspaces))
        .order_by(memberships.c.joined_at),
    )
    .on_conflict_do_nothing()
)
_STATE = select(contests.c.state).where(contests.c.id == given("contest"))


def begin(tx: Transaction, contest: Contest, told: Sequence[Announcement]) -> bool:
    if not _move(tx, contest, State.PLANNED, State.RUNNING):
        return False
    if contest.is_frozen:
        tx.run(_FREEZE, {"contest": contest.id})
    announce_all(tx, told)
    return True


def halve(tx: Transaction, contest: Contest, told: Sequence[Announcement]) -> bool:
    if tx.one(_STATE, {"contest": contest.id}) != (State.RUNNING,) or not announce_all(tx, told):
        return False
    keep(tx, contest, HALF_TIME, told[0].opened_at)
    return True


def end(tx: Transaction, contest: Contest, now: datetime, told: Sequence[Announcement]) -> bool:
    """One that is ended before its time ends now."""
    if not _move(tx, contest, State.RUNNING, State.ENDED):
        return False
    if contest.ends_at is not None and now < contest.ends_at:
        contest = replace(contest, ends_at=max(now, contest.starts_at + SHORTEST))
        tx.run(_END_AT, {"contest": contest.id, "at": to_micros(contest.ends_at or now)})
    keep(tx, contest, FIRST, now)
    add_version(tx, contest, FIRST, "", None, now)
    announce_all(tx, told)
    return True


def cancel(tx: Transaction, contest: Contest, told: Sequence[Announcement]) -> bool:
    if not _move(tx, contest, contest.state, State.CANCELLED):
        return False
    announce_all(tx, told)
    return True


def amend(
    tx: Transaction, contest: Contest, reason: str, by: PersonId, now: datetime, told: Sequence[Announcement]
) -> int | None:
    if tx.one(_STATE, {"contest": contest.id}) != (State.ENDED,):
        return None
    count_again(tx, contest)
    version = next_version(tx, contest.id)
    keep(tx, contest, version, now)
    add_version(tx, contest, version, reason, by, now)
    about = [read_subject(one.subject)._replace(version=version) for one in told]
    announce_all(tx, [replace(one, subject=str(each)) for one, each in zip(told, about, strict=True)])
    return version


def _move(tx: Transaction, contest: Contest, before: State, after: State) -> bool:
    return tx.run(_MOVE, {"contest": contest.id, "before": before, "after": after}) == 1
