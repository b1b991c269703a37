from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from bot.domain.ids import ChannelId, RoundId, ScheduleId
from bot.domain.question import Kind
from bot.domain.round import Rating, Reveal, RoundKind
from bot.domain.schedule import Slot
from bot.ports.records import Action
from bot.ports.store import Store
from tests.builders import HALL, NOON, after, open_question, question, round_
from tests.store.builders import answer, member, peek, post

SLOT = Slot(ScheduleId("daily"), date(2026, 11, 23), time(9, 0))
LOUNGE = ChannelId("web:playground/lounge")


async def test_a_round_comes_back_as_it_was_asked(store: Store) -> None:
    asked = round_(
        question=replace(question(), kind=Kind.CODE, formula="x^2", code="print(1)", output="1"),
        closes_at=after(hours=5),
        reveal=Reveal.SPOILER,
        mention="42",
        thread=True,
    )
    await store.rounds.claim(asked)
    assert await store.rounds.find(asked.id) == asked
    assert await store.rounds.find(RoundId("never")) is None


async def test_what_a_channel_is_being_asked_is_known_until_it_closes(store: Store) -> None:
    elsewhere = ChannelId("web:elsewhere/general")
    await store.rounds.claim(round_("r1", question=question("a"), closes_at=after(hours=1)))
    await store.rounds.claim(round_("r2", question=question("b")))
    await store.rounds.claim(round_("r3", question=question("c"), channel=elsewhere))
    ada = await member(store, "ada")
    assert set(await store.rounds.being_asked(ada, NOON)) == {"a", "b"}
    assert set(await store.rounds.being_asked(ada, after(hours=1))) == {"b"}
    assert set(await store.rounds.being_asked(await member(store, "bob", elsewhere), NOON)) == {"c"}


async def test_a_slot_is_asked_once(store: Store) -> None:
    assert await store.rounds.claim(round_("r1"), SLOT, NOON)
    assert not await store.rounds.claim(round_("r2"), SLOT, NOON)
    assert await store.rounds.find(RoundId("r2")) is None
    assert [delivery.post.id for delivery in await store.outbox.due(NOON)] == ["r1"]
    assert await store.rounds.claim(round_("r3"), replace(SLOT, time=time(17, 0)), NOON)


async def test_a_lost_slot_closes_nothing(store: Store) -> None:
    await store.rounds.claim(round_("r1"), SLOT, NOON)
    await store.rounds.claim(round_("r2"), SLOT, NOON)
    found = await store.rounds.find(RoundId("r1"))
    assert found is not None
    assert found.closes_at is None


async def test_the_next_round_closes_the_one_before(store: Store) -> None:
    timed, elsewhere = round_("timed", closes_at=after(hours=9)), round_("elsewhere", channel=LOUNGE)
    private = round_("private", kind=RoundKind.QUIZ)
    for one in (round_("r1"), timed, elsewhere):
        await store.rounds.claim(one)
    await store.rounds.open_private(private)
    await store.rounds.find(RoundId("r1"))
    await store.rounds.claim(round_("r2", kind=RoundKind.ASKED, opened_at=after(hours=2)))

    closings = {}
    for name in ("r1", "r2", "timed", "elsewhere", "private"):
        found = await store.rounds.find(RoundId(name))
        assert found is not None
        closings[name] = found.closes_at
    assert closings == {
        "r1": NOON,  # closed by `timed`
        "r2": None,
        "timed": after(hours=9),
        "elsewhere": None,
        "private": None,
    }


async def test_what_was_read_before_a_closing_is_not_shown_after_it(store: Store) -> None:
    await store.rounds.claim(round_("r1"))
    before = await store.rounds.find(RoundId("r1"))
    await store.rounds.claim(round_("r2", opened_at=after(hours=1)))
    now = await store.rounds.find(RoundId("r1"))
    assert before is not None
    assert now is not None
    assert (before.closes_at, now.closes_at) == (None, after(hours=1))


async def test_a_channel_s_rounds_are_told_newest_first_and_its_history_oldest_first(store: Store) -> None:
    for number, name in enumerate(["kv-cache", "rope", "lora"]):
        opened = after(days=number)
        await store.rounds.claim(round_(f"r{number}", question=question(name), opened_at=opened))
    await store.rounds.claim(round_("lounge", channel=LOUNGE))
    await store.rounds.open_private(round_("quiz", kind=RoundKind.QUIZ, opened_at=after(days=9)))

    assert [r.id for r in await store.rounds.latest(HALL, 2)] == ["r2", "r1"]
    assert await store.rounds.history(HALL) == [
        ("kv-cache", "attention"),
        ("rope", "attention"),
        ("lora", "attention"),
    ]


async def test_only_posted_rounds_whose_time_is_up_are_due_to_close(store: Store) -> None:
    for name in ("posted", "unposted", "later"):
        closes = after(hours=9 if name == "later" else 1)
        await store.rounds.claim(round_(name, closes_at=closes))
    for name in ("posted", "later"):
        await store.outbox.done(RoundId(name), Action.POST, f"m-{name}", NOON)  # type: ignore[arg-type]

    assert await store.rounds.due_to_close(after(minutes=59)) == []
    assert [r.id for r in await store.rounds.due_to_close(after(hours=1))] == ["posted"]
    await store.outbox.enqueue_close(RoundId("posted"), after(hours=1))
    assert await store.rounds.due_to_close(after(hours=1)) == []
    assert [r.id for r in await store.rounds.due_to_close(after(days=1))] == ["later"]


async def test_a_result_counts_choices_and_names_who_was_right_first(store: Store) -> None:
    asked = await post(store, round_())
    people = [await member(store, name) for name in ("ada", "bob", "cyd", "dan")]
    await store.answers.record(answer(asked, people[0], right=False), asked)
    await store.answers.record(answer(asked, people[1], at=after(seconds=2)), asked)
    await store.answers.record(answer(asked, people[2], at=after(seconds=1)), asked)
    await store.answers.record(peek(asked, people[3]), asked)

    result = await store.rounds.result(asked.id)
    assert result.chosen == (0, 2, 1, 0)
    assert (result.peeked, result.first_right, result.answered) == (1, "Cyd", 3)


async def test_a_result_of_an_open_question_counts_ratings(store: Store) -> None:
    asked = await post(store, round_(question=open_question()))
    for name, rating in (("ada", Rating.KNEW), ("bob", Rating.MISSED), ("cyd", Rating.KNEW)):
        person = await member(store, name)
        assert await store.answers.rate(asked.id, person, rating, NOON)
        assert not await store.answers.rate(asked.id, person, Rating.PARTLY, NOON)

    result = await store.rounds.result(asked.id)
    assert (result.chosen, result.first_right, result.answered) == ((), None, 3)
    assert result.ratings == {Rating.KNEW: 2, Rating.MISSED: 1}


async def test_the_result_of_an_unknown_round_is_an_error(store: Store) -> None:
    with pytest.raises(LookupError):
        await store.rounds.result(RoundId("never"))


async def test_microseconds_survive(store: Store) -> None:
    asked = round_(opened_at=NOON + timedelta(microseconds=123457))
    await store.rounds.claim(asked)
    found = await store.rounds.find(asked.id)
    assert found is not None
    assert found.opened_at == asked.opened_at


async def test_a_round_that_never_reached_its_channel_is_no_part_of_its_history(store: Store) -> None:
    await store.rounds.claim(round_("lost"))
    await store.rounds.claim(round_("kept", opened_at=after(days=1), question=question("rope")))
    await store.outbox.failed(RoundId("lost"), Action.POST, "no permission")
    assert [r.id for r in await store.rounds.latest(HALL, 5)] == ["kept"]
    assert await store.rounds.history(HALL) == [("rope", "attention")]
