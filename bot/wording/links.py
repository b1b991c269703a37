"""What people are told who are one on two platforms."""

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta

from bot.cards import Block, Card
from bot.domain.ids import Account, platform_of
from bot.ports.links import LinkOutcome
from bot.richtext.nodes import Code
from bot.wording.phrases import counted, line
from bot.wording.replies import refused

PLATFORMS = {"discord": "Discord", "slack": "Slack", "web": "the playground"}
WHY_NOT = {
    LinkOutcome.UNKNOWN_CODE: "No such code now: each works once, for ten minutes. /link gives a new one.",
    LinkOutcome.ALREADY_ONE: "The two are one already.",
    LinkOutcome.TOO_MANY_TRIES: "Those were five tries within an hour. Try again later.",
    LinkOutcome.TOO_MANY_SELVES: "Four accounts can be one person at most.",
}


def code_card(code: str, lasts: timedelta, accounts: Sequence[Account]) -> Card:
    minutes = counted(int(lasts.total_seconds() // 60), "minute")
    return Card(
        title="Your code",
        blocks=(
            line("Where your other self is, type ", *typed(f"link {code}", f"link code:{code}")),
            line(f"It works once, within {minutes}. Give it to nobody else."),
            line(
                "From then on the two count as one person in leagues. On the boards of a workspace "
                "nothing changes, and /unlink parts them again."
            ),
            *_linked(accounts),
        ),
    )


def typed(words: str, options: str) -> Sequence[str | Code]:
    """A command as it is typed on each platform; `options` is how Discord has the same words."""
    return (Code(f"/{options}"), " on Discord, ", Code(f"/study {words}"), " on Slack.")


def _linked(accounts: Sequence[Account]) -> tuple[Block, ...]:
    return (line(f"You are one on {platforms(accounts)} so far."),) if len(accounts) > 1 else ()


def linked_card(accounts: Sequence[Account]) -> Card:
    return Card(
        title="You are one",
        blocks=(
            line(
                f"In leagues you count once, on {platforms(accounts)}. Where both answer, the earlier counts."
            ),
        ),
        note="/unlink parts them again.",
    )


def platforms(accounts: Sequence[Account]) -> str:
    """Where somebody is, in words, such as `Discord, Slack (2 accounts)`."""
    count = Counter(platform_of(account) for account in accounts)
    return ", ".join(
        f"{PLATFORMS[name]} ({counted(times, 'account')})" if times > 1 else PLATFORMS[name]
        for name, times in sorted(count.items())
    )


def not_linked_card(outcome: LinkOutcome) -> Card:
    return refused("Not linked", WHY_NOT[outcome])


def parted_card(was_linked: bool) -> Card:
    if not was_linked:
        return refused("Nothing to part", "You are one account here, linked to no other. /link gives a code.")
    return Card(title="Parted", blocks=(line("Each account counts for itself in leagues again."),))
