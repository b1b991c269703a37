"""What each person repeats, taken in from what they missed."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import exists, func, literal_column, or_, select, update
from sqlalchemy.dialects.sqlite import insert

from bot.adapters.store.codec import to_micros, to_moment
from bot.adapters.store.database import Database
from bot.adapters.store.interview_tables import interview_answers, interviews
from bot.adapters.store.review_tables import reviews
from bot.adapters.store.tables import IS_RUNNING, answers, ratings, rounds
from bot.adapters.store.transaction import Row, Transaction, given
from bot.domain.ids import PersonId, QuestionId, ReviewId, WorkspaceId
from bot.domain.review import Phase, ReviewCard
from bot.domain.round import Rating, Reveal

_COLUMNS = (
    reviews.c.id,
    reviews.c.person,
    reviews.c.workspace,
    reviews.c.question,
    reviews.c.due_at,
    reviews.c.phase,
    reviews.c.step,
    reviews.c.stability,
    reviews.c.difficulty,
    reviews.c.last_review,
    reviews.c.reps,
)
_NEW = ("person", "workspace", "question", "phase", "step", "due_at", "reps", "added_at")
_ADD = insert(reviews).on_conflict_do_nothing()


def _taking(question: Any, missed_at: Any, source: Any) -> Any:
    """Cards from rows of one table of the ledger, joined with their rounds."""
    start: tuple[Any, ...] = (literal_column(f"'{Phase.LEARNING}'"), literal_column("0"), func.min(missed_at))
    return (
        select(given("who"), given("where"), question, *start, literal_column("0"), given("now"))
        .select_from(source.join(rounds, rounds.c.id == source.c.round))
        .where(source.c.person == given("who"), rounds.c.workspace == given("where"))
        .group_by(question)
    )


_TAKE_WRONG = (
    insert(reviews)
    .from_select(_NEW, _taking(answers.c.question, answers.c.at, answers).where(~answers.c.right))
    .on_conflict_do_nothing()
)
_TAKE_RATED = (
    insert(reviews)
    .from_select(
        _NEW,
        _taking(rounds.c.question_id, ratings.c.at, ratings).where(
            or_(ratings.c.rating == Rating.PARTLY.value, ratings.c.rating == Rating.MISSED.value)
        ),
    )
    .on_conflict_do_nothing()
)
# an interview belongs to a person alone, so what it missed comes back where they look
_TAKE_INTERVIEWED = (
    insert(reviews)
    .from_select(
        _NEW,
        select(
            given("who"),
            given("where"),
            interview_answers.c.question_id,
            literal_column(f"'{Phase.LEARNING}'"),
            literal_column("0"),
            func.min(interview_answers.c.answered_at),
            literal_column("0"),
            given("now"),
        )
        .select_from(interview_answers.join(interviews, interviews.c.id == interview_answers.c.interview))
        .where(
            interviews.c.person == given("who"),
            interview_answers.c.answered_at.is_not(None),
            or_(
                interview_answers.c.text == literal_column("''"),
                interview_answers.c.rating == Rating.PARTLY.value,
                interview_answers.c.rating == Rating.MISSED.value,
            ),
        )
        .group_by(interview_answers.c.question_id),
    )
    .on_conflict_do_nothing()
)

_ANSWERED = exists().where(answers.c.round == rounds.c.id, answers.c.person == given("person"))
_STILL_OPEN = exists().where(
    rounds.c.workspace == given("workspace"),
    rounds.c.question_id == reviews.c.question,
    or_(rounds.c.closes_at.is_(None), rounds.c.closes_at > given("now")),
    or_(rounds.c.reveal == Reveal.AT_CLOSE.value, ~_ANSWERED),
    IS_RUNNING,
)
_CARDS = (
    select(*_COLUMNS)
    .where(reviews.c.person == given("person"), reviews.c.workspace == given("workspace"), ~_STILL_OPEN)
    .order_by(reviews.c.due_at, reviews.c.id)
)
_FIND = select(*_COLUMNS).where(reviews.c.id == given("id"))
_RATE = (
    update(reviews)
    .values({name: given(f"new_{name}") for name in ("phase", "step", "stability", "difficulty")})
    .values(due_at=given("new_due_at"), last_review=given("new_last_review"), reps=reviews.c.reps + 1)
    .where(reviews.c.id == given("card"), reviews.c.reps == given("before"))
)


class SqliteReviews:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def take_in(self, person: PersonId, workspace: WorkspaceId, now: datetime) -> None:
        values = {"who": person, "where": workspace, "now": to_micros(now)}

        def work(tx: Transaction) -> None:
            tx.run(_TAKE_WRONG, values)
            tx.run(_TAKE_RATED, values)
            tx.run(_TAKE_INTERVIEWED, values)

        await self._database.write(work)

    async def add(
        self, person: PersonId, workspace: WorkspaceId, question: QuestionId, now: datetime
    ) -> bool:
        values: dict[str, Any] = {
            **{column.name: None for column in reviews.c},
            "person": person,
            "workspace": workspace,
            "question": question,
            "phase": Phase.LEARNING,
            "step": 0,
            "reps": 0,
            **dict.fromkeys(("due_at", "added_at"), to_micros(now)),
        }
        return await self._database.write(lambda tx: tx.run(_ADD, values) == 1)

    async def find(self, id_: ReviewId) -> ReviewCard | None:
        row = await self._database.read(lambda tx: tx.one(_FIND, {"id": id_}))
        return _to_card(row) if row else None

    async def cards(self, person: PersonId, workspace: WorkspaceId, now: datetime) -> Sequence[ReviewCard]:
        values = {"person": person, "workspace": workspace, "now": to_micros(now)}
        return [_to_card(row) for row in await self._database.read(lambda tx: tx.all(_CARDS, values))]

    async def rate(self, card: ReviewCard) -> bool:
        values = {
            "card": card.id,
            "before": card.reps - 1,
            "new_phase": card.phase,
            "new_step": card.step,
            "new_stability": card.stability,
            "new_difficulty": card.difficulty,
            "new_due_at": to_micros(card.due),
            "new_last_review": None if card.last_review is None else to_micros(card.last_review),
        }
        return await self._database.write(lambda tx: tx.run(_RATE, values) == 1)


def _to_card(row: Row) -> ReviewCard:
    id_, person, workspace, question, due_at, phase, step, stability, difficulty, last_review, reps = row
    return ReviewCard(
        id=id_,
        person=person,
        workspace=workspace,
        question=question,
        due=to_moment(due_at),
        phase=Phase(phase),
        step=step,
        stability=stability,
        difficulty=difficulty,
        last_review=None if last_review is None else to_moment(last_review),
        reps=reps,
    )
