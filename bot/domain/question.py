"""A question as its author wrote it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.ids import QuestionId, TopicId

CHOICES = 4  # of a question that was written for us
FEWEST_CHOICES, MOST_CHOICES = 2, 8
LETTERS = "ABCDEFGH"


class Level(StrEnum):
    BEGINNER = "beginner"
    INTERMEDIATE = "intermediate"
    ADVANCED = "advanced"
    EXPERT = "expert"


class Kind(StrEnum):
    CONCEPT = "concept"
    MATH = "math"
    CODE = "code"
    COMPARISON = "comparison"
    DESIGN = "design"
    RESEARCH = "research"
    DIAGNOSIS = "diagnosis"


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One choice; `why` says why it is right, or which confusion it is and when it would be true.

    Imported questions may have no `why`.
    """

    text: str
    why: str = ""
    right: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    title: str
    authors: str
    year: int
    where: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One entry of a bank. Texts are Markdown with LaTeX between dollar signs.

    A question without options is open: people rate themselves, and no board counts it.
    `code` is a runnable demo in Python and `output` what it prints.
    ValueError: there is no answer, or the options are neither none nor two to eight with exactly one right.
    """

    id: QuestionId
    topic: TopicId
    level: Level
    kind: Kind
    prompt: str
    options: tuple[Option, ...] = ()
    answer: str
    key_points: tuple[str, ...] = ()
    follow_ups: tuple[str, ...] = ()
    red_flags: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()
    formula: str = ""
    code: str = ""
    output: str = ""

    def __post_init__(self) -> None:
        if not self.answer:
            raise ValueError(f"{self.id}: needs an answer")
        if not self.options:
            return
        if not FEWEST_CHOICES <= len(self.options) <= MOST_CHOICES:
            wanted = f"{FEWEST_CHOICES} to {MOST_CHOICES} options or none"
            raise ValueError(f"{self.id}: needs {wanted}, has {len(self.options)}")
        rights = sum(option.right for option in self.options)
        if rights != 1:
            raise ValueError(f"{self.id}: needs exactly one right option, has {rights}")

    @property
    def is_open(self) -> bool:
        return not self.options

    @property
    def key(self) -> int:
        """The position of the right option; ValueError for an open question."""
        for position, option in enumerate(self.options):
            if option.right:
                return position
        raise ValueError(f"{self.id} is an open question and has no key")


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which questions are wanted; an empty field wants them all."""

    topics: frozenset[TopicId] = frozenset()
    levels: frozenset[Level] = frozenset()
    kinds: frozenset[Kind] = frozenset()
    tags: frozenset[str] = frozenset()

    @classmethod
    def of(cls, topic: TopicId | None, level: Level | None) -> "Filter":
        """Of one topic and one level; None wants them all."""
        return cls(topics=frozenset({topic} if topic else ()), levels=frozenset({level} if level else ()))

    def admits(self, question: Question) -> bool:
        return (
            (not self.topics or question.topic in self.topics)
            and (not self.levels or question.level in self.levels)
            and (not self.kinds or question.kind in self.kinds)
            and (not self.tags or not self.tags.isdisjoint(question.tags))
        )

    def choose_from(self, questions: Iterable[Question]) -> tuple[Question, ...]:
        return tuple(question for question in questions if self.admits(question))


EVERYTHING = Filter()
