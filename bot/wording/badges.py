"""Badges in words: what somebody has, and what is missing for the next step."""

from collections.abc import Iterator, Sequence

from bot.cards import Block, Facts, Heading
from bot.domain.badges import Award, Badge
from bot.wording.phrases import counted

NAMES = {
    Badge.EXPERT: "Expert",
    Badge.STREAK: "Constant",
    Badge.RIGHT: "Well-read",
    Badge.TOPICS: "All-rounder",
    Badge.FOUND: "Proofreader",
    Badge.WON: "Champion",
}


def badges(awards: Sequence[Award]) -> tuple[Block, ...]:
    return (Heading("Badges"), Facts(tuple((NAMES[award.badge], _told(award)) for award in awards)))


def _told(award: Award) -> str:
    return "; ".join(_parts(award))


def _parts(award: Award) -> Iterator[str]:
    if award.reached is not None:
        yield f"earned: {_deed(award.badge, award.reached)}"
    if award.next is not None:
        so_far = f" ({award.count:,} so far)" if award.next > 1 else ""
        yield f"{'next' if award.reached else 'not yet'}: {_deed(award.badge, award.next)}{so_far}"


def _deed(badge: Badge, step: int) -> str:
    match badge:
        case Badge.EXPERT:
            return "a right answer at expert level"
        case Badge.STREAK:
            return f"a streak of {counted(step, 'day')}"
        case Badge.RIGHT:
            return counted(step, "right answer")
        case Badge.TOPICS:
            return f"a right answer in each of {counted(step, 'topic')}"
        case Badge.FOUND:
            return "a report that led to a correction"
        case Badge.WON:
            return "a competition won"
