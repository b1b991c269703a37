"""`team …`: making teams, who is in them, and making them of groups or of everybody."""

import re
from collections.abc import Callable

from bot import commands as c
from bot.command_text import words
from bot.command_text.mentions import mentioned

_PERSON = re.compile(r"(?i)(?:\bmember\s+)?(<@[^>]+>|(?<!\S)@\S+)")
_GROUP = re.compile(r"<!subteam\^[^>]+>|<@&[^>]+>|(?<!\S)@?\S+")
_LABEL = re.compile(r"(?i)\b(?:name|member|role|teams?):\s*")
_INVITED = re.compile(
    r"(?i)[\s,]*\b(?:by[- _]invitation(?::\s*true)?|invitation[- ]only|invite[- ]only|closed)\s*$"
)
_TEAM = re.compile(r"(?i)^(?:(?:the\s+)?team|to|into|from|as|name(?=\s+[“\"']))\s+(?=\S)")
_QUOTES = " `'\"“”‘’:,"


def read(rest: str, misunderstood: Callable[[str], c.Misunderstood], lead: str) -> c.Command:
    """What stands behind `team`; a name alone shows that team, nothing at all the list of them."""
    verb, _, argument = _LABEL.sub("", rest).partition(" ")
    known = words.nearest(verb, words.TEAM_VERBS)
    if known == "leave" and verb.lower() not in words.TEAM_VERBS:
        known = None  # a mere guess takes nobody out of a team
    match known:
        case None:
            return c.ListTeams(_name(rest) or None)
        case "list":
            return c.ListTeams(_name(argument) or None)
        case "leave":
            return c.LeaveTeam(_person(argument))
        case "disband":
            return c.DisbandTeam(_name(argument) or None)
        case "create" | "join" | "rename":
            return _named(known, argument, misunderstood, lead)
        case "invite" | "captain":
            return _of_member(known, argument, misunderstood, lead)
        case "sync":
            group = _GROUP.search(argument)
            hint = f"Write {lead}team sync and @ with the group's name"
            return c.SyncTeam(mentioned(group[0])) if group else misunderstood(hint)
        case _:
            number = re.search(r"(?a:(?<![\d.-])\d{1,3}\b)", argument)
            return c.BalanceTeams(int(number[0])) if number else misunderstood(f"Try {lead}team balance 4")


def _named(verb: str, text: str, misunderstood: Callable[[str], c.Misunderstood], lead: str) -> c.Command:
    name = _name(_PERSON.sub(" ", text) if verb == "join" else text)
    if not name:
        return misunderstood(f"Say its name, too: {lead}team {verb} The Maskers")
    match verb:
        case "create":
            return c.CreateTeam(_name(_INVITED.sub("", name)), bool(_INVITED.search(name)))
        case "join":
            return c.JoinTeam(name, _person(text))
        case _:
            before, sign, after = name.partition("=")
            return c.RenameTeam(_name(after), _name(before)) if sign else c.RenameTeam(name)


def _of_member(verb: str, text: str, misunderstood: Callable[[str], c.Misunderstood], lead: str) -> c.Command:
    member = _person(text)
    if member is None:
        return misunderstood(f"Say who, too: {lead}team {verb} @somebody")
    team = _name(_PERSON.sub(" ", text)) or None
    return c.InviteToTeam(member, team) if verb == "invite" else c.HandOverTeam(member, team)


def _person(text: str) -> str | None:
    found = _PERSON.search(text)
    return mentioned(found[1]) if found else None


def _name(text: str) -> str:
    return _TEAM.sub("", " ".join(text.split()).strip(_QUOTES)).strip(_QUOTES)
