"""`managers …` and `audit …`: where reports go, and what managers did."""

from collections.abc import Callable

from bot import commands as c
from bot.command_text import words
from bot.command_text.mentions import mentioned
from bot.commands.managing import ClearInbox, SetInbox, ShowAudit, ShowInbox
from bot.domain.ids import ChannelId

DIRECT = {*words.OFF, "dm", "dms", "direct"}
LAST_PAGE = 10_000


def read(
    verb: str,
    rest: str,
    channel_of: Callable[[str], ChannelId | None],
    misunderstood: Callable[[str], c.Misunderstood],
    lead: str,
) -> c.Command:
    if verb == "audit":
        return _audit(rest, misunderstood, lead)
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
    if typed[0].isdecimal() and 1 <= int(typed[0]) <= LAST_PAGE:
        return ShowAudit(int(typed[0]))
    return misunderstood(f"Pages are numbers: {lead}audit 2")
