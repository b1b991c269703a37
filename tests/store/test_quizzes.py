import asyncio

from bot.domain.ids import ChannelId, PersonId, QuestionId, QuizId, WorkspaceId, workspace_of
from bot.domain.quiz import Quiz
from bot.domain.round import RoundKind
from bot.ports.store import Store
from tests.builders import HALL, NOON, after, question, round_
from tests.store.builders import answer, member

ID = QuizId("q1")


async def test_a_quiz_comes_back_with_its_rounds_and_answers(store: Store) -> None:
    ada, bob = await member(store, "ada"), await member(store, "bob")
    quiz = Quiz(id=ID, person=ada, channel=HALL, questions=(QuestionId("rope"), QuestionId("lora")))
    await store.quizzes.start(quiz, NOON)
    first = round_("z", kind=RoundKind.QUIZ, quiz=ID, question=question("rope"))
    second = round_("a", kind=RoundKind.QUIZ, quiz=ID, question=question("lora"))
    for quizzed in (first, second):
        await store.rounds.open_private(quizzed)
    right = answer(first, ada)
    await store.answers.record(right, first)
    await store.answers.record(answer(second, bob), second)

    assert await store.quizzes.find(ID) == quiz
    assert await store.quizzes.rounds(ID) == [(first, right), (second, None)]


def quiz(name: str, person: PersonId, channel: ChannelId = HALL) -> Quiz:
    return Quiz(id=QuizId(name), person=person, channel=channel, questions=(QuestionId("rope"),))


async def test_the_last_quiz_is_one_s_own_and_of_the_workspace(store: Store) -> None:
    ada, bob = await member(store, "ada"), await member(store, "bob")
    team, lounge = WorkspaceId("web:playground"), ChannelId("web:playground/lounge")
    assert await store.quizzes.latest(ada, team) is None
    for at, begun in enumerate(
        (
            quiz("z", ada),
            quiz("y", ada, lounge),
            quiz("x", ada, ChannelId("web:playground2/general")),
            quiz("w", bob),
        )
    ):
        await store.quizzes.start(begun, after(minutes=at))
    assert await store.quizzes.latest(ada, team) == quiz("y", ada, lounge)


async def test_of_two_quizzes_begun_at_once_the_later_one_is_the_last(store: Store) -> None:
    ada = await member(store, "ada")
    for name in "bca":
        await store.quizzes.start(quiz(name, ada), NOON)
    assert await store.quizzes.latest(ada, workspace_of(HALL)) == quiz("a", ada)


async def test_a_quiz_opens_a_question_once(store: Store) -> None:
    ada = await member(store, "ada")
    for name in ("q1", "q2"):
        await store.quizzes.start(quiz(name, ada), NOON)
    first, again, other = (
        round_(name, kind=RoundKind.QUIZ, quiz=QuizId(whose), question=question("rope"))
        for name, whose in (("a", "q1"), ("b", "q1"), ("c", "q2"))
    )
    stands = await asyncio.gather(*(store.rounds.open_private(one) for one in (first, again, other)))
    assert stands == [first, first, other]
    assert await store.quizzes.rounds(ID) == [(first, None)]


async def test_an_unknown_quiz_has_no_rounds(store: Store) -> None:
    assert await store.quizzes.find(ID) is None
    assert await store.quizzes.rounds(ID) == []
