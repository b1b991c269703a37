"""What is given to an exporter, and what it gives back."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.ids import TopicId
from bot.domain.question import Question


@dataclass(frozen=True, slots=True)
class Selection:
    """The questions to export, the names of their topics, and the moment of it."""

    questions: Sequence[Question]
    titles: Mapping[TopicId, str]
    at: datetime

    def title_of(self, topic: TopicId) -> str:
        return self.titles.get(topic, str(topic))


@dataclass(frozen=True, slots=True)
class Exported:
    """A file, how many questions it holds, and what it could not hold: a phrase and how often."""

    content: bytes
    count: int
    lost: Mapping[str, int]


PARTS: Mapping[str, str] = {
    "answer": "model answers",
    "key_points": "lists of key points",
    "follow_ups": "lists of follow-ups",
    "red_flags": "lists of red flags",
    "tags": "lists of tags",
    "references": "lists of references",
    "formula": "formulas",
    "code": "demos",
    "output": "outputs of demos",
}
"""Parts that a question may lack, and what many of them are called."""
ALWAYS: Mapping[str, str] = {"id": "ids", "topic": "topics", "level": "levels", "kind": "kinds"}


class Losses:
    """Counts what a format cannot hold."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()

    def add(self, what: str, count: int = 1) -> None:
        if count:
            self._counts[what] += count

    def parts(self, questions: Sequence[Question], *names: str) -> None:
        """These parts of the questions, wherever they have them; `why` stands for reasons of options."""
        for name in names:
            if name == "why":
                self.add("reasons of options", sum(bool(o.why) for q in questions for o in q.options))
            elif name in ALWAYS:
                self.add(ALWAYS[name], len(questions))
            else:
                self.add(PARTS[name], sum(bool(getattr(question, name)) for question in questions))

    def counted(self) -> Mapping[str, int]:
        return dict(self._counts)
