"""`league …`, `link …` and `unlink`."""

from collections.abc import Callable

from bot.command_text import words
from bot.commands import Command, Misunderstood
from bot.commands.leagues import CreateLeague, JoinLeague, LeaveLeague, Link, ListLeagues
from bot.domain.ids import ChannelId

VERBS = words.synonyms(
    {"create": "new make begin start", "join": "enter add", "leave": "quit exit", "list": "show all ls"}
)


def read(
    rest: str,
    channel_of: Callable[[str], ChannelId | None],
    misunderstood: Callable[[str], Misunderstood],
    lead: str,
) -> Command:
    """What stands behind `league`; nothing there lists them."""
    verb, _, argument = rest.strip().partition(" ")
    argument = argument.strip()
    match words.nearest(verb, VERBS):
        case "create" if argument:
            return CreateLeague(argument)
        case "join" if argument:
            code, *where = words.split(argument.removeprefix("code "))
            return JoinLeague(code, _channel(where, channel_of))
        case "leave":
            return LeaveLeague(_channel(words.split(argument), channel_of))
        case "list":
            return ListLeagues()
        case None if not verb:
            return ListLeagues()
    return misunderstood(f"Try {lead}league create and a name, or {lead}league join and its code")


def read_link(rest: str) -> Link:
    typed = words.split(rest.removeprefix("code "))
    return Link(typed[0] if typed else None)


def _channel(typed: list[str], channel_of: Callable[[str], ChannelId | None]) -> ChannelId | None:
    return next(filter(None, map(channel_of, typed)), None)
