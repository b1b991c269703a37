"""What a workspace adds to the shared bank and takes away from it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.domain.bank import Bank
from bot.domain.ids import PersonId, QuestionId
from bot.domain.question import Question


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """`removed` were questions of its own once, and `hidden` are questions that it does not want asked."""

    questions: tuple[Question, ...] = ()
    removed: tuple[Question, ...] = ()
    hidden: frozenset[QuestionId] = frozenset()
    authors: Mapping[QuestionId, PersonId] = field(default_factory=dict)


def with_pack(shared: Bank, pack: Pack) -> Bank:
    """The bank of a workspace; where an id stands in both, the shared question is meant.

    That happens once somebody takes a pack over into the shared bank.
    """
    own = [question for question in pack.questions if question.id not in shared.kept]
    gone = [question for question in pack.removed if question.id not in shared.kept]
    every = [*shared, *own]
    titles = {question.topic: shared.title_of(question.topic) for question in own}
    return Bank(
        tuple(question for question in every if question.id not in pack.hidden),
        {**shared.topics, **{topic: title for topic, title in titles.items() if topic not in shared.topics}},
        (*(question for question in every if question.id in pack.hidden), *gone),
    )
