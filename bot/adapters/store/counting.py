"""What contests count: each person once a subject, with all the sums that it moves."""

from typing import NamedTuple

from sqlalchemy import or_, select
from sqlalchemy.dialects.sqlite import insert

from bot.adapters.store.codec import to_micros
from bot.adapters.store.contest_shift import Entry, shift
from bot.adapters.store.contest_tables import (
    IS_GOING_ON,
    contest_answers,
    contest_places,
    contest_roster,
    contests,
)
from bot.adapters.store.league_tables import links
from bot.adapters.store.transaction import Row, Transaction, given
from bot.domain.contest import ContestKind, State, subject_of
from bot.domain.ids import ContestId, PersonId
from bot.domain.round import Answer, Round

_AT_WORK = (
    select(contests.c.id, contests.c.kind, contests.c.topics, contests.c.is_frozen, contests.c.state)
    .join(contest_places, contest_places.c.contest == contests.c.id)
    .where(
        contest_places.c.place.in_([given("workspace"), given("channel")]),
        contest_places.c.since <= given("at"),
        or_(contest_places.c.until.is_(None), contest_places.c.until > given("at")),
        contests.c.starts_at <= given("at"),
        or_(contests.c.ends_at.is_(None), contests.c.ends_at > given("at")),
        IS_GOING_ON,
    )
    .distinct()
)
_HEAD = select(links.c.head).where(links.c.person == given("person"))
_ROSTER = select(contest_roster.c.team).where(
    contest_roster.c.contest == given("contest"), contest_roster.c.person == given("person")
)
_ENTER = insert(contest_answers).on_conflict_do_nothing()


class AtWork(NamedTuple):
    """A contest that counts answers just now."""

    id: ContestId
    kind: ContestKind
    topics: frozenset[str]
    is_frozen: bool


def count(tx: Transaction, answer: Answer, round_: Round, team: str | None) -> None:
    """Let every contest that the answer belongs to count it."""
    at = to_micros(answer.at)
    found = tx.all(_AT_WORK, {"workspace": round_.workspace, "channel": round_.channel, "at": at})
    if not found:
        return
    head = head_of(tx, answer.person)
    for contest in map(to_at_work, found):
        subject = subject_of(contest.kind, round_)
        if subject is not None and (not contest.topics or round_.question.topic in contest.topics):
            entry = Entry(
                contest.id,
                head,
                subject,
                round_.id,
                answer.person,
                team_in(tx, contest, head, team),
                answer.day.isoformat(),
                at,
                answer.points,
                int(answer.right),
            )
            enter(tx, contest.kind, entry)


def enter(tx: Transaction, kind: ContestKind, entry: Entry) -> None:
    """Count an entry, unless the contest has counted this person on its subject before."""
    if tx.run(_ENTER, entry.row()) == 1 and entry.answered:
        shift(tx, kind, entry, +1)


def head_of(tx: Transaction, person: PersonId) -> PersonId:
    """Whom somebody counts for: themselves, or whom they have linked to."""
    row = tx.one(_HEAD, {"person": person})
    return row[0] if row else person


def team_in(tx: Transaction, contest: AtWork, person: PersonId, now: str | None) -> str | None:
    """The team that a person scores for: that of the roster where the teams are frozen."""
    if not contest.is_frozen:
        return now
    row = tx.one(_ROSTER, {"contest": contest.id, "person": person})
    return row[0] if row else None


def to_at_work(row: Row) -> AtWork:
    """From id, kind, topics, is_frozen and state."""
    id_, kind, topics, is_frozen, state = row
    # between its start and the look that freezes the teams they are what they are
    frozen = bool(is_frozen) and state == State.RUNNING
    return AtWork(id_, ContestKind(kind), frozenset(filter(None, topics.split(","))), frozen)
