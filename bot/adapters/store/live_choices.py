"""What people choose in a live quiz, and how an open question is settled."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, tzinfo

from sqlalchemy import select, update
from sqlalchemy.dialects.sqlite import insert

from bot.adapters.store.answers import record
from bot.adapters.store.codec import ROUND_COLUMNS, to_micros, to_moment, to_round
from bot.adapters.store.live_codec import MICROSECOND
from bot.adapters.store.live_tables import live_choices, live_members
from bot.adapters.store.names import SHOWN_NAME
from bot.adapters.store.outbox import enqueue_close
from bot.adapters.store.tables import members, rounds
from bot.adapters.store.transaction import Row, Transaction, given
from bot.domain.ids import PersonId, QuizId, RoundId
from bot.domain.live_quiz import LiveQuiz, Phase
from bot.domain.race_scoring import Choice, gains
from bot.domain.round import Answer, Round, Verdict
from bot.domain.scoring import points_for
from bot.ports.live import Chosen, Entry, Outcome, RaceRound

_JOIN = insert(live_members)
JOIN = _JOIN.on_conflict_do_update(
    index_elements=[live_members.c.quiz, live_members.c.person],
    set_={"has_left": False},
    where=live_members.c.has_left,
)
_MINE = select(live_choices.c.choice).where(
    live_choices.c.round == given("round"), live_choices.c.person == given("person")
)
_ADD = insert(live_choices)
_CHOOSE = _ADD.on_conflict_do_update(
    index_elements=[live_choices.c.round, live_choices.c.person],
    set_={name: _ADD.excluded[name] for name in ("choice", "at", "left")},
)
_GAIN = (
    update(live_choices)
    .values(points=given("gained"))
    .where(live_choices.c.round == given("the_round"), live_choices.c.person == given("who"))
)
_ROUND = select(*ROUND_COLUMNS).where(rounds.c.id == given("id"))
_ROUNDS = select(*ROUND_COLUMNS).where(rounds.c.quiz == given("quiz")).order_by(rounds.c.seq)
_CHOICES = (
    select(live_choices.c.person, live_choices.c.choice, live_choices.c.at, live_choices.c.left)
    .where(live_choices.c.round == given("round"))
    .order_by(live_choices.c.at, live_choices.c.person)
)
_RIGHT = (
    select(rounds.c.seq, live_choices.c.person, live_choices.c.points)
    .join(live_choices, live_choices.c.round == rounds.c.id)
    .where(rounds.c.quiz == given("quiz"), live_choices.c.points.is_not(None))
    .order_by(rounds.c.seq)
)
_ENTRIES = (
    select(
        live_choices.c.round,
        live_choices.c.person,
        SHOWN_NAME,
        live_choices.c.choice,
        live_choices.c.left,
        live_choices.c.points,
    )
    .join(rounds, rounds.c.id == live_choices.c.round)
    .join(members, (members.c.person == live_choices.c.person) & (members.c.workspace == rounds.c.workspace))
    .where(rounds.c.quiz == given("quiz"))
    .order_by(rounds.c.seq, live_choices.c.at, live_choices.c.person)
)


def join(tx: Transaction, quiz: QuizId, person: PersonId, at: datetime) -> bool:
    """False if the person is in already."""
    values = {"quiz": quiz, "person": person, "joined_at": to_micros(at), "has_left": False}
    return tx.run(JOIN, values) == 1


def choose(
    tx: Transaction, quiz: LiveQuiz, round_: RoundId, person: PersonId, choice: int, at: datetime
) -> Chosen:
    key = {"round": round_, "person": person}
    row = tx.one(_MINE, key)
    earlier: int | None = row[0] if row else None
    if not quiz.takes_answers(round_, at):
        paused = quiz.phase is Phase.PAUSED and quiz.round == round_
        return Chosen(Outcome.PAUSED if paused else Outcome.LATE, earlier, quiz.may_change)
    if earlier is not None and not quiz.may_change:
        return Chosen(Outcome.STANDS, earlier, quiz.may_change)
    join(tx, quiz.id, person, at)
    left = quiz.left_of_given(at) // MICROSECOND
    tx.run(_CHOOSE, {**key, "choice": choice, "at": to_micros(at), "left": left, "points": None})
    return Chosen(Outcome.LOCKED if earlier is None else Outcome.CHANGED, choice, quiz.may_change)


def settle(tx: Transaction, quiz: LiveQuiz, now: datetime, zone: tzinfo) -> None:
    """Note everybody's race points, write the ledger, and let the outbox close the open round."""
    row = tx.one(_ROUND, {"id": quiz.round})
    assert row is not None  # a live quiz names only rounds that are kept
    round_ = to_round(row)
    rows = tx.all(_CHOICES, {"round": round_.id})
    choices = [
        Choice(racer=person, choice=choice, left=left * MICROSECOND) for person, choice, _, left in rows
    ]
    gained = gains(round_, quiz.time, choices, _earlier(tx, quiz.id))
    who = [{"the_round": round_.id, "who": person, "gained": points} for person, points in gained.items()]
    tx.run_all(_GAIN, who)
    for person, choice, at, _ in rows:
        record(tx, _answer(round_, person, choice, to_moment(at), zone), round_)
    enqueue_close(tx, round_.id, now)


def _earlier(tx: Transaction, quiz: QuizId) -> Sequence[set[PersonId]]:
    """Who was right in each question before that anybody answered."""
    right: dict[int, set[PersonId]] = defaultdict(set)
    for seq, person, points in tx.all(_RIGHT, {"quiz": quiz}):
        right[seq] |= {person} if points else set()
    return list(right.values())


def _answer(round_: Round, person: PersonId, choice: int, at: datetime, zone: tzinfo) -> Answer:
    right = round_.is_right(choice)
    return Answer(
        round=round_.id,
        person=person,
        question=round_.question.id,
        channel=round_.channel,
        choice=choice,
        right=right,
        points=points_for(Verdict.RIGHT if right else Verdict.WRONG, round_.question.level),
        scored=True,
        at=at,
        day=at.astimezone(zone).date(),
    )


def race_rounds(tx: Transaction, quiz: QuizId) -> tuple[RaceRound, ...]:
    entries: dict[RoundId, list[Entry]] = defaultdict(list)
    for round_, *entry in tx.all(_ENTRIES, {"quiz": quiz}):
        entries[round_].append(_to_entry(tuple(entry)))
    every = map(to_round, tx.all(_ROUNDS, {"quiz": quiz}))
    return tuple(RaceRound(round_, tuple(entries[round_.id])) for round_ in every)


def _to_entry(row: Row) -> Entry:
    person, name, choice, left, points = row
    return Entry(person=person, name=name, choice=choice, left=left * MICROSECOND, points=points)
