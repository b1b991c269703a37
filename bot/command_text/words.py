"""The words people use for commands, levels and periods, and the nearest of them to a typo."""

import re
from collections.abc import Mapping
from difflib import get_close_matches

from bot.domain.boards import Period
from bot.domain.question import Kind, Level

_LONGEST = 24  # words looked at; nobody types more, and the search for topics grows with their square
_SURE = 0.8  # how alike two words must be: as two of five letters with one slip are
_SURE_SHORT = 0.75  # the same for words of four letters
_WORD = re.compile(r"<[@#!][^>]*>|[^\s,;]+")
_QUOTES = "`'\"“”‘’.!"


def synonyms(table: Mapping[str, str]) -> dict[str, str]:
    return {word: name for name, words in table.items() for word in (name, *words.split())}


VERBS = synonyms(
    {
        "quiz": "quizz play practice practise train drill test",
        "leaderboard": "leaderboards lb board boards top ranking rankings rank scores scoreboard standings",
        "stats": "stat statistics me score points streak profile progress",
        "ask": "post",
        "schedule": "schedules sched",
        "question": "q",
        "help": "? commands usage hi hello",
        "interview": "interviews mock",
        "league": "leagues",
        "link": "links",
        "unlink": "part",
        "team": "teams squad",
        "managers": "manager mods moderators inbox",
        "audit": "log logs",
        "status": "health uptime version",
        "competition": "competitions comp contest contests cup tournament",
        "privacy": "gdpr data",
        "exclude": "ban",
        "readmit": "unban include",
        "review": "reviews revise revision repeat recall flashcards cards anki due",
    }
)
ANYWHERE = {"quiz", "leaderboard", "board", "stats", "interview"}
"""Verbs that may stand behind their arguments, as in `attention quiz`."""
AT_ONCE = {
    **dict.fromkeys(("add", "edit", "pause", "resume", "skip", "preview"), "schedule"),
    **dict.fromkeys(("report", "reports", "reload", "suggest", "suggestions", "import"), "question"),
}
"""Second words that say enough without the first one."""

SCHEDULE_VERBS = synonyms(
    {
        "add": "new create make",
        "list": "all ls",
        "edit": "change update set",
        "pause": "stop disable",
        "resume": "unpause continue start enable",
        "skip": "omit",
        "remove": "delete rm",
        "preview": "next upcoming",
    }
)
COMPETITION_VERBS = synonyms(
    {
        "start": "begin new create add make",
        "status": "show standing standings board",
        "list": "all ls",
        "end": "finish stop close",
        "cancel": "abort drop",
        "history": "past results hall",
        "amend": "recount correct",
    }
)
REVIEW_VERBS = synonyms(
    {
        "add": "put learn new",
        "export": "download file anki",
        "retention": "retain target aim",
        "remind": "reminder reminders notify",
        "off": "stop quiet mute none never",
        "now": "start next go",
    }
)
OFF = frozenset(word for word, verb in REVIEW_VERBS.items() if verb == "off")
"""Words that end something; a slip of one is not taken for it."""

TEAM_VERBS = synonyms(
    {
        "create": "new make begin start add",
        "join": "enter",
        "leave": "quit exit",
        "list": "show all ls who members",
        "rename": "name",
        "invite": "",
        "captain": "lead leader handover",
        "disband": "delete remove end dissolve",
        "sync": "follow",
        "balance": "deal shuffle split",
    }
)

QUESTION_VERBS = synonyms(
    {
        "show": "view read",
        "stats": "statistics numbers",
        "hard": "hardest difficult",
        "report": "flag",
        "reports": "reported cases",
        "reload": "refresh",
        "suggest": "propose submit contribute write",
        "suggestions": "proposals waiting pending",
        "hide": "",
        "unhide": "",
        "export": "download",
        "import": "upload load",
    }
)

PICTURE = frozenset(("picture", "image", "chart", "drawing", "png"))
"""What asks for a board, or for numbers, as a picture."""

_LEVELS = synonyms(
    {
        Level.BEGINNER: "beginners easy basic basics novice",
        Level.INTERMEDIATE: "medium mid middle normal",
        Level.ADVANCED: "hard difficult",
        Level.EXPERT: "hardest insane",
    }
)
_PERIODS = synonyms(
    {
        Period.TODAY: "day daily",
        Period.WEEK: "weekly",
        Period.MONTH: "monthly",
        Period.ALL: "alltime all-time ever overall total forever",
    }
)
RANKED = synonyms(
    {"people": "person members everybody everyone", "teams": "team squads", "league": "leagues"}
)
"""Who stands on a board."""

SEASON = frozenset(("season", "seasonal"))

_KINDS = synonyms({kind: "" for kind in Kind})

_NOISE = (
    "a about an and as at count for from in level levels member me my of on period please question questions "
    "scope show the this time to topic topics true with workspace"
)
NOISE = frozenset(_NOISE.split())
"""Words that people put between the ones that matter."""


def split(text: str) -> list[str]:
    """Words without quotes around them; `<#C1|name>` and its like stay whole."""
    words = (word if word.startswith("<") else word.strip(_QUOTES) for word in _WORD.findall(text))
    return [word for word in words if word][:_LONGEST]


def nearest(word: str, known: Mapping[str, str]) -> str | None:
    """What a word stands for: itself, a synonym, or what it is a small slip of."""
    word = word.lower()
    if word in known or len(word) < 4:
        return known.get(word)
    close = get_close_matches(word, known, n=1, cutoff=_SURE if len(word) > 4 else _SURE_SHORT)
    return known[close[0]] if close else None


def level(word: str) -> Level | None:
    found = nearest(word, _LEVELS)
    return Level(found) if found else None


def is_level(word: str) -> bool:
    """True for a level or a synonym of one, slips not allowed for."""
    return word.lower() in _LEVELS


def period(word: str) -> Period | None:
    found = nearest(word, _PERIODS)
    return Period(found) if found else None


def kind(word: str) -> Kind | None:
    found = nearest(word, _KINDS)
    return Kind(found) if found else None
