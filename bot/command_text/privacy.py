"""`privacy …`."""

from collections.abc import Callable

from bot.command_text import words
from bot.commands import Command, Misunderstood
from bot.commands.privacy import AboutPrivacy, ExportMine, ForgetMe, HideMe

VERBS = words.synonyms(
    {
        "export": "download data file",
        "hide": "anonymous anonymise anonymize",
        "show": "unhide reveal",
        "delete": "forget erase remove",
    }
)


def read(rest: str, misunderstood: Callable[[str], Misunderstood], lead: str) -> Command:
    verb = rest.strip().partition(" ")[0]
    match words.nearest(verb, VERBS):
        case "export":
            return ExportMine()
        case "hide":
            return HideMe()
        case "show":
            return HideMe(hidden=False)
        case "delete":
            return ForgetMe()
        case None if not verb:
            return AboutPrivacy()
    return misunderstood(f"Try {lead}privacy export, hide, show or delete")
