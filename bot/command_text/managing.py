"""`managers …`, `audit …`, `status`, `exclude …` and `readmit …`: what managers see, did and do."""

from collections.abc import Callable

from bot import commands as c
from bot.command_text import words
from bot.command_text.mentions import mentioned
from bot.commands.managing import (
    ClearInbox,
    Exclude,
    Readmit,
    SetInbox,
    ShowAudit,
    ShowFastAnswers,
    ShowInbox,
    ShowStatus,
)
from bot.domain.ids import ChannelId

DIRECT = {*words.OFF, "dm", "dms", "direct"}
SPEED = {"speed", "fast", "quick"}
LAST_PAGE = 10_000


def read(
    verb: str,
    rest: str,
    channel_of: Callable[[str], ChannelId | None],
    misunderstood: Callable[[str], c.Misunderstood],
    lead: str,
) -> c.Command:
    if verb == "status":
        return ShowStatus()
    if verb == "audit":
        return _audit(rest, misunderstood, lead)
    if verb in ("exclude", "readmit"):
        return _exclusion(verb, rest, misunderstood, lead)
    return _managers(rest, channel_of, misunderstood, lead)


def _managers(
    rest: str,
    channel_of: Callable[[str], ChannelId | None],
    misunderstood: Callable[[str], c.Misunderstood],
    lead: str,
) -> c.Command:
    typed = [word for word in words.split(rest) if word.lower() not in {*words.NOISE, "channel"}]
    if not typed:
        return ShowInbox()
    if typed[0].lower() in DIRECT:
        return ClearInbox()
    channel = channel_of(mentioned(typed[0]))
    if channel is None:
        return misunderstood(
            f"I do not know the channel {typed[0]}; pick it from the list after #. "
            f"{lead}managers off sends reports to direct messages."
        )
    return SetInbox(channel)


def _audit(rest: str, misunderstood: Callable[[str], c.Misunderstood], lead: str) -> c.Command:
    typed = [word for word in words.split(rest) if word.lower() not in {*words.NOISE, "page"}]
    if not typed:
        return ShowAudit()
    if typed[0].lower() in SPEED:
        return ShowFastAnswers()
    if typed[0].isdecimal() and 1 <= int(typed[0]) <= LAST_PAGE:
        return ShowAudit(int(typed[0]))
    return misunderstood(f"Pages are numbers: {lead}audit 2. Fast answers: {lead}audit speed")


def _exclusion(verb: str, rest: str, misunderstood: Callable[[str], c.Misunderstood], lead: str) -> c.Command:
    member, _, reason = rest.strip().partition(" ")
    if not member:
        return misunderstood(f"Say whom: {lead}{verb} @name and, if you like, a reason")
    who = mentioned(words.split(member)[0])
    return Exclude(who, reason.strip()) if verb == "exclude" else Readmit(who)
