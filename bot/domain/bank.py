"""All questions that can be asked, by id and in the order of their files."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from bot.domain.ids import QuestionId, TopicId
from bot.domain.question import Question


@dataclass(frozen=True, slots=True)
class Bank:
    """ValueError: two questions share an id."""

    questions: tuple[Question, ...]
    topics: Mapping[TopicId, str]
    """A topic's id and its title, in the order of the files."""
    _by_id: dict[QuestionId, Question] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_id = {question.id: question for question in self.questions}
        if len(by_id) != len(self.questions):
            raise ValueError("two questions of the bank share an id")
        object.__setattr__(self, "_by_id", by_id)

    def __iter__(self) -> Iterator[Question]:
        return iter(self.questions)

    def __len__(self) -> int:
        return len(self.questions)

    def find(self, id_: QuestionId) -> Question | None:
        return self._by_id.get(id_)

    def title_of(self, topic: TopicId) -> str:
        return self.topics.get(topic, topic.replace("-", " ").capitalize())
