from dataclasses import replace

from bot.domain.ids import InterviewId, workspace_of
from bot.domain.interview import Interview, Reading, Turn, without_options
from bot.domain.question import Level
from bot.domain.round import Rating
from bot.ports.store import Store
from tests.builders import HALL, NOON, after, question
from tests.store.builders import member

ID = InterviewId("i1")
HERE = workspace_of(HALL)
QUESTION = without_options(question("rope", "positions"))


async def begun(store: Store, id_: str = "i1", hours: float = 0, person: str = "ada") -> Interview:
    interview = Interview(
        id=InterviewId(id_),
        person=await member(store, person),
        topic=QUESTION.topic,
        level=Level.EXPERT,
        minutes=20,
        started_at=after(hours=hours),
    )
    await store.interviews.start(interview)
    return interview


def turn(position: int = 0, part: int = 0) -> Turn:
    return Turn(position=position, part=part, question=QUESTION, asked_at=NOON)


async def only_turn(store: Store) -> Turn:
    [found] = await store.interviews.turns(ID)
    return found


async def test_an_interview_comes_back_with_its_turns(store: Store) -> None:
    interview = await begun(store)
    assert await store.interviews.ask(ID, turn(0))
    assert await store.interviews.ask(ID, turn(1, part=1))
    assert await store.interviews.find(ID) == interview
    assert await store.interviews.turns(ID) == [turn(0), turn(1, part=1)]


async def test_an_unknown_interview_is_nowhere(store: Store) -> None:
    assert await store.interviews.find(ID) is None
    assert await store.interviews.turns(ID) == []


async def test_a_place_is_asked_for_once(store: Store) -> None:
    await begun(store)
    assert await store.interviews.ask(ID, turn(0))
    assert not await store.interviews.ask(ID, turn(0, part=2))
    assert (await only_turn(store)).part == 0


async def test_the_first_text_stands_and_ticks_what_it_looks_to_cover(store: Store) -> None:
    await begun(store)
    await store.interviews.ask(ID, turn())
    reading = Reading(frozenset({0, 1}), frozenset({0}))
    assert await store.interviews.answer(ID, 0, "It rotates.\nPairs.", reading, after(minutes=3))
    assert not await store.interviews.answer(ID, 0, "It adds.", Reading(), after(minutes=4))
    found = await only_turn(store)
    assert (found.text, found.answered_at) == ("It rotates.\nPairs.", after(minutes=3))
    assert (found.reading, found.covered) == (reading, frozenset({0, 1}))


async def test_passing_is_an_answer_without_words(store: Store) -> None:
    await begun(store)
    await store.interviews.ask(ID, turn())
    await store.interviews.answer(ID, 0, "", Reading(), NOON)
    assert (await only_turn(store)).is_answered


async def test_points_are_ticked_one_by_one_as_often_as_one_likes(store: Store) -> None:
    await begun(store)
    await store.interviews.ask(ID, turn())
    await store.interviews.answer(ID, 0, "x", Reading(frozenset({2})), NOON)
    for point, covered in ((0, True), (0, True), (5, True), (2, False), (1, False)):
        await store.interviews.tick(ID, 0, point, covered)
    found = await only_turn(store)
    assert found.covered == {0, 5}
    assert found.reading.covered == {2}


async def test_a_better_reading_moves_the_ticks_that_nobody_has_touched(store: Store) -> None:
    await begun(store)
    better = Reading(frozenset({1}), frozenset({1}))
    for position in (0, 1):
        await store.interviews.ask(ID, turn(position))
        await store.interviews.answer(ID, position, "x", Reading(frozenset({0})), NOON)
    await store.interviews.tick(ID, 1, 2, True)
    for position in (0, 1):
        await store.interviews.reread(ID, position, better)
    untouched, touched = await store.interviews.turns(ID)
    assert (untouched.reading, untouched.covered) == (better, frozenset({1}))
    assert (touched.reading, touched.covered) == (better, frozenset({0, 2}))


async def test_the_last_rating_stands(store: Store) -> None:
    await begun(store)
    await store.interviews.ask(ID, turn())
    for rating in (Rating.KNEW, Rating.MISSED):
        await store.interviews.rate(ID, 0, rating)
    assert (await only_turn(store)).rating is Rating.MISSED


async def test_the_first_end_stands(store: Store) -> None:
    await begun(store)
    for minutes in (9, 99):
        await store.interviews.finish(ID, after(minutes=minutes))
    found = await store.interviews.find(ID)
    assert found is not None
    assert found.finished_at == after(minutes=9)


async def test_a_person_s_interviews_come_newest_first_and_only_theirs(store: Store) -> None:
    for n in range(4):
        await begun(store, f"i{n}", hours=n)
    await begun(store, "other", hours=9, person="bob")
    ada = await member(store, "ada")
    assert [one.id for one in await store.interviews.latest(ada, 3)] == ["i3", "i2", "i1"]


async def test_what_a_person_was_asked_is_listed_without_follow_ups_oldest_first(store: Store) -> None:
    await begun(store, "late", hours=2)
    await begun(store, "early")
    await begun(store, "other", person="bob")
    lora = without_options(question("lora", "fine-tuning"))
    await store.interviews.ask(
        InterviewId("late"), Turn(position=0, part=0, question=lora, asked_at=after(hours=2))
    )
    for id_ in ("early", "other"):
        await store.interviews.ask(InterviewId(id_), turn(0))
        await store.interviews.ask(InterviewId(id_), turn(1, part=1))
    asked = await store.interviews.asked(await member(store, "ada"))
    assert asked == [("rope", "positions"), ("lora", "fine-tuning")]


async def test_what_an_interview_missed_comes_back_in_the_review(store: Store) -> None:
    interview = await begun(store)
    other = replace(turn(1), question=without_options(question("flash", "attention")))
    for one in (turn(0), other):
        await store.interviews.ask(ID, one)
    await store.reviews.take_in(interview.person, HERE, after(hours=1))
    assert await store.reviews.cards(interview.person, HERE, after(hours=1)) == []

    await store.interviews.answer(ID, 0, "", Reading(), after(minutes=3))
    await store.interviews.answer(ID, 1, "All of it.", Reading(), after(minutes=5))
    await store.reviews.take_in(interview.person, HERE, after(hours=1))
    [card] = await store.reviews.cards(interview.person, HERE, after(hours=1))
    assert (card.question, card.due) == ("rope", after(minutes=3))
    assert await store.reviews.cards(await member(store, "bob"), HERE, after(hours=1)) == []
