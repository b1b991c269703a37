"""Count some people's answers in contests anew, once they are linked, parted, or off the boards or on."""

from collections.abc import Collection

import msgspec
from sqlalchemy import delete, exists, func, or_, select

from bot.adapters.store.contest_settling import ENTRY_COLUMNS, Counting, settle
from bot.adapters.store.contest_shift import Entry, shift
from bot.adapters.store.contest_tables import IS_GOING_ON, contest_answers, contest_places, contests
from bot.adapters.store.counting import AtWork, enter, head_of, team_in, to_at_work
from bot.adapters.store.ledger import COUNTED
from bot.adapters.store.ruling_tables import exclusions
from bot.adapters.store.tables import answers, rounds
from bot.adapters.store.transaction import Row, Transaction, given
from bot.domain.contest import subject
from bot.domain.ids import PersonId
from bot.domain.round import RoundKind

_selves = select(func.json_each(given("selves")).table_valued("value").c.value)
_CONTEST = (contests.c.id, contests.c.kind, contests.c.topics, contests.c.is_frozen, contests.c.state)
_ALL_GOING_ON = select(*_CONTEST).where(IS_GOING_ON)
_KEPT = select(*ENTRY_COLUMNS).where(
    contest_answers.c.contest == given("contest"), contest_answers.c.person.in_(_selves)
)
_DROP = delete(contest_answers).where(
    contest_answers.c.contest == given("contest"), contest_answers.c.person.in_(_selves)
)
_place = (contest_places.c.contest == given("contest")) & (
    contest_places.c.place.in_([rounds.c.workspace, rounds.c.channel])
)
_IS_OFF = exists().where(
    exclusions.c.workspace == rounds.c.workspace, exclusions.c.person == answers.c.person
)

_LEDGER = (
    select(answers.c.person, answers.c.round, answers.c.team, answers.c.day, answers.c.at)
    .add_columns(rounds.c.kind, rounds.c.topic, rounds.c.question_id, rounds.c.day)
    .add_columns(*COUNTED)
    .join(rounds, rounds.c.id == answers.c.round)
    .where(
        answers.c.person.in_(_selves),
        answers.c.scored,
        ~_IS_OFF,
        exists().where(
            _place,
            contest_places.c.since <= answers.c.at,
            or_(contest_places.c.until.is_(None), contest_places.c.until > answers.c.at),
        ),
        exists().where(
            contests.c.id == given("contest"),
            contests.c.starts_at <= answers.c.at,
            or_(contests.c.ends_at.is_(None), contests.c.ends_at > answers.c.at),
        ),
    )
    .order_by(answers.c.at, answers.c.round)
)


def replay(tx: Transaction, selves: Collection[PersonId]) -> None:
    """In every contest that goes on; the heads are those of now, and the earlier answer of two counts."""
    for contest in [to_at_work(row) for row in tx.all(_ALL_GOING_ON, {})]:
        _replay(tx, contest, selves)


def _replay(tx: Transaction, contest: AtWork, selves: Collection[PersonId]) -> None:
    who = {"contest": contest.id, "selves": msgspec.json.encode(sorted(selves)).decode()}
    taken = [Counting(contest.kind, Entry(*row)) for row in tx.all(_KEPT, who)]
    tx.run(_DROP, who)
    for counting in taken:
        if counting.entry.answered:
            shift(tx, counting.kind, counting.entry, -1)
    settle(tx, taken)
    for row in tx.all(_LEDGER, who):
        entry = _entry(tx, contest, row)
        if entry is not None:
            enter(tx, contest.kind, entry)


def _entry(tx: Transaction, contest: AtWork, row: Row) -> Entry | None:
    """What the contest counts of an entry of the ledger, if it counts it at all."""
    self, round_, team, day, at, kind, topic, question, round_day, points, right, answered = row
    what = subject(contest.kind, RoundKind(kind), round_day, question)
    if what is None or (contest.topics and topic not in contest.topics):
        return None
    head = head_of(tx, self)
    in_team = team_in(tx, contest, head, team)
    return Entry(contest.id, head, what, round_, self, in_team, day, at, points, right, answered)
