from collections import Counter
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.picking import Asked, draw, pick, shuffled
from bot.domain.question import Question
from tests.builders import question

POOL = [question(f"q{n}", topic=f"topic-{n % 3}") for n in range(7)]


def ask(pool: list[Question], history: list[Asked], seed: int) -> Question:
    chosen = pick(pool, history, Random(seed).randrange)
    assert chosen is not None
    history.append((chosen.id, chosen.topic))
    return chosen


@given(st.lists(st.integers(), min_size=14, max_size=14))
def test_no_question_repeats_before_the_pool_is_exhausted(seeds: list[int]) -> None:
    history: list[Asked] = []
    asked = [ask(POOL, history, seed).id for seed in seeds]
    assert len(set(asked[:7])) == 7
    assert set(Counter(asked).values()) == {2}


@given(st.lists(st.integers(), min_size=3, max_size=3))
def test_topics_take_turns(seeds: list[int]) -> None:
    history: list[Asked] = []
    assert len({ask(POOL, history, seed).topic for seed in seeds}) == 3


def test_an_empty_pool_gives_nothing() -> None:
    assert pick([], [], Random(0).randrange) is None


def test_a_new_question_comes_before_any_repeats() -> None:
    history = [(q.id, q.topic) for q in POOL]
    newcomer = question("newcomer", topic="topic-0")
    assert ask([*POOL, newcomer], history, seed=5) == newcomer


histories = st.lists(st.sampled_from([(q.id, q.topic) for q in POOL]))


@given(histories, st.integers(0, 9), st.randoms(use_true_random=False))
def test_a_draw_holds_no_question_twice_and_as_many_as_there_are(
    history: list[Asked], count: int, random: Random
) -> None:
    drawn = [q.id for q in draw(POOL, history, count, random.randrange)]
    assert len(set(drawn)) == len(drawn) == min(count, len(POOL))


@given(st.integers(0, 6), st.randoms(use_true_random=False))
def test_a_draw_begins_with_what_has_not_been_asked(asked: int, random: Random) -> None:
    history = [(q.id, q.topic) for q in POOL[:asked]]
    fresh = {q.id for q in POOL[asked:]}
    assert {q.id for q in draw(POOL, history, len(fresh), random.randrange)} == fresh


@given(st.randoms(use_true_random=False))
def test_the_topics_of_a_draw_take_turns(random: Random) -> None:
    drawn = draw(POOL, (), 6, random.randrange)
    assert {q.topic for q in drawn[:3]} == {q.topic for q in drawn[3:]} == {q.topic for q in POOL}


@given(st.randoms(use_true_random=False))
def test_shuffling_keeps_every_option_and_the_key(random: Random) -> None:
    asked = shuffled(POOL[0], random.randrange)
    assert sorted(option.text for option in asked.options) == sorted(o.text for o in POOL[0].options)
    assert asked.options[asked.key].text == POOL[0].options[POOL[0].key].text


def test_every_place_is_the_key_s_about_equally_often() -> None:
    random = Random(1)
    places = Counter(shuffled(POOL[0], random.randrange).key for _ in range(4000))
    assert all(900 < places[place] < 1100 for place in range(4))
