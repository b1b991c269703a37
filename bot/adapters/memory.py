"""How long people remember, by FSRS-6."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.domain.review import Grade, Phase, ReviewCard, ReviewSettings

if TYPE_CHECKING:
    import fsrs

STEPS = (timedelta(minutes=10),)
"""After how long something comes back that was not recalled; beyond it FSRS counts in days."""


class FsrsMemory:
    """Without the random spread that FSRS may add, so that a button can say what it will do."""

    def intervals(
        self, card: ReviewCard, settings: ReviewSettings, now: datetime
    ) -> Mapping[Grade, ReviewCard]:
        import fsrs  # only those who repeat something need it
        from fsrs.scheduler import DEFAULT_PARAMETERS

        scheduler = fsrs.Scheduler(
            parameters=settings.parameters or DEFAULT_PARAMETERS,
            desired_retention=settings.retention,
            learning_steps=STEPS,
            relearning_steps=STEPS,
            enable_fuzzing=False,
        )
        before = _to_fsrs(card)
        ratings = zip(Grade, fsrs.Rating, strict=True)
        return {
            grade: _after(card, scheduler.review_card(before, rating, now)[0]) for grade, rating in ratings
        }


def _to_fsrs(card: ReviewCard) -> "fsrs.Card":
    import fsrs

    return fsrs.Card(
        card_id=card.id,
        state=fsrs.State(list(Phase).index(card.phase) + 1),
        step=card.step,
        stability=card.stability,
        difficulty=card.difficulty,
        due=card.due,
        last_review=card.last_review,
    )


def _after(card: ReviewCard, after: "fsrs.Card") -> ReviewCard:
    return ReviewCard(
        id=card.id,
        person=card.person,
        workspace=card.workspace,
        question=card.question,
        due=after.due,
        phase=list(Phase)[after.state - 1],
        step=after.step,
        stability=after.stability,
        difficulty=after.difficulty,
        last_review=after.last_review,
        reps=card.reps,
    )
