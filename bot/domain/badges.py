"""Badges: few, each for something that takes knowledge or constancy, all told from what is kept anyway."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Badge(StrEnum):
    EXPERT = "expert"
    """Right first answers at expert level."""
    STREAK = "streak"
    """Days of the longest streak."""
    RIGHT = "right"
    """Right first answers."""
    TOPICS = "topics"
    """Topics of the bank with a right first answer."""
    FOUND = "found"
    """Reports that led to a correction."""
    WON = "won"
    """Competitions won."""


STEPS = {
    Badge.EXPERT: (1,),
    Badge.STREAK: (7, 30, 100),
    Badge.RIGHT: (100, 500),
    Badge.FOUND: (1,),
    Badge.WON: (1,),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Deeds:
    """What a person has done in a workspace."""

    expert: int
    longest_streak: int
    right: int
    topics_right: int
    topics: int
    corrections: int
    wins: int


@dataclass(frozen=True, slots=True)
class Award:
    """How far somebody has come with a badge: `count` so far, the step reached and the next, None if none."""

    badge: Badge
    count: int
    reached: int | None
    next: int | None


def awards(deeds: Deeds) -> Iterator[Award]:
    """Every badge that can be earned, in the order of `Badge`."""
    counts = {
        Badge.EXPERT: deeds.expert,
        Badge.STREAK: deeds.longest_streak,
        Badge.RIGHT: deeds.right,
        Badge.TOPICS: deeds.topics_right,
        Badge.FOUND: deeds.corrections,
        Badge.WON: deeds.wins,
    }
    for badge, count in counts.items():
        steps = STEPS.get(badge, (deeds.topics,))
        if steps[0] > 0:
            reached = max((step for step in steps if step <= count), default=None)
            yield Award(badge, count, reached, min((step for step in steps if step > count), default=None))
