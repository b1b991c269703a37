"""Reads what is typed after `competition`: a verb, a name and options in any order."""

import re
from collections.abc import Callable, Sequence

from bot import commands as c
from bot.command_text import words
from bot.command_text.mentions import mentioned
from bot.command_text.topics import Topics
from bot.domain.ids import ChannelId

Misunderstand = Callable[[str], c.Misunderstood]
FindChannel = Callable[[str], ChannelId | None]

_FIELDS = {
    **dict.fromkeys(("from", "starting", "begins"), "start"),
    **dict.fromkeys(("to", "until", "till", "for", "lasting"), "end"),
    **dict.fromkeys(("between", "among"), "between"),
    **dict.fromkeys(("rule", "by"), "rule"),
    "best": "best",
    "share": "share",
    **dict.fromkeys(
        ("scope", "in", "over", "about", "on", "topic", "topics", "channel", "channels"), "scope"
    ),
    "league": "league",
    **dict.fromkeys(("freeze", "frozen"), "freeze"),
    **dict.fromkeys(("season", "every", "repeat"), "season"),
    **dict.fromkeys(("divisions", "division", "groups", "divided"), "divisions"),
}
_AS_TYPED = {"start": "from", "end": "to"}
_FLAGS = ("freeze", "divisions")
_YES_OR_NO = frozenset(["yes", "no", "on", "off", "true", "false"])
_EVERYWHERE = frozenset(["workspace", "server", "everything", "everywhere", "all", "whole", "the"])
_LABEL = re.compile(rf"(?i)\b({'|'.join(_FIELDS)}|name|reason)[=:]\s*")
_TOKEN = re.compile(r"""[\"“”][^\"“”]+[\"“”]|<[^>]*>|[^\s,;]+""")
_REASON = re.compile(r"(?i)(?:^|\s)(?:(?=because\s+of\b)|(?:reason|because)\s*[:=]?(?:\s+|$))")
_QUOTES = '"“”'
_EXAMPLE = "For example: competition start Autumn cup from today to 2w between teams rule best 3"


def read(
    rest: str, topics: Topics, channel: FindChannel, misunderstand: Misunderstand, lead: str
) -> c.Command:
    """The command behind `competition …`; nothing at all is the one that runs."""
    head, _, argument = rest.partition(" ")
    argument = argument.strip()
    verb = words.nearest(head, words.COMPETITION_VERBS) if rest else "status"
    match verb:
        case "start":
            return _Options(argument, topics, channel, misunderstand).started()
        case "status":
            return c.CompetitionStatus(_name(argument) or None)
        case "list":
            return c.ListCompetitions()
        case "history":
            return c.CompetitionHistory(_name(argument) or None)
        case None:
            return c.CompetitionStatus(_name(rest))
        case _ if not _name(argument):
            return misunderstand(f"Which one? Write {lead}competition {verb} and its name.")
        case "end":
            return c.EndCompetition(_name(argument))
        case "cancel":
            return c.CancelCompetition(_name(argument))
        case _:
            return _amendment(argument)


def _name(text: str) -> str:
    """Without quotes and without the word `name` before it."""
    typed = _LABEL.sub(r"\1 ", text).split()
    return " ".join(typed[typed[:1] == ["name"] :]).strip(_QUOTES)


def _amendment(argument: str) -> c.Command:
    """A name and a reason, parted by quotes or a word; else the core finds where the name ends."""
    if found := re.fullmatch(rf"[{_QUOTES}]([^{_QUOTES}]+)[{_QUOTES}]\s*(.*)", argument):
        return c.AmendCompetition(found[1], _REASON.sub("", found[2], count=1).strip())
    name, *reason = _REASON.split(argument, maxsplit=1)
    return c.AmendCompetition(_name(name), reason[0].strip() if reason else "")


class _Options:
    """Gathers words under the option that stands before them; what stands before all is the name."""

    def __init__(self, text: str, topics: Topics, channel: FindChannel, misunderstand: Misunderstand) -> None:
        self._topics = topics
        self._channel = channel
        self._misunderstand = misunderstand
        self._values: dict[str, list[str]] = {"name": []}
        self._gather(_TOKEN.findall(_LABEL.sub(r"\1 ", text)))

    def _gather(self, typed: Sequence[str]) -> None:
        field = "name"
        for word in typed:
            named = _FIELDS.get(word.lower())
            if word.lower() == "name":
                field = "name"
            elif named is not None and not self._is_value(field, word):
                field = named
                self._values.setdefault(field, ["yes"] if field in _FLAGS else [])
            elif field in _FLAGS and word.lower() in _YES_OR_NO:
                self._values[field] = [word]
            else:
                self._values[field].append(word.strip(_QUOTES))
                field = self._behind(field, word)

    def _is_value(self, field: str, word: str) -> bool:
        """`rule best` and a quoted name are no options."""
        return field == "rule" and not self._values["rule"] and word.lower() == "best"

    def _behind(self, field: str, word: str) -> str:
        """The number after `rule best` is how many; `to 2 weeks` and a scope go on."""
        if field == "rule" and word.lower() == "best":
            self._values.setdefault("best", [])
            return "best"
        return field

    def started(self) -> c.Command:
        name = " ".join(self._values.pop("name"))
        if not name:
            return self._misunderstand(f"It needs a name. {_EXAMPLE}")
        if self._values.get("best") == []:
            del self._values["best"]
        scope = scope_of(self._values.pop("scope", []), self._topics, self._channel)
        if isinstance(scope, str):
            way_out = (
                "pick it from the list after #" if scope.startswith("#") else "name channels with # or topics"
            )
            return self._misunderstand(f"I do not know {scope}; {way_out}.")
        if empty := next((field for field, value in self._values.items() if not value), None):
            return self._misunderstand(f"{_AS_TYPED.get(empty, empty)} needs a value behind it. {_EXAMPLE}")
        typed = {field: " ".join(value) for field, value in self._values.items()}
        return c.StartCompetition(name, channels=scope[0], topics=scope[1], **typed)


def scope_of(
    typed: Sequence[str], topics: Topics, channel: FindChannel
) -> tuple[tuple[ChannelId, ...], str | None] | str:
    """The channels and topics that are meant; a word that is neither as it was typed."""
    channels: list[ChannelId] = []
    rest: list[str] = []
    for word in typed:
        if word.startswith(("#", "<#")) or word.lower() == "here":
            found = channel(mentioned(word))
            if found is None:
                return word
            channels.append(found)
        elif word.lower() not in (*_EVERYWHERE, "and"):
            rest.append(word)
    ids: list[str] = []
    for word, topic in topics.take(rest):
        several = [topic] if topic else topics.find([word])
        one = several[0] if len(several) == 1 else topics.guess(word)
        if one is None:
            return word
        ids.append(one)
    return tuple(dict.fromkeys(channels)), ", ".join(dict.fromkeys(ids)) or None
