"""All questions that can be asked, by id and in the order of their files."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from bot.domain.ids import QuestionId, TopicId
from bot.domain.question import Question


@dataclass(frozen=True, slots=True)
class Bank:
    """`retired` are no longer asked, but known where they were asked before.

    ValueError: two questions share an id.
    """

    questions: tuple[Question, ...]
    topics: Mapping[TopicId, str]
    """A topic's id and its title, in the order of the files."""
    retired: tuple[Question, ...] = ()
    _by_id: dict[QuestionId, Question] = field(init=False, repr=False, compare=False)
    _kept: dict[QuestionId, Question] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_id = {question.id: question for question in self.questions}
        kept = by_id | {question.id: question for question in self.retired} if self.retired else by_id
        if len(kept) != len(self.questions) + len(self.retired):
            raise ValueError("two questions of the bank share an id")
        object.__setattr__(self, "_by_id", by_id)
        object.__setattr__(self, "_kept", kept)

    def __iter__(self) -> Iterator[Question]:
        return iter(self.questions)

    def __len__(self) -> int:
        return len(self.questions)

    def find(self, id_: QuestionId) -> Question | None:
        """A question that may be asked."""
        return self._by_id.get(id_)

    @property
    def kept(self) -> Mapping[QuestionId, Question]:
        """Every question by its id, those included that are no longer asked."""
        return self._kept

    def title_of(self, topic: TopicId) -> str:
        return self.topics.get(topic, topic.replace("-", " ").capitalize())
