"""What a workspace hides or has of its own, where something is going on already."""

from bot.app.context import Context
from bot.app.studybot import StudyBot
from bot.commands import HideQuestion, StartQuiz
from bot.domain.ids import QuestionId, workspace_of
from bot.presses.live import Act
from bot.presses.quizzes import NextQuestion
from tests.app.live_table import BOSS, Table
from tests.builders import HALL, actor, bank, question
from tests.fakes import FixedBanks

SPACE = workspace_of(HALL)


async def test_a_quiz_that_goes_on_leaves_out_what_was_hidden_meanwhile(
    ctx: Context, study: StudyBot
) -> None:
    ada = actor("ada")
    assert (await study.command(StartQuiz(count=2), ada)).card.title.startswith("Question 1 of 2")
    quiz = await ctx.store.quizzes.latest(await ctx.store.people.recognise(ada), SPACE)
    assert quiz is not None
    await study.command(HideQuestion(quiz.questions[1]), BOSS)
    shown = (await study.press(NextQuestion(quiz.id), ada)).card
    assert shown.title.startswith("Question 1 of 1")


async def test_a_race_asks_another_question_for_one_that_was_hidden_meanwhile(table: Table) -> None:
    await table.start(count=1)
    [drawn] = (await table.quiz()).questions
    await table.study.command(HideQuestion(drawn), BOSS)
    await table.act(Act.START, actor("ada"))
    assert (await table.open_round()).question.id != drawn


async def test_a_bank_that_was_read_anew_is_the_workspace_s_too(
    ctx: Context, study: StudyBot, banks: FixedBanks
) -> None:
    await study.command(HideQuestion(QuestionId("kv-cache")), BOSS)
    before = ctx.bank_of(SPACE)
    assert ctx.bank_of(SPACE) is before
    banks.current = bank(*banks.current, question("brand-new"))
    assert [one.id for one in ctx.bank_of(SPACE)] == [*(one.id for one in before), "brand-new"]
