"""What answers say about questions, read from a real ledger."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.adapters.store.opening import SqliteStore, open_store
from bot.domain.ids import ChannelId, PersonId, QuestionId, WorkspaceId
from bot.domain.question import Question
from bot.domain.reading import week_of
from bot.domain.round import Round, RoundKind
from bot.ports.fairness import Difficulty, FastAnswer
from tests.builders import NOON, question, round_
from tests.store.builders import answer, member, post

HERE = WorkspaceId("web:playground")
SECOND = timedelta(seconds=1)
CLOSED = NOON + timedelta(hours=1)


@pytest.fixture
async def store(path: Path) -> AsyncIterator[SqliteStore]:
    async with open_store(path) as opened:
        yield opened


async def asked(store: SqliteStore, name: str, about: Question | None = None, **changes: object) -> Round:
    return await post(store, round_(name, question=about or question(name), closes_at=CLOSED, **changes))


async def people(store: SqliteStore, count: int) -> list[PersonId]:
    return [await member(store, f"p{number}") for number in range(count)]


async def test_strength_is_what_somebody_does_elsewhere(store: SqliteStore) -> None:
    ada, alan = await people(store, 2)
    here = await asked(store, "r0")
    for number in range(1, 5):
        other = await asked(store, f"r{number}")
        await store.answers.record(answer(other, ada, right=number < 4), other)
    await store.answers.record(answer(here, ada), here)
    await store.answers.record(answer(here, alan, right=False), here)
    first, second = await store.items.responses(HERE, here.question.id, CLOSED)
    assert (first.option, first.right, first.strength) == ("Because of reason 1", True, 0.75)
    assert (second.option, second.right, second.strength) == ("Because of reason 2", False, None)


async def test_options_are_told_apart_by_their_text(store: SqliteStore) -> None:
    """Each round shows them in an order of its own."""
    ada, alan = await people(store, 2)
    plain = question()
    turned = replace(plain, options=plain.options[::-1])
    one = await asked(store, "r1", plain)
    two = await asked(store, "r2", turned)
    await store.answers.record(answer(one, ada), one)
    await store.answers.record(answer(two, alan), two)
    found = await store.items.responses(HERE, plain.id, CLOSED)
    assert {response.option for response in found} == {"Because of reason 1"}
    assert all(response.right for response in found)


async def test_each_person_counts_once_by_their_first_choice(store: SqliteStore) -> None:
    (ada,) = await people(store, 1)
    one, two = await asked(store, "r1", question()), await asked(store, "r2", question())
    await store.answers.record(answer(one, ada, right=False, at=NOON), one)
    await store.answers.record(answer(two, ada, at=NOON + SECOND), two)
    (found,) = await store.items.responses(HERE, question().id, CLOSED)
    assert not found.right


async def test_open_rounds_and_other_workspaces_tell_nothing(store: SqliteStore) -> None:
    (ada,) = await people(store, 1)
    here = await asked(store, "r1", question())
    elsewhere = await asked(store, "r2", question(), channel=ChannelId("slack:T1/C1"))
    for round_asked in (here, elsewhere):
        await store.answers.record(answer(round_asked, ada), round_asked)
    assert await store.items.responses(HERE, question().id, NOON) == []
    assert await store.items.difficulties(HERE, NOON) == []
    assert len(await store.items.responses(HERE, question().id, CLOSED)) == 1
    assert await store.items.difficulties(HERE, CLOSED) == [Difficulty(question().id, 1, 1)]


async def test_a_question_that_is_open_again_is_in_no_list(store: SqliteStore) -> None:
    (ada,) = await people(store, 1)
    one = await asked(store, "r1", question())
    await store.answers.record(answer(one, ada), one)
    assert await store.items.difficulties(HERE, CLOSED)
    await post(store, round_("r2", question=question(), opened_at=CLOSED))
    assert await store.items.difficulties(HERE, CLOSED) == []


async def test_private_rounds_count_once_they_are_answered(store: SqliteStore) -> None:
    (ada,) = await people(store, 1)
    alone = await store.rounds.open_private(round_("r1", kind=RoundKind.QUIZ))
    await store.answers.record(answer(alone, ada), alone)
    assert len(await store.items.responses(HERE, question().id, NOON)) == 1


async def test_rulings_count(store: SqliteStore) -> None:
    ada, alan = await people(store, 2)
    one, two = await asked(store, "r1", question()), await asked(store, "r2", question())
    await store.answers.record(answer(one, ada, right=False), one)
    await store.answers.record(answer(two, alan), two)
    text = question().options[2].text
    await store.rulings.accept(HERE, question().id, text, ada, "holds as well", NOON)
    assert [r.right for r in await store.items.responses(HERE, question().id, CLOSED)] == [True, True]
    await store.rulings.void(two.id, ada, "nobody could know", NOON)
    (left,) = await store.items.responses(HERE, question().id, CLOSED)
    assert left.option == text
    assert await store.items.difficulties(HERE, CLOSED) == [Difficulty(question().id, 1, 1)]


async def test_who_is_off_the_boards_says_nothing_about_questions(store: SqliteStore) -> None:
    (ada,) = await people(store, 1)
    one = await asked(store, "r1")
    await store.answers.record(answer(one, ada), one)
    await store.exclusions.exclude(HERE, ada, NOON, "shares answers")
    assert await store.items.responses(HERE, one.question.id, CLOSED) == []
    assert await store.exclusions.reason(HERE, ada) == "shares answers"
    await store.exclusions.readmit(HERE, ada)
    assert await store.exclusions.reason(HERE, ada) is None


async def test_workspaces_are_those_where_anything_was_asked(store: SqliteStore) -> None:
    await asked(store, "r1")
    await asked(store, "r2", channel=ChannelId("slack:T1/C1"))
    assert await store.items.workspaces() == [WorkspaceId("slack:T1"), HERE]


async def test_fast_answers_are_counted_by_week(store: SqliteStore) -> None:
    ada, alan = await people(store, 2)
    rounds = [await asked(store, f"r{number}") for number in range(4)]

    def fast(number: int, person: PersonId, days: int = 0) -> FastAnswer:
        return FastAnswer(
            round=rounds[number].id,
            person=person,
            question=QuestionId(f"r{number}"),
            at=NOON + timedelta(days=days),
            taken=SECOND,
            needed=20 * SECOND,
        )

    assert await store.fast_answers.note(fast(0, ada), HERE) == 1
    assert await store.fast_answers.note(fast(1, ada, 6), HERE) == 2
    assert await store.fast_answers.note(fast(1, ada, 6), HERE) == 2
    assert await store.fast_answers.note(fast(2, ada, 7), HERE) == 1
    assert await store.fast_answers.note(fast(0, alan), HERE) == 1
    week = week_of(NOON)
    assert await store.fast_answers.of_week(HERE, ada, week) == [fast(0, ada), fast(1, ada, 6)]
    assert (await store.fast_answers.latest(HERE, 2))[0] == fast(2, ada, 7)
    assert await store.fast_answers.latest(WorkspaceId("slack:T1"), 2) == []
