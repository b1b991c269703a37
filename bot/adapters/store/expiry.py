"""What is removed because it has been kept long enough, a small batch at a time."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import Delete, Select, delete, exists, select

from bot.adapters.store.inbox_tables import IS_WAITING, notices
from bot.adapters.store.interview_tables import interview_answers, interviews
from bot.adapters.store.league_tables import link_codes, link_tries
from bot.adapters.store.review_tables import HAS_REMINDER, review_settings, reviews
from bot.adapters.store.ruling_tables import audit
from bot.adapters.store.tables import accounts, answers, ratings
from bot.adapters.store.transaction import Transaction, given
from bot.domain.ids import PersonId
from bot.domain.retention import Retention

AT_ONCE = 200
"""Rows of a kind that go in one transaction, so that answers wait for milliseconds only."""
LOOKED_AT = 500  # people, in one look for those who are silent
CODES = timedelta(days=1)
"""Codes that join two selves hold for minutes, and tries of them count for an hour."""

_OLD_INTERVIEWS = (
    select(interviews.c.id).where(interviews.c.started_at < given("until")).limit(given("limit"))
)
_DROP_TURNS = delete(interview_answers).where(interview_answers.c.interview == given("old"))
_DROP_INTERVIEW = delete(interviews).where(interviews.c.id == given("old"))
_OLD_DEEDS = select(audit.c.seq).where(audit.c.at < given("until")).limit(given("limit"))
_DROP_DEED = delete(audit).where(audit.c.seq == given("old"))
_OLD_NOTICES = (
    select(notices.c.id)
    .where(notices.c.made_at < given("until"), ~IS_WAITING)
    .order_by(notices.c.made_at)
    .limit(given("limit"))
)
_DROP_NOTICE = delete(notices).where(notices.c.id == given("old"))
_DROP_CODES = delete(link_codes).where(link_codes.c.expires_at < given("until"))
_DROP_TRIES = delete(link_tries).where(link_tries.c.at < given("until"))

_PEOPLE = (
    select(accounts.c.person)
    .where(accounts.c.person > given("after"))
    .group_by(accounts.c.person)
    .order_by(accounts.c.person)
    .limit(given("limit"))
)
_this = given("who")
_HAS_ACTED = exists().where(answers.c.person == _this) | exists().where(ratings.c.person == _this)
_IS_ACTIVE = (
    exists().where(answers.c.person == _this, answers.c.at >= given("until"))
    | exists().where(ratings.c.person == _this, ratings.c.at >= given("until"))
    | exists().where(interviews.c.person == _this, interviews.c.started_at >= given("until"))
    | exists().where(reviews.c.person == _this, reviews.c.last_review >= given("until"))
    | exists().where(review_settings.c.person == _this, HAS_REMINDER)
)
_IS_SILENT = select(_HAS_ACTED & ~_IS_ACTIVE)


def expire(tx: Transaction, retention: Retention, now: int) -> int:
    """Remove a batch of each kind and tell how many went that held anybody's words; `now` in microseconds."""
    tx.run(_DROP_CODES, {"until": _since(now, CODES)})
    tx.run(_DROP_TRIES, {"until": _since(now, CODES)})
    return (
        _interviews(tx, retention.interviews, now)
        + _rows(tx, _OLD_NOTICES, _DROP_NOTICE, retention.notices, now)
        + _rows(tx, _OLD_DEEDS, _DROP_DEED, retention.audit, now)
    )


def silent(tx: Transaction, after: PersonId, until: int) -> tuple[Sequence[PersonId], PersonId]:
    """Of the people behind `after` those who have acted, but not since `until`; and whom to go on behind."""
    people = [PersonId(person) for (person,) in tx.all(_PEOPLE, {"after": after, "limit": LOOKED_AT})]
    found = [person for person in people if tx.first(_IS_SILENT, {"who": person, "until": until})[0]]
    return found, people[-1] if len(people) == LOOKED_AT else PersonId(0)


def _interviews(tx: Transaction, span: timedelta | None, now: int) -> int:
    old = _old(tx, _OLD_INTERVIEWS, span, now)
    tx.run_all(_DROP_TURNS, old)
    tx.run_all(_DROP_INTERVIEW, old)
    return len(old)


def _rows(tx: Transaction, which: Select[Any], drop: Delete, span: timedelta | None, now: int) -> int:
    old = _old(tx, which, span, now)
    tx.run_all(drop, old)
    return len(old)


def _old(
    tx: Transaction, which: Select[Any], span: timedelta | None, now: int
) -> Sequence[Mapping[str, object]]:
    if span is None:
        return ()
    return [{"old": key} for (key,) in tx.all(which, {"until": _since(now, span), "limit": AT_ONCE})]


def _since(now: int, span: timedelta) -> int:
    return now - span // timedelta(microseconds=1)
