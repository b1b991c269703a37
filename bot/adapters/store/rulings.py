"""Rulings: what managers decide about asked questions, and all that it moves, in one transaction."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import select, update
from sqlalchemy.dialects.sqlite import insert

from bot.adapters.store.accepted_options import accepted_texts
from bot.adapters.store.codec import ROUND_COLUMNS, from_ruling, to_micros, to_round
from bot.adapters.store.contest_corrections import correct_contests
from bot.adapters.store.database import Database
from bot.adapters.store.ledger import COUNTED
from bot.adapters.store.notices import add_notices
from bot.adapters.store.reports import decide
from bot.adapters.store.ruling_tables import corrections, rulings
from bot.adapters.store.tables import answers, rounds
from bot.adapters.store.total_corrections import correct_totals
from bot.adapters.store.transaction import Transaction, given
from bot.domain.ids import CaseId, ChannelId, PersonId, QuestionId, RoundId, WorkspaceId
from bot.domain.notice import NoticeKind, ruling_subject
from bot.domain.reported import Decided, Decision
from bot.domain.round import PutRight, Round, Verdict
from bot.domain.scoring import points_for
from bot.ports.rulings import Affected, AlreadyDecided, Ruling, RulingKind

_ADD = insert(rulings)
_ADD_CORRECTION = insert(corrections)
_OF_QUESTION = select(*ROUND_COLUMNS).where(
    rounds.c.workspace == given("workspace"), rounds.c.question_id == given("question")
)
_ONE = select(*ROUND_COLUMNS).where(rounds.c.id == given("id"))
_PUT_RIGHT = update(rounds).values(ruling=given("put")).where(rounds.c.id == given("id"))
# What each answer to a round has earned so far, and when it was given.
_EARNED = (
    select(answers.c.person, answers.c.choice, answers.c.day, *COUNTED[:2])
    .where(answers.c.round == given("round"), answers.c.scored, COUNTED[2] > 0)
    .order_by(answers.c.person)
)


class SqliteRulings:
    """`forget` is called after each ruling, since rounds have changed."""

    def __init__(self, database: Database, forget: Callable[[], None]) -> None:
        self._database = database
        self._forget = forget

    async def accept(
        self,
        workspace: WorkspaceId,
        question: QuestionId,
        option: str,
        by: PersonId,
        reason: str,
        at: datetime,
        case: CaseId | None = None,
    ) -> Ruling:
        made = _Made(workspace, question, None, RulingKind.ACCEPT, (option,), reason, by, at, case)
        return await self._database.write(lambda tx: _accept(tx, made), lambda _: self._forget())

    async def void(
        self, round_: RoundId, by: PersonId, reason: str, at: datetime, case: CaseId | None = None
    ) -> Ruling:
        return await self._database.write(
            lambda tx: _void(tx, round_, by, reason, at, case), lambda _: self._forget()
        )

    async def accepted(self, workspace: WorkspaceId, question: QuestionId) -> Sequence[str]:
        return await self._database.read(lambda tx: accepted_texts(tx, workspace, question))


class _Delta(NamedTuple):
    """By how much an answer counts otherwise than before; `before` and `was_right` are what it counted."""

    person: PersonId
    day: date
    points: int
    right: int
    answered: int
    before: int
    was_right: int


class _Made(NamedTuple):
    """A ruling before it has a number."""

    workspace: WorkspaceId
    question: QuestionId
    round: RoundId | None
    kind: RulingKind
    accepted: tuple[str, ...]
    reason: str
    by: PersonId
    at: datetime
    case: CaseId | None


def _accept(tx: Transaction, made: _Made) -> Ruling:
    found = tx.all(_OF_QUESTION, {"workspace": made.workspace, "question": made.question})
    asked = [(round_, _position(round_, made.accepted[0])) for round_ in map(to_round, found)]
    if all(position is None for _, position in asked):
        raise LookupError(f"no round of {made.question} had this option")
    id_ = _keep(tx, made)
    _decide(tx, made, Decision.ACCEPTED)
    moved: list[Affected] = []
    for round_, position in asked:
        if position is not None and not round_.is_right(position):
            put = replace(round_.put_right, also_right=(*round_.put_right.also_right, position))
            moved += _regrade(tx, id_, round_, put)
    return _told(tx, made, id_, _summed(moved), {round_.channel for round_, _ in asked})


def _position(round_: Round, option: str) -> int | None:
    texts = [each.text for each in round_.question.options]
    return texts.index(option) if option in texts else None


def _void(
    tx: Transaction, id_: RoundId, by: PersonId, reason: str, at: datetime, case: CaseId | None
) -> Ruling:
    round_ = to_round(tx.first(_ONE, {"id": id_}))
    made = _Made(round_.workspace, round_.question.id, id_, RulingKind.VOID, (), reason, by, at, case)
    number = _keep(tx, made)
    _decide(tx, made, Decision.VOIDED)
    moved = _regrade(tx, number, round_, replace(round_.put_right, is_void=True))
    return _told(tx, made, number, _summed(moved), {round_.channel})


def _keep(tx: Transaction, made: _Made) -> int:
    accepted = msgspec.json.encode(made.accepted).decode()
    values = {**made._asdict(), "seq": None, "accepted": accepted, "at": to_micros(made.at)}
    return tx.new_key(_ADD, values)


def _decide(tx: Transaction, made: _Made, decision: Decision) -> None:
    if made.case is None:
        return
    option = "".join(made.accepted)
    decided = Decided(decision=decision, by=made.by, at=made.at, option=option, reason=made.reason)
    if not decide(tx, made.case, decided):
        raise AlreadyDecided(made.case)


def _told(
    tx: Transaction, made: _Made, id_: int, affected: Sequence[Affected], channels: Collection[ChannelId]
) -> Ruling:
    """A notice for everybody affected here, so that a crash leaves nobody untold."""
    if made.case is not None:
        subjects = {one.person: ruling_subject(made.case, one.points) for one in affected}
        add_notices(tx, subjects, NoticeKind.RULING, made.workspace, made.at)
    return Ruling(
        id=id_,
        kind=made.kind,
        question=made.question,
        round=made.round,
        affected=affected,
        channels=channels,
    )


def _regrade(tx: Transaction, ruling: int, round_: Round, put: PutRight) -> Sequence[Affected]:
    """Take back what each answer has earned and give what it earns now, wherever that is another figure."""
    tx.run(_PUT_RIGHT, {"id": round_.id, "put": from_ruling(put)})
    changed = [d for d in _deltas(tx, replace(round_, put_right=put)) if d.points or d.right or d.answered]
    tx.run_all(_ADD_CORRECTION, [row for d in changed for row in _ledger_rows(ruling, round_.id, d)])
    correct_totals(tx, ruling, round_, {d.day for d in changed})
    correct_contests(tx, ruling, round_.id)
    return [Affected(d.person, d.points) for d in changed]


def _deltas(tx: Transaction, round_: Round) -> Sequence[_Delta]:
    worth = points_for(Verdict.RIGHT, round_.question.level)
    deltas = []
    for person, choice, day, points, right in tx.all(_EARNED, {"round": round_.id}):
        counts = not round_.put_right.is_void
        is_right = counts and round_.is_right(choice)
        earns = worth if is_right else 0
        deltas.append(
            _Delta(
                person=person,
                day=date.fromisoformat(day),
                points=earns - points,
                right=int(is_right) - right,
                answered=0 if counts else -1,
                before=points,
                was_right=right,
            )
        )
    return deltas


def _ledger_rows(ruling: int, round_: RoundId, delta: _Delta) -> Sequence[dict[str, Any]]:
    key = {"seq": None, "ruling": ruling, "round": round_, "person": delta.person}
    back = {**key, "points": -delta.before, "right": -delta.was_right, "answered": -1}
    if delta.answered:
        return [back]
    now = {"points": delta.before + delta.points, "right": delta.was_right + delta.right, "answered": 1}
    return [back, {**key, **now}]


def _summed(moved: Sequence[Affected]) -> Sequence[Affected]:
    """Each person once, however many rounds of theirs were regraded."""
    points: dict[PersonId, int] = {}
    for each in moved:
        points[each.person] = points.get(each.person, 0) + each.points
    return [Affected(person, gained) for person, gained in points.items()]
