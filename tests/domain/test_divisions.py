"""Groups of a season: everybody is in exactly one, of a size that was promised, after the moves that were."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.divisions import LARGEST, LOWEST, SMALLEST, Division, dealt, group_count, joined, moved
from bot.domain.ids import PersonId

people = st.lists(st.integers(1, 10_000).map(PersonId), unique=True)
tiers = st.dictionaries(st.integers(1, 10_000).map(PersonId), st.integers(1, 6), max_size=300)


@given(tiers, st.randoms(use_true_random=False))
def test_everybody_is_in_one_group_of_ten_to_twenty(tiers: dict[PersonId, int], chance: object) -> None:
    strongest = sorted(tiers, reverse=True)
    groups = dealt(tiers, strongest)
    assert set(groups) == set(tiers)
    sizes = Counter(groups.values())
    if len(tiers) >= SMALLEST:
        assert all(SMALLEST <= size <= LARGEST for size in sizes.values())
    else:
        assert len(sizes) <= 1
    there = {group.tier for group in sizes}
    assert there == set(range(LOWEST, LOWEST + len(there)))


@given(tiers)
def test_nobody_is_dealt_above_whom_they_are_below(tiers: dict[PersonId, int]) -> None:
    groups = dealt(tiers, sorted(tiers))
    for one in tiers:
        for other in list(tiers)[:20]:
            if tiers[one] < tiers[other]:
                assert groups[one].tier <= groups[other].tier


@given(st.lists(st.integers(10, 80), min_size=1, max_size=5))
def test_tiers_that_are_large_enough_stay_as_they_are(sizes: list[int]) -> None:
    tiers: dict[PersonId, int] = {}
    for tier, size in enumerate(sizes, LOWEST):
        tiers |= {PersonId(1000 * tier + n): tier for n in range(size)}
    groups = dealt(tiers, list(tiers))
    assert {person: group.tier for person, group in groups.items()} == tiers


@given(people, st.integers(1, 5))
def test_a_fifth_moves_up_and_a_fifth_down(ranked: list[PersonId], tier: int) -> None:
    after = moved(Division(tier, 1), ranked)
    fifth = len(ranked) // 5
    assert [after[person] for person in ranked] == (
        [tier + 1] * fifth + [tier] * (len(ranked) - 2 * fifth) + [max(1, tier - 1)] * fifth
    )


@given(st.integers(10, 5000))
def test_groups_are_of_about_fifteen(people: int) -> None:
    groups = group_count(people)
    assert people // groups >= SMALLEST
    assert -(-people // groups) <= LARGEST
    assert people < 60 or 13 <= people / groups <= 17


@given(st.dictionaries(st.integers(1, 9), st.integers(0, 20), max_size=5), people)
def test_newcomers_enter_the_lowest_tier_and_fill_the_smallest_group(
    sizes: dict[int, int], new: list[PersonId]
) -> None:
    found = joined(sizes, new)
    assert set(found) == set(new)
    after = Counter(sizes) + Counter(group.number for group in found.values())
    assert {group.tier for group in found.values()} <= {LOWEST}
    assert max(after.values(), default=0) <= LARGEST
    assert sum(after.values()) == sum(sizes.values()) + len(new)


def test_strength_is_dealt_in_turns() -> None:
    strongest = [PersonId(n) for n in range(30)]
    groups = dealt(dict.fromkeys(strongest, 1), strongest)
    assert groups[PersonId(0)] == Division(1, 1)
    assert groups[PersonId(1)] == Division(1, 2)
    assert groups[PersonId(2)] == Division(1, 1)
