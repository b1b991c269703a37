"""`quiz …`, `interview …`, `question suggest …`: topics, a level and a number in any order."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot import commands as c
from bot.command_text import interviews, live, words
from bot.command_text.topics import Topics
from bot.domain import interview, live_quiz
from bot.domain.ids import TopicId
from bot.domain.importing import is_topic_name
from bot.domain.question import Level
from bot.domain.quiz import LONGEST

_NUMBER = re.compile(r"-?[0-9]{1,6}")


@dataclass(frozen=True, slots=True)
class PracticeReader:
    topics: Topics
    misunderstood: Callable[[str], c.Misunderstood]
    lead: str

    def quiz(self, rest: str) -> c.Command:
        typed = [word for word in words.split(rest) if word.lower() not in ("mode", "solo")]
        if any(word.lower() == "live" for word in typed):
            return self._live_quiz(typed)
        return self._solo_quiz(typed)

    def _live_quiz(self, typed: Sequence[str]) -> c.Command:
        """The words of a solo quiz, and some that only a race knows."""
        plain, seconds, changes = live.split(typed)
        solo = self._solo_quiz(plain, "quiz live")
        if not isinstance(solo, c.StartQuiz):
            return solo
        if not live_quiz.SHORTEST <= seconds <= live_quiz.LONGEST:
            return self.misunderstood(
                f"A question has {live_quiz.SHORTEST} to {live_quiz.LONGEST} seconds: "
                f"{self.lead}quiz live {live_quiz.USUAL}s"
            )
        return c.StartLiveQuiz(solo.topic, solo.level, solo.count, seconds, changes)

    def _solo_quiz(self, typed: Sequence[str], verb: str = "quiz") -> c.Command:
        asked = self.asked(typed)
        if asked.unknown:
            return self._unknown_topic(asked.unknown[0])
        if len(asked.topics) > 1:
            return self.misunderstood(f"One topic at a time: {self.lead}{verb} {asked.topics[0]}")
        if asked.count is not None and not 1 <= asked.count <= LONGEST:
            return self.misunderstood(f"A quiz has 1 to {LONGEST} questions: {self.lead}{verb} {LONGEST}")
        topic = asked.topics[0] if asked.topics else None
        if asked.count is None:
            return c.StartQuiz(topic, asked.level)
        return c.StartQuiz(topic, asked.level, asked.count)

    def interview(self, rest: str) -> c.Command:
        typed = words.split(interviews.without_units(rest))
        if typed and typed[0].lower() in interviews.PAST:
            return c.InterviewHistory()
        asked = self.asked([word for word in typed if word.lower() not in interviews.NOISE])
        if asked.unknown:
            return self._unknown_topic(asked.unknown[0], "interview")
        if len(asked.topics) > 1:
            return self.misunderstood(f"One topic at a time: {self.lead}interview {asked.topics[0]}")
        minutes = interview.USUAL if asked.count is None else asked.count
        if not interview.SHORTEST <= minutes <= interview.LONGEST:
            return self.misunderstood(
                f"An interview takes {interview.SHORTEST} to {interview.LONGEST} minutes: "
                f"{self.lead}interview {interview.USUAL}"
            )
        return c.StartInterview(asked.topics[0] if asked.topics else None, asked.level, minutes)

    def suggestion(self, rest: str) -> c.Command:
        asked = self.asked(words.split(rest))
        if asked.unknown:
            return self._unknown_topic(asked.unknown[0], "question suggest")
        if len(asked.topics) > 1:
            return self.misunderstood(f"One topic at a time: {self.lead}question suggest {asked.topics[0]}")
        plain = c.SuggestQuestion()
        return c.SuggestQuestion(asked.topics[0] if asked.topics else plain.topic, asked.level or plain.level)

    def importing(self, rest: str) -> c.Command:
        """A topic may be a new one, which the preview of the file shows."""
        asked = self.asked(words.split(rest))
        named = [*asked.topics, *(TopicId(word.lower()) for word in asked.unknown)]
        if len(named) > 1:
            return self.misunderstood(f"One topic at a time: {self.lead}question import {named[0]}")
        if named and not is_topic_name(named[0]):
            return self.misunderstood(
                f"A topic is lower-case words joined by hyphens: {self.lead}question import soil-science"
            )
        return c.ImportQuestions(named[0] if named else None, asked.level)

    def asked(self, typed: Sequence[str]) -> "Asked":
        numbers = [word for word in typed if _NUMBER.fullmatch(word)]
        matter = [word for word in typed if word not in numbers and word.lower() not in words.NOISE]
        topics: list[TopicId] = []
        level: Level | None = None
        unknown: list[str] = []
        for word, known in self.topics.take(matter):
            if topic := known or self._topic(word):
                topics.append(topic)
            elif found := words.level(word):
                level = found
            else:
                unknown.append(word)
        return Asked(list(dict.fromkeys(topics)), level, int(numbers[0]) if numbers else None, unknown)

    def _topic(self, word: str) -> TopicId | None:
        """The one topic that a word names; a level's name is never a slip of a topic's."""
        if words.is_level(word):
            return None
        found = self.topics.find([word])
        if not found and words.level(word) is None:
            return self.topics.guess(word)
        return found[0] if len(found) == 1 else None

    def _unknown_topic(self, word: str, verb: str = "quiz") -> c.Command:
        several = [str(topic) for topic in self.topics.find([word])]
        near = several or self.topics.like(word)
        if not near:
            return self.misunderstood(f"There is no topic “{word}”. Try {self.lead}{verb} 5")
        be = "is" if len(near) == 1 else "are"
        says = f"“{word}” may be" if several else f"There is no topic “{word}”; near it {be}"
        return self.misunderstood(f"{says} {_either(near)}. Try {self.lead}{verb} {near[0]}")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the arguments of a quiz name, and the words that name nothing."""

    topics: list[TopicId]
    level: Level | None
    count: int | None
    unknown: list[str]


def _either(names: Sequence[str]) -> str:
    """Up to four names as `a, b or c`."""
    return " or ".join(filter(None, [", ".join(names[:-1][:3]), names[-1]]))
