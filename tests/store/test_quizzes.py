from bot.domain.ids import QuestionId, QuizId
from bot.domain.quiz import Quiz
from bot.domain.round import RoundKind
from bot.ports.store import Store
from tests.builders import HALL, NOON, question, round_
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


async def test_an_unknown_quiz_has_no_rounds(store: Store) -> None:
    assert await store.quizzes.find(ID) is None
    assert await store.quizzes.rounds(ID) == []
