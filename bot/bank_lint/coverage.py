"""How far a bank covers a list of concepts that it is meant to teach."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.bank import Bank
from bot.domain.question import Kind, Level, Question


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """What the question with this id is about; `formula` and `demo` say whether it should have one."""

    id: str
    topic: str
    level: Level
    kind: Kind
    formula: bool = False
    demo: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """`missing` are concepts without a question, `beyond` questions without a concept.

    `differing` has a sentence for each thing in which a question is not what its concept wants.
    """

    concepts: int
    covered: int
    missing: tuple[str, ...]
    beyond: tuple[str, ...]
    differing: tuple[str, ...]


def coverage_of(bank: Bank, concepts: Sequence[Concept]) -> Coverage:
    questions: dict[str, Question] = {question.id: question for question in bank}
    known = {concept.id for concept in concepts}
    covered = [concept for concept in concepts if concept.id in questions]
    return Coverage(
        concepts=len(concepts),
        covered=len(covered),
        missing=tuple(concept.id for concept in concepts if concept.id not in questions),
        beyond=tuple(id_ for id_ in questions if id_ not in known),
        differing=tuple(sentence for each in covered for sentence in _differs(each, questions[each.id])),
    )


def _differs(concept: Concept, question: Question) -> list[str]:
    pairs = (
        ("topic", concept.topic, str(question.topic)),
        ("level", concept.level.value, question.level.value),
        ("kind", concept.kind.value, question.kind.value),
    )
    found = [f"{name} is {own}, wanted {wanted}" for name, wanted, own in pairs if own != wanted]
    if concept.formula and not question.formula:
        found.append("lacks a formula")
    if concept.demo and not question.code:
        found.append("lacks a demo")
    return [f"{concept.id}: {each}" for each in found]
