from dataclasses import replace

from bot.domain.boards import Period
from bot.domain.ids import ChannelId, RoundId, WorkspaceId
from bot.domain.round import RoundKind
from bot.ports.store import Store
from tests.builders import HALL, NOON, after, question, round_
from tests.store.builders import answer, member, peek, post

PLAYGROUND = WorkspaceId("web:playground")


async def test_the_first_answer_stands(store: Store) -> None:
    asked, ada = await post(store, round_()), await member(store, "ada")
    first = answer(asked, ada, right=False)
    recorded = await store.answers.record(first, asked)
    again = await store.answers.record(answer(asked, ada, at=after(hours=1)), asked)

    assert (recorded.is_new, recorded.answer, recorded.points, recorded.streak) == (True, first, 0, 1)
    assert (again.is_new, again.answer, again.points, again.streak) == (False, first, 0, 1)
    assert await store.answers.find(asked.id, ada) == first
    assert await store.answers.find(RoundId("never"), ada) is None


async def test_points_add_up_over_the_workspace(store: Store) -> None:
    ada = await member(store, "ada")
    points = []
    for name in ("general", "lounge"):
        asked = await post(store, round_(name, channel=ChannelId(f"web:playground/{name}")))
        points.append((await store.answers.record(answer(asked, ada), asked)).points)
    assert points == [15, 30]


async def test_looking_first_moves_no_board(store: Store) -> None:
    asked, ada = await post(store, round_()), await member(store, "ada")
    assert (await store.answers.record(peek(asked, ada), asked)).is_new
    late = await store.answers.record(answer(asked, ada), asked)

    assert (late.is_new, late.answer.choice, late.points, late.streak) == (False, None, 0, 0)
    assert await store.boards.standing(HALL, Period.ALL, NOON.date(), ada) is None


async def test_a_quiz_scores_a_question_only_once_in_a_workspace(store: Store) -> None:
    ada = await member(store, "ada")
    daily = await post(store, round_("r0"))
    await store.answers.record(answer(daily, ada), daily)
    repeat = round_("r1", kind=RoundKind.QUIZ)
    fresh = round_("r2", kind=RoundKind.QUIZ, question=question("rope"))
    away = round_("r3", kind=RoundKind.QUIZ, channel=ChannelId("slack:T1/C1"))
    recorded = {}
    for quizzed in (repeat, fresh, away):
        await store.rounds.open_private(quizzed)
        recorded[quizzed.id] = await store.answers.record(answer(quizzed, ada), quizzed)

    assert {id_: (r.is_new, r.answer.scored, r.answer.points) for id_, r in recorded.items()} == {
        "r1": (True, False, 0),
        "r2": (True, True, 15),
        "r3": (True, True, 15),
    }
    assert recorded[fresh.id].points == 30
    assert (await store.answers.find(repeat.id, ada)) == replace(answer(repeat, ada), scored=False, points=0)


async def test_a_question_that_was_only_looked_at_can_still_be_scored_in_a_quiz(store: Store) -> None:
    asked, ada = await post(store, round_("r0")), await member(store, "ada")
    await store.answers.record(peek(asked, ada), asked)
    quizzed = round_("r1", kind=RoundKind.QUIZ)
    await store.rounds.open_private(quizzed)
    assert (await store.answers.record(answer(quizzed, ada), quizzed)).answer.scored


async def test_a_daily_round_scores_even_what_a_quiz_has_scored(store: Store) -> None:
    ada, quizzed = await member(store, "ada"), round_("r1", kind=RoundKind.QUIZ)
    await store.rounds.open_private(quizzed)
    await store.answers.record(answer(quizzed, ada), quizzed)
    asked = await post(store, round_("r2"))
    assert (await store.answers.record(answer(asked, ada), asked)).points == 30
