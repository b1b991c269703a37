"""What is kept of each person's repetition, in memory and in SQLite alike."""

import asyncio
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.ids import Account, ChannelId, PersonId, QuestionId, ReviewId
from bot.domain.review import Phase, Reminder, ReviewSettings
from bot.domain.round import Rating, Reveal, RoundKind
from bot.ports.records import DueReminder
from bot.ports.store import Store
from tests.builders import NOON, open_question, question, round_
from tests.store.builders import answer, member, peek, post

HERE = round_().workspace
LATER = NOON + timedelta(hours=1)
DAY = date(2026, 11, 23)


async def missed(store: Store, name: str, id_: str, **changes: object) -> PersonId:
    """Somebody who got a question wrong in a round that is over."""
    asked = await post(store, round_(id_, question=question(id_), closes_at=LATER, **changes))
    person = await member(store, name)
    await store.answers.record(answer(asked, person, right=False), asked)
    return person


async def questions(store: Store, person: PersonId) -> list[str]:
    await store.reviews.take_in(person, HERE, LATER)
    return [card.question for card in await store.reviews.cards(person, HERE, LATER)]


async def test_a_wrong_answer_becomes_a_card_that_is_due_since_then(store: Store) -> None:
    person = await missed(store, "ada", "kv-cache")
    await store.reviews.take_in(person, HERE, LATER)
    [card] = await store.reviews.cards(person, HERE, LATER)
    assert (card.person, card.workspace, card.question) == (person, HERE, "kv-cache")
    assert (card.due, card.reps) == (NOON, 0)
    assert card.phase is Phase.LEARNING
    assert card.stability is None
    assert await store.reviews.find(card.id) == card


async def test_only_what_was_missed_is_taken_in(store: Store) -> None:
    ada, right, looked = await member(store, "ada"), round_("r1"), round_("r2", question=question("looked"))
    for each in (right, looked):
        await post(store, replace(each, closes_at=LATER))
    await store.answers.record(answer(right, ada), right)
    await store.answers.record(peek(looked, ada), looked)
    assert await questions(store, ada) == ["looked"]


@pytest.mark.parametrize(("rating", "cards"), [("knew", []), ("partly", ["tell"]), ("missed", ["tell"])])
async def test_an_open_question_is_taken_in_as_the_person_rated_it(
    store: Store, rating: str, cards: list[str]
) -> None:
    asked = await post(store, round_("r1", question=open_question("tell"), closes_at=LATER))
    ada = await member(store, "ada")
    await store.answers.rate(asked.id, ada, Rating(rating), NOON)
    assert await questions(store, ada) == cards


async def test_taking_in_again_changes_nothing(store: Store) -> None:
    person = await missed(store, "ada", "kv-cache")
    await store.reviews.take_in(person, HERE, LATER)
    [card] = await store.reviews.cards(person, HERE, LATER)
    assert await store.reviews.rate(replace(card, due=LATER, reps=1))
    await store.reviews.take_in(person, HERE, LATER)
    [again] = await store.reviews.cards(person, HERE, LATER)
    assert (again.due, again.reps) == (LATER, 1)


async def test_cards_are_one_s_own_and_of_one_workspace(store: Store) -> None:
    ada = await missed(store, "ada", "kv-cache")
    eve = await member(store, "eve")
    assert await questions(store, eve) == []
    elsewhere = ChannelId("web:elsewhere/hall")
    asked = await post(store, round_("r9", question=question("other"), channel=elsewhere, closes_at=LATER))
    await store.answers.record(answer(asked, ada, right=False), asked)
    assert await questions(store, ada) == ["kv-cache"]


async def test_a_question_is_added_once(store: Store) -> None:
    ada = await member(store, "ada")
    assert await store.reviews.add(ada, HERE, QuestionId("kv-cache"), NOON)
    assert not await store.reviews.add(ada, HERE, QuestionId("kv-cache"), LATER)
    [card] = await store.reviews.cards(ada, HERE, NOON)
    assert card.due == NOON


async def test_a_rating_is_kept_once(store: Store) -> None:
    ada = await member(store, "ada")
    await store.reviews.add(ada, HERE, QuestionId("kv-cache"), NOON)
    [card] = await store.reviews.cards(ada, HERE, NOON)
    after = replace(
        card,
        phase=Phase.REVIEWING,
        step=None,
        stability=2.3,
        difficulty=5.5,
        due=LATER,
        last_review=NOON,
        reps=1,
    )
    assert await store.reviews.rate(after)
    assert not await store.reviews.rate(replace(after, due=NOON))
    assert await store.reviews.find(card.id) == after


async def test_an_unknown_card_is_not_found(store: Store) -> None:
    assert await store.reviews.find(ReviewId(99)) is None


async def held(store: Store, **changes: object) -> tuple[list[str], list[str]]:
    """A card whose question is asked in a channel: what is seen while it is open, and afterwards."""
    ada = await member(store, "ada")
    await store.reviews.add(ada, HERE, QuestionId("kv-cache"), NOON)
    asked = await post(store, round_("r1", question=question("kv-cache"), closes_at=LATER, **changes))
    if changes.get("reveal"):
        await store.answers.record(answer(asked, ada, right=False), asked)
    before = [str(card.question) for card in await store.reviews.cards(ada, HERE, NOON)]
    return before, [str(card.question) for card in await store.reviews.cards(ada, HERE, LATER)]


async def test_a_question_still_open_to_somebody_is_kept_back(store: Store) -> None:
    before, after = await held(store)
    assert (before, after) == ([], ["kv-cache"])


async def test_it_is_kept_back_until_closing_where_answers_come_at_closing(store: Store) -> None:
    before, after = await held(store, reveal=Reveal.AT_CLOSE)
    assert (before, after) == ([], ["kv-cache"])


async def test_one_s_own_answer_lets_it_go(store: Store) -> None:
    before, after = await held(store, reveal=Reveal.PRIVATE)
    assert (before, after) == (["kv-cache"], ["kv-cache"])


async def test_a_private_round_keeps_nothing_back(store: Store) -> None:
    ada = await member(store, "ada")
    await store.reviews.add(ada, HERE, QuestionId("kv-cache"), NOON)
    await store.rounds.open_private(round_("r1", question=question("kv-cache"), kind=RoundKind.QUIZ))
    assert len(await store.reviews.cards(ada, HERE, NOON)) == 1


def reminder(name: str = "ada") -> Reminder:
    return Reminder(
        at=time(18, 30), zone=ZoneInfo("Europe/Berlin"), account=Account(f"web:{name}"), workspace=HERE
    )


async def test_habits_are_kept_as_they_were_set(store: Store) -> None:
    ada = await member(store, "ada")
    assert await store.habits.of(ada) == ReviewSettings()
    await store.habits.set_retention(ada, 0.85)
    await store.habits.set_reminder(ada, reminder(), LATER)
    assert await store.habits.of(ada) == ReviewSettings(retention=0.85, reminder=reminder())
    moved = replace(reminder(), at=time(7, 0), zone=ZoneInfo("Asia/Tokyo"))
    await store.habits.set_reminder(ada, moved, LATER)
    await store.habits.set_retention(ada, 0.8)
    assert await store.habits.of(ada) == ReviewSettings(retention=0.8, reminder=moved)
    assert await store.habits.of(await member(store, "eve")) == ReviewSettings()


async def reminded(store: Store, name: str = "ada", at: datetime = NOON) -> DueReminder:
    """Somebody whose reminder falls due then."""
    person = await member(store, name)
    await store.habits.set_reminder(person, reminder(name), at)
    return DueReminder(person=person, reminder=reminder(name))


async def test_a_reminder_set_first_leaves_the_usual_retention(store: Store) -> None:
    due = await reminded(store)
    assert await store.habits.of(due.person) == ReviewSettings(reminder=due.reminder)


async def test_reminders_fall_due_in_order_and_go_when_they_are_stopped(store: Store) -> None:
    ada, grace, _ = [
        await reminded(store, name, NOON + timedelta(hours=wait))
        for name, wait in (("ada", 2), ("grace", 1), ("alan", 99))
    ]
    soon = NOON + timedelta(hours=3)
    assert await store.habits.due(soon, 9) == [grace, ada]
    assert await store.habits.due(soon, 1) == [grace]
    assert await store.habits.stop_reminder(grace.person)
    assert not await store.habits.stop_reminder(grace.person)
    assert await store.habits.due(soon, 9) == [ada]


async def test_a_change_of_the_retention_leaves_a_reminder_due(store: Store) -> None:
    due = await reminded(store)
    await store.habits.set_retention(due.person, 0.85)
    assert await store.habits.due(NOON, 9) == [due]


async def test_a_day_is_claimed_once_and_the_next_time_is_noted(store: Store) -> None:
    due = await reminded(store)
    assert await store.habits.claim(due, DAY, LATER)
    assert await store.habits.due(NOON, 9) == []
    assert not await store.habits.claim(due, DAY, LATER)
    assert await store.habits.claim(due, DAY + timedelta(days=1), LATER)


async def test_a_day_that_was_taken_still_puts_the_reminder_off(store: Store) -> None:
    due = await reminded(store)
    await store.habits.claim(due, DAY, LATER)
    await store.habits.set_reminder(due.person, due.reminder, NOON)
    assert not await store.habits.claim(due, DAY, LATER)
    assert await store.habits.due(NOON, 9) == []


async def test_a_day_stays_taken_when_the_reminder_is_stopped_or_moves_to_the_west(store: Store) -> None:
    due = await reminded(store)
    await store.habits.claim(due, DAY, LATER)
    await store.habits.stop_reminder(due.person)
    await store.habits.set_reminder(due.person, due.reminder, NOON)
    assert not await store.habits.claim(due, DAY, LATER)
    assert not await store.habits.claim(due, DAY - timedelta(days=1), LATER)


async def test_two_claims_at_once_take_a_day_once(store: Store) -> None:
    due = await reminded(store)
    claims = await asyncio.gather(*(store.habits.claim(due, DAY, LATER) for _ in range(5)))
    assert sorted(claims) == [False] * 4 + [True]


async def test_a_reminder_that_was_not_sent_gives_its_day_back(store: Store) -> None:
    due = await reminded(store)
    await store.habits.claim(due, DAY, LATER + timedelta(days=1))
    await store.habits.put_off(due, LATER, give_back=DAY)
    assert await store.habits.due(NOON, 9) == []
    assert await store.habits.due(LATER, 9) == [due]
    assert await store.habits.claim(due, DAY, LATER + timedelta(days=1))


async def test_only_the_day_that_is_given_back_is_free_again(store: Store) -> None:
    due = await reminded(store)
    await store.habits.claim(due, DAY, LATER)
    await store.habits.put_off(due, LATER, give_back=DAY - timedelta(days=1))
    assert not await store.habits.claim(due, DAY, LATER)


async def test_a_stopped_reminder_is_not_claimed(store: Store) -> None:
    due = await reminded(store)
    await store.habits.stop_reminder(due.person)
    assert not await store.habits.claim(due, DAY, LATER)
    await store.habits.put_off(due, NOON)
    assert await store.habits.due(LATER, 9) == []


async def test_a_reminder_that_was_changed_meanwhile_is_left_alone(store: Store) -> None:
    before = await reminded(store)
    after = replace(before, reminder=replace(before.reminder, at=time(20, 0)))
    await store.habits.set_reminder(before.person, after.reminder, NOON)
    assert not await store.habits.claim(before, DAY, LATER)
    await store.habits.put_off(before, LATER)
    assert not await store.habits.stop_reminder(before.person, "why", only=before.reminder)
    assert await store.habits.take_last_word(before.person) == ""
    assert await store.habits.due(NOON, 9) == [after]
    assert await store.habits.claim(after, DAY, LATER)


async def test_why_a_reminder_was_ended_is_told_once(store: Store) -> None:
    due = await reminded(store)
    await store.habits.set_retention(due.person, 0.8)
    assert await store.habits.stop_reminder(due.person, "They are closed.", only=due.reminder)
    assert await store.habits.of(due.person) == ReviewSettings(retention=0.8, stopped="They are closed.")
    words = await asyncio.gather(*(store.habits.take_last_word(due.person) for _ in range(3)))
    assert sorted(words) == ["", "", "They are closed."]
    assert await store.habits.of(due.person) == ReviewSettings(retention=0.8)


async def test_a_new_reminder_needs_no_word_about_the_last(store: Store) -> None:
    due = await reminded(store)
    await store.habits.stop_reminder(due.person, "They are closed.")
    await store.habits.set_reminder(due.person, due.reminder, LATER)
    assert await store.habits.take_last_word(due.person) == ""


async def test_somebody_unknown_has_nothing_to_stop_and_nothing_to_hear(store: Store) -> None:
    ada = await member(store, "ada")
    assert not await store.habits.stop_reminder(ada)
    assert await store.habits.take_last_word(ada) == ""
