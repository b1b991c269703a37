"""Reads a command typed as plain words: on Slack after `/study`, in the playground after `/`."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bot import commands as c
from bot.command_text import interviews, live, reviews, schedules, words
from bot.command_text.mentions import mentioned
from bot.command_text.topics import Topics
from bot.domain import interview, live_quiz
from bot.domain.boards import Period
from bot.domain.ids import ChannelId, QuestionId, TopicId
from bot.domain.question import Level
from bot.domain.quiz import LONGEST

_LEAD = re.compile(r"^[\s`]*/?(?:study(?:bot)?(?:\s+|$))?/?", re.IGNORECASE)
_NUMBER = re.compile(r"-?[0-9]{1,6}")
_LABELS = (
    "topics?|levels?|count|period|channel|member|question|times?|days?|name|minutes|mode|seconds|changes"
)
_LABEL = re.compile(rf"(?i)\b({_LABELS})[=:]\s*")


def read(
    text: str,
    topics: Mapping[TopicId, str],
    channel_of: Callable[[str], ChannelId | None],
    lead: str = "/",
) -> c.Command:
    """What was typed; `Misunderstood` with the nearest thing that works where it is no command.

    `topics` are ids with their titles. `channel_of` gets a channel's id or name without its `#`, or `here`.
    `lead` is what people type before a command, for the hints: `/study ` or `/`. Never raises.
    """
    body = _LABEL.sub(r"\1 ", _LEAD.sub("", text)).strip()
    return _Reader(body, Topics(topics), channel_of, lead).read()


@dataclass(frozen=True, slots=True)
class _Reader:
    text: str
    topics: Topics
    channel_of: Callable[[str], ChannelId | None]
    lead: str

    def read(self) -> c.Command:
        if not self.text:
            return c.Help()
        verb, rest = self._verb()
        match verb:
            case "quiz":
                return self._quiz(rest)
            case "leaderboard":
                return self._leaderboard(rest)
            case "stats":
                others = [word for word in words.split(rest) if word.lower() not in words.NOISE]
                return c.Stats(mentioned(others[0]) if others else None)
            case "ask":
                return c.Ask(_question_id(rest) if rest else None)
            case "schedule":
                return schedules.read(rest, self.topics, self._channel, self._misunderstood)
            case "question":
                return self._question(rest)
            case "help":
                return c.Help()
            case "interview":
                return self._interview(rest)
            case "review":
                return reviews.read(rest, _question_id, self._misunderstood, self.lead)
            case _:
                return self._guess()

    def _verb(self) -> tuple[str | None, str]:
        """The command's name and its arguments; the name may also stand behind them."""
        head, _, rest = self.text.partition(" ")
        head = head.strip("`'\".,!:").lower() or head
        if head in words.VERBS:
            return words.VERBS[head], rest.strip()
        if head in words.AT_ONCE:
            return words.AT_ONCE[head], self.text
        typed = self.text.split()
        for position, word in enumerate(typed):
            if word.lower() in words.ANYWHERE:
                return words.VERBS[word.lower()], " ".join(typed[:position] + typed[position + 1 :])
        return words.nearest(head, words.VERBS), rest.strip()

    def _quiz(self, rest: str) -> c.Command:
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
            return self._misunderstood(
                f"A question has {live_quiz.SHORTEST} to {live_quiz.LONGEST} seconds: "
                f"{self.lead}quiz live {live_quiz.USUAL}s"
            )
        return c.StartLiveQuiz(solo.topic, solo.level, solo.count, seconds, changes)

    def _solo_quiz(self, typed: Sequence[str], verb: str = "quiz") -> c.Command:
        asked = self._quiz_words(typed)
        if asked.unknown:
            return self._unknown_topic(asked.unknown[0])
        if len(asked.topics) > 1:
            return self._misunderstood(f"One topic at a time: {self.lead}{verb} {asked.topics[0]}")
        if asked.count is not None and not 1 <= asked.count <= LONGEST:
            return self._misunderstood(f"A quiz has 1 to {LONGEST} questions: {self.lead}{verb} {LONGEST}")
        topic = asked.topics[0] if asked.topics else None
        if asked.count is None:
            return c.StartQuiz(topic, asked.level)
        return c.StartQuiz(topic, asked.level, asked.count)

    def _quiz_words(self, typed: Sequence[str]) -> "_Asked":
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
        return _Asked(list(dict.fromkeys(topics)), level, int(numbers[0]) if numbers else None, unknown)

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
            return self._misunderstood(f"There is no topic “{word}”. Try {self.lead}{verb} 5")
        says = f"“{word}” may be" if several else f"There is no topic “{word}”; near it are"
        return self._misunderstood(f"{says} {_either(near)}. Try {self.lead}{verb} {near[0]}")

    def _leaderboard(self, rest: str) -> c.Command:
        period, channel, picture = Period.WEEK, None, False
        for word in words.split(rest):
            if word.lower() in words.PICTURE:
                picture = True
            elif word.startswith(("#", "<#")) or word.lower() == "here":
                channel = self._channel(word)
                if channel is None:
                    return self._misunderstood(
                        f"I do not know the channel {word}; pick it from the list after #."
                    )
            elif found := words.period(word):
                period = found
            elif not (word.lower() in words.NOISE or word.isdecimal() or word.lower() in words.VERBS):
                return self._misunderstood(
                    f"A board is of today, week, month or all: {self.lead}leaderboard month"
                )
        return c.Leaderboard(period, channel, picture)

    def _channel(self, word: str) -> ChannelId | None:
        return self.channel_of(mentioned(word))

    def _question(self, rest: str) -> c.Command:
        verb, _, argument = rest.partition(" ")
        known = words.nearest(verb, words.QUESTION_VERBS)
        match known, argument.strip():
            case "reload", _:
                return c.ReloadBank()
            case "show", argument if argument:
                return c.ShowQuestion(_question_id(argument))
            case "report", argument if argument:
                id_, _, reason = argument.partition(" ")
                return c.ReportQuestion(_question_id(id_), reason.strip())
            case None, "" if verb:
                return c.ShowQuestion(_question_id(verb))
            case _:
                return self._misunderstood(
                    f"Write {self.lead}question {known or 'show'} and the question's id"
                )

    def _guess(self) -> c.Command:
        typed = words.split(self.text)
        asked = self._quiz_words(typed)
        if asked.topics or asked.level:
            parts = [*asked.topics[:1], asked.level or "", str(asked.count or "")]
            return self._misunderstood(f"Did you mean {self.lead}quiz {' '.join(filter(None, parts))}?")
        if any(words.period(word) for word in typed):
            return self._misunderstood(f"Did you mean {self.lead}leaderboard?")
        return self._misunderstood(f"Try {self.lead}quiz 5, {self.lead}leaderboard or {self.lead}help")

    def _interview(self, rest: str) -> c.Command:
        typed = words.split(interviews.without_units(rest))
        if typed and typed[0].lower() in interviews.PAST:
            return c.InterviewHistory()
        asked = self._quiz_words([word for word in typed if word.lower() not in interviews.NOISE])
        if asked.unknown:
            return self._unknown_topic(asked.unknown[0], "interview")
        if len(asked.topics) > 1:
            return self._misunderstood(f"One topic at a time: {self.lead}interview {asked.topics[0]}")
        minutes = interview.USUAL if asked.count is None else asked.count
        if not interview.SHORTEST <= minutes <= interview.LONGEST:
            return self._misunderstood(
                f"An interview takes {interview.SHORTEST} to {interview.LONGEST} minutes: "
                f"{self.lead}interview {interview.USUAL}"
            )
        return c.StartInterview(asked.topics[0] if asked.topics else None, asked.level, minutes)

    def _misunderstood(self, hint: str) -> c.Misunderstood:
        return c.Misunderstood(self.text, hint)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the arguments of a quiz name, and the words that name nothing."""

    topics: list[TopicId]
    level: Level | None
    count: int | None
    unknown: list[str]


def _question_id(text: str) -> QuestionId:
    return QuestionId("-".join(words.split(text)).lower())


def _either(names: Sequence[str]) -> str:
    """Up to four names as `a, b or c`."""
    return " or ".join(filter(None, [", ".join(names[:-1][:3]), names[-1]]))
