"""`review …`: what comes back, and when somebody is reminded of it."""

import re
from collections.abc import Callable

from bot import commands as c
from bot.command_text import words
from bot.domain.ids import QuestionId

_GIVEN = re.compile(r"^(\w+)\s*[:=]\s*")  # as Discord shows an option: `remind:18:30`
_LABEL = re.compile(r"(?i)^(?:the\s+)?question\b[:=\s]+")
_NOISE = re.compile(r"(?i)(?<!\S)(?:me|at|in|zone|daily|every|day)(?:[:=]|\s+|$)\s*")
_ZONE = frozenset(("zone", "timezone", "tz"))
_TIME = re.compile(r"(?i)^(\d{1,2}(?::\d\d){0,2}(?:\s*[ap]m)?)\s*(.*)$")


def read(
    rest: str,
    question_id: Callable[[str], QuestionId],
    misunderstood: Callable[[str], c.Misunderstood],
    lead: str,
) -> c.Command:
    """What stands behind `review`; nothing there opens the next card."""
    verb, _, argument = _GIVEN.sub(r"\1 ", rest).strip().partition(" ")
    known, argument = _known(verb), argument.strip()
    match known:
        case None if verb.lower() in _ZONE:
            return misunderstood(f"Say when, too: {lead}review remind 18:30 {argument or 'Europe/Berlin'}")
        case None if verb and verb.lower() not in words.NOISE:
            return misunderstood(f"Try {lead}review, {lead}review add, export, retention 90 or remind 18:30")
        case "add" if name := _LABEL.sub("", argument):
            return c.AddToReview(question_id(name))
        case "add":
            return misunderstood(f"Write {lead}review add and the question's id")
        case "export":
            return c.ExportReview()
        case "retention":
            return _retention(argument, misunderstood, lead)
        case "remind":
            return _remind(argument, misunderstood, lead)
        case "off":
            return c.StopReminding()
        case _:
            return c.Review()


def _known(verb: str) -> str | None:
    """What a word stands for; a mere guess never ends anything."""
    guess = words.nearest(verb, words.REVIEW_VERBS)
    return None if guess == "off" and verb.lower() not in words.OFF else guess


def _retention(text: str, misunderstood: Callable[[str], c.Misunderstood], lead: str) -> c.Command:
    percent = re.search(r"(?a:(?<![\d.])(\d{1,3})\s*%?$)", text)
    if percent is None:
        return misunderstood(f"A retention is a whole number of percent: {lead}review retention 90")
    return c.SetRetention(int(percent[1]))


def _remind(text: str, misunderstood: Callable[[str], c.Misunderstood], lead: str) -> c.Command:
    wanted = _NOISE.sub("", text.strip()).strip()
    if wanted.lower() in words.OFF:
        return c.StopReminding()
    if not wanted:
        return misunderstood(f"Say when: {lead}review remind 18:30 Europe/Berlin, or {lead}review remind off")
    found = _TIME.match(wanted)
    return c.RemindMe(found[1], found[2].strip() or None) if found else c.RemindMe(wanted)
