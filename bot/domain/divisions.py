"""Divisions of a season: small groups in tiers, between which the first and the last of each group move.

Tier 1 is the lowest. After a season the top fifth of each group moves up a tier and the bottom fifth down;
a fifth is rounded down, and below tier 1 there is nothing to go down to. A tier of fewer than ten people
joins the one below it, the lowest the one above. Each tier is dealt into groups of about fifteen, by
strength in turns, so that the groups of a tier are alike.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.domain.ids import PersonId

SMALLEST, USUAL, LARGEST = 10, 15, 20
MOVING = 5  # one in so many moves up, and one down
LOWEST = 1


@dataclass(frozen=True, slots=True, order=True)
class Division:
    """A group; `number` counts those of a tier from 1."""

    tier: int
    number: int


def moved(division: Division, ranked: Sequence[PersonId]) -> Mapping[PersonId, int]:
    """The next tier of everybody in a group, who stand in the order of its board."""
    fifth = len(ranked) // MOVING
    rises = {person: 1 for person in ranked[:fifth]}
    falls = {person: -1 for person in ranked[len(ranked) - fifth :]}
    moves = {**dict.fromkeys(ranked, 0), **rises, **falls}
    return {person: max(LOWEST, division.tier + move) for person, move in moves.items()}


def dealt(tiers: Mapping[PersonId, int], strongest: Sequence[PersonId]) -> Mapping[PersonId, Division]:
    """Everybody's group, from the tiers that they belong to now and all of them by strength."""
    by_tier: dict[int, list[PersonId]] = {}
    for person in strongest:
        by_tier.setdefault(tiers[person], []).append(person)
    found: dict[PersonId, Division] = {}
    for tier, people in enumerate(_large_enough(by_tier), LOWEST):
        groups = group_count(len(people))
        found.update((person, Division(tier, n % groups + 1)) for n, person in enumerate(people))
    return found


def _large_enough(by_tier: Mapping[int, list[PersonId]]) -> list[list[PersonId]]:
    """The people of each tier from the lowest up, once those that are too small have joined another."""
    tiers: list[list[PersonId]] = []
    waiting: list[PersonId] = []
    for tier in sorted(by_tier, reverse=True):
        waiting = waiting + by_tier[tier]
        if len(waiting) >= SMALLEST:
            tiers.append(waiting)
            waiting = []
    if waiting and tiers:
        tiers[-1] = tiers[-1] + waiting
    elif waiting:
        tiers.append(waiting)
    return tiers[::-1]


def group_count(people: int) -> int:
    """Into how many groups so many people are dealt: of about 15, of 10 to 20 wherever there are 10."""
    return max(1, (2 * people + USUAL) // (2 * USUAL), -(-people // LARGEST))


def joined(sizes: Mapping[int, int], newcomers: Iterable[PersonId]) -> Mapping[PersonId, Division]:
    """A group of the lowest tier for each newcomer: the smallest, or a new one where all are full."""
    filled = dict(sizes)
    found: dict[PersonId, Division] = {}
    for person in newcomers:
        number = min(filled, key=lambda one: (filled[one], one), default=1)
        if filled.get(number, 0) >= LARGEST:
            number = max(filled) + 1
        filled[number] = filled.get(number, 0) + 1
        found[person] = Division(LOWEST, number)
    return found
