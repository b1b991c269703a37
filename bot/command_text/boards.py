"""`leaderboard …`: who is ranked, when, where and on what, in any order."""

from collections.abc import Callable, Sequence

from bot import commands as c
from bot.command_text import words
from bot.command_text.mentions import mentioned
from bot.command_text.practice import Asked
from bot.domain.boards import Of, Period
from bot.domain.ids import ChannelId

_HINT = (
    "A board is of today, week, month, season or all, of people or teams, and of one topic at most: "
    "{lead}leaderboard month"
)

_LABELS = words.NOISE | {"channel"}


def read(
    rest: str,
    channel_of: Callable[[str], ChannelId | None],
    asked: Callable[[Sequence[str]], Asked],
    misunderstood: Callable[[str], c.Misunderstood],
    lead: str,
) -> c.Command:
    """What stands behind `leaderboard`; nothing there is the week of the people of the workspace."""
    period, channel, of, season, picture = Period.WEEK, None, Of.PEOPLE, False, False
    matter: list[str] = []
    for word in words.split(rest):
        if word.startswith(("#", "<#")) or word.lower() == "here":
            channel = channel_of(word)
            if channel is None:
                return misunderstood(f"I do not know the channel {word}; pick it from the list after #.")
        elif word.lower() in words.PICTURE:
            picture = True
        elif who := words.RANKED.get(word.lower()):
            of = Of(who)
        elif word.lower() in words.SEASON:
            season = True
        elif found := words.period(word):
            period = found
        elif not (word.lower() in _LABELS or word.isdecimal() or word.lower() in words.VERBS):
            matter.append(word)
    about = asked(matter)
    if about.unknown or about.level or len(about.topics) > 1:
        return misunderstood(_HINT.format(lead=lead))
    topic = about.topics[0] if about.topics else None
    return c.Leaderboard(period, channel, picture, of=of, topic=topic, season=season)


def read_stats(rest: str) -> c.Stats:
    """What stands behind `stats`: somebody, or nothing for oneself, and whether to draw it."""
    asked = [word for word in words.split(rest) if word.lower() not in words.NOISE]
    others = [word for word in asked if word.lower() not in words.PICTURE]
    return c.Stats(mentioned(others[0]) if others else None, picture=others != asked)
