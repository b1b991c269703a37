"""An option that was accepted once counts wherever the same workspace is asked the question again."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC
from pathlib import Path

import pytest

from bot.adapters.store.integrity import check_totals
from bot.adapters.store.opening import open_store
from bot.domain import live_quiz as rules
from bot.domain.ids import ChannelId, QuizId, RoundId
from bot.domain.question import Question
from bot.domain.quiz import Quiz
from bot.domain.round import ASKED_WELL, PutRight, Round, RoundKind
from bot.ports.store import Store
from tests.builders import HALL, NOON, after, question, round_
from tests.store.builders import answer, member, post
from tests.store.test_live import asked, choose, started

TURNED_ROUND = (3, 0, 2, 1)  # the option accepted, 0 at first, stands second by then


@pytest.fixture
async def store(path: Path) -> AsyncIterator[Store]:
    async with open_store(path) as opened:
        yield opened


def turned(asked_before: Question) -> Question:
    return replace(asked_before, options=tuple(asked_before.options[n] for n in TURNED_ROUND))


async def accepted(store: Store, question_: Question) -> Round:
    """A first round of a question, whose first option was accepted after somebody had answered it."""
    first = await post(store, round_("first", question=question_, closes_at=after(hours=1)))
    ada = await member(store, "ada")
    await store.answers.record(answer(first, ada), first)
    text = question_.options[0].text
    await store.rulings.accept(first.workspace, question_.id, text, ada, "as good", NOON)
    return first


async def test_in_a_daily_round(store: Store) -> None:
    await accepted(store, question())
    later = round_("later", question=turned(question()))
    assert await store.rounds.claim(later)
    found = await store.rounds.find(later.id)
    assert found is not None
    assert found.put_right == PutRight(also_right=(1,))
    assert [found.is_right(n) for n in range(4)] == [False, True, False, True]


async def test_in_a_solo_quiz_once_and_when_it_is_opened_again(store: Store) -> None:
    await accepted(store, question())
    ada = await member(store, "ada")
    quiz = Quiz(id=QuizId("q1"), person=ada, channel=HALL, questions=(question().id,))
    await store.quizzes.start(quiz, NOON)
    private = round_("later", kind=RoundKind.QUIZ, quiz=quiz.id, question=turned(question()))
    for _ in range(2):
        assert (await store.rounds.open_private(private)).put_right == PutRight(also_right=(1,))


async def test_in_a_live_quiz_in_the_race_and_in_the_ledger(store: Store, path: Path) -> None:
    await accepted(store, question("r1"))
    quiz = await asked(store, await started(store))
    assert await choose(store, "bob", 0, seconds=5)
    assert await store.live.advance(quiz, rules.show(quiz, after(seconds=20)), after(seconds=20), UTC)
    race = await store.live.race(quiz.id)
    assert race is not None
    [one] = race.rounds
    assert [(entry.name, bool(entry.points)) for entry in one.entries] == [("Bob", True)]
    recorded = await store.answers.find(RoundId("r1"), await member(store, "bob"))
    assert recorded is not None
    assert recorded.right
    assert recorded.points == 15


async def test_the_key_stays_the_key_and_other_workspaces_decide_for_themselves(store: Store) -> None:
    await accepted(store, question())
    swapped = replace(question(key=0))  # by now the bank says what was accepted
    for later in (
        round_("there", channel=ChannelId("slack:T1/C1")),
        round_("now", question=swapped),
        round_("other", question=question("kv-cache")),
    ):
        await store.rounds.claim(later)
        found = await store.rounds.find(later.id)
        assert found is not None
        assert found.put_right == ASKED_WELL


async def test_every_option_that_was_accepted_counts(store: Store, path: Path) -> None:
    first = await accepted(store, question())
    ada = await member(store, "ada")
    await store.rulings.accept(first.workspace, first.question.id, "Because of reason 3", ada, "", NOON)
    later = await post(store, round_("later", question=turned(question())))
    found = await store.rounds.find(later.id)
    assert found is not None
    assert found.put_right.also_right == (0, 1)
    bob = await member(store, "bob")
    await store.answers.record(replace(answer(found, bob), choice=0), found)
    assert not check_totals(path)
