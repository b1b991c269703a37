from random import Random

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.ids import PersonId
from bot.domain.team import Record, deal
from bot.domain.team_scores import adjusted

records = st.lists(
    st.builds(lambda right, wrong: (right * 15, right + wrong), st.integers(0, 200), st.integers(0, 200)),
    max_size=60,
).map(lambda rows: [Record(PersonId(n), *row) for n, row in enumerate(rows, 1)])


def strengths(people: list[Record]) -> dict[PersonId, int]:
    points, answers = sum(p.points for p in people), sum(p.answered for p in people)
    return {p.person: adjusted(p.points, p.answered, points, answers) for p in people}


@given(records, st.integers(1, 12))
def test_everybody_is_dealt_once_and_sizes_differ_by_one_at_most(people: list[Record], teams: int) -> None:
    dealt = deal(people, teams)
    assert len(dealt) == teams
    assert sorted(person for team in dealt for person in team) == [p.person for p in people]
    sizes = [len(team) for team in dealt]
    assert max(sizes) - min(sizes) <= 1


@given(records, st.integers(1, 12))
def test_teams_of_a_size_differ_by_no_more_than_two_people_do(people: list[Record], teams: int) -> None:
    strong = strengths(people)
    spread = max(strong.values(), default=0) - min(strong.values(), default=0)
    sums: dict[int, list[int]] = {}
    for team in deal(people, teams):
        sums.setdefault(len(team), []).append(sum(strong[person] for person in team))
    assert all(max(same) - min(same) <= spread for same in sums.values())


@given(records, st.integers(1, 12), st.randoms())
def test_the_same_people_are_dealt_the_same_way(people: list[Record], teams: int, chance: Random) -> None:
    shuffled = list(people)
    chance.shuffle(shuffled)
    assert deal(shuffled, teams) == deal(people, teams)


def test_one_lucky_answer_makes_nobody_strong() -> None:
    people = [
        Record(PersonId(1), 25, 1),
        Record(PersonId(2), 1400, 100),
        Record(PersonId(3), 300, 100),
        Record(PersonId(4), 200, 100),
    ]
    assert [set(team) for team in deal(people, 2)] == [{2, 4}, {1, 3}]
