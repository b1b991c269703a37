"""Reads a command typed as plain words: on Slack after `/study`, in the playground after `/`."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot import commands as c
from bot.command_text import (
    boards,
    competitions,
    leagues,
    managing,
    privacy,
    questions,
    reviews,
    schedules,
    teams,
    words,
)
from bot.command_text.mentions import mentioned
from bot.command_text.practice import PracticeReader
from bot.command_text.topics import Topics
from bot.commands.leagues import Unlink
from bot.domain.ids import ChannelId, TopicId

_LEAD = re.compile(r"^[\s`]*/?(?:study(?:bot)?(?:\s+|$))?/?", re.IGNORECASE)
_LABELS = "|".join(
    (
        "scope|topics?|levels?|count|period|channel|member|question|times?|days?",
        "minutes|mode|seconds|changes|page|code|direct|picture",
    )
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
                return self._practice.quiz(rest)
            case "leaderboard":
                return boards.read(rest, self._channel, self._practice.asked, self._misunderstood, self.lead)
            case "stats":
                return boards.read_stats(rest)
            case "ask":
                return c.Ask(questions.id_of(rest) if rest else None)
            case "schedule":
                return schedules.read(rest, self.topics, self._channel, self._misunderstood)
            case "question":
                return self._question(rest)
            case "help":
                return c.Help()
            case "team" | "competition" | "league" | "link" | "unlink":
                return self._together(verb, rest)
            case "managers" | "audit" | "status" | "exclude" | "readmit" | "privacy":
                return self._deciding(verb, rest)
            case "interview":
                return self._practice.interview(rest)
            case "review":
                return reviews.read(rest, questions.id_of, self._misunderstood, self.lead)
            case _:
                return self._guess()

    def _deciding(self, verb: str, rest: str) -> c.Command:
        """What managers decide, and everybody about themselves."""
        if verb == "privacy":
            return privacy.read(rest, self._misunderstood, self.lead)
        return managing.read(verb, rest, self.channel_of, self._misunderstood, self.lead)

    def _together(self, verb: str, rest: str) -> c.Command:
        """What several people or workspaces do together."""
        match verb:
            case "team":
                return teams.read(rest, self._misunderstood, self.lead)
            case "competition":
                return competitions.read(rest, self.topics, self._channel, self._misunderstood, self.lead)
            case "league":
                return leagues.read(rest, self._channel, self._misunderstood, self.lead)
            case "link":
                return leagues.read_link(rest)
            case _:
                return Unlink()

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

    def _channel(self, word: str) -> ChannelId | None:
        return self.channel_of(mentioned(word))

    def _question(self, rest: str) -> c.Command:
        verb, _, argument = rest.partition(" ")
        known, argument = words.nearest(verb, words.QUESTION_VERBS), argument.strip()
        if known == "suggest":
            return self._practice.suggestion(argument)
        if known == "import":
            return self._practice.importing(argument)
        found = questions.read(known, verb, argument)
        return found or self._misunderstood(
            f"Write {self.lead}question {known or 'show'} and the question's id"
        )

    def _guess(self) -> c.Command:
        typed = words.split(self.text)
        asked = self._practice.asked(typed)
        if asked.topics or asked.level:
            parts = [*asked.topics[:1], asked.level or "", str(asked.count or "")]
            return self._misunderstood(f"Did you mean {self.lead}quiz {' '.join(filter(None, parts))}?")
        if any(words.period(word) for word in typed):
            return self._misunderstood(f"Did you mean {self.lead}leaderboard?")
        return self._misunderstood(f"Try {self.lead}quiz 5, {self.lead}leaderboard or {self.lead}help")

    @property
    def _practice(self) -> PracticeReader:
        return PracticeReader(self.topics, self._misunderstood, self.lead)

    def _misunderstood(self, hint: str) -> c.Misunderstood:
        return c.Misunderstood(self.text, hint)
