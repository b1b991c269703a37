from bot.app.ask import ask_now
from bot.app.context import Context
from bot.app.studybot import StudyBot
from bot.cards import Reply, Tone
from bot.commands import Leaderboard, StartQuiz
from bot.domain.boards import Period
from bot.domain.ids import QuestionId, TopicId
from bot.domain.question import Level
from bot.plain import to_plain
from bot.presses import Choose, NextQuestion, ShowAnswer
from tests.builders import HALL, actor

ADA = actor("ada")


async def choose_right(ctx: Context, study: StudyBot, shown: Reply) -> Reply:
    press = shown.card.buttons[0].press
    assert isinstance(press, Choose)
    round_ = await ctx.store.rounds.find(press.round)
    assert round_ is not None
    return await study.press(Choose(round_.id, round_.question.key), ADA)


async def next_one(study: StudyBot, verdict: Reply) -> Reply:
    press = verdict.card.buttons[0].press
    assert isinstance(press, NextQuestion)
    return await study.press(press, ADA)


async def test_a_quiz_goes_from_question_to_question_to_its_summary(ctx: Context, study: StudyBot) -> None:
    shown = await study.command(StartQuiz(count=2), ADA)
    assert shown.card.title.startswith("Question 1 of 2")
    shown = await next_one(study, await choose_right(ctx, study, shown))
    assert shown.replaces
    assert shown.card.title.startswith("Question 2 of 2")
    last = await choose_right(ctx, study, shown)
    assert last.card.buttons[0].label == "How did I do?"
    summary = await next_one(study, last)
    assert summary.card.title == "Quiz finished: 2 of 2 right"
    assert "30" in to_plain(summary.card)


async def test_the_next_button_pressed_too_early_shows_the_open_question_again(
    ctx: Context, study: StudyBot
) -> None:
    shown = await study.command(StartQuiz(count=2), ADA)
    verdict = await choose_right(ctx, study, shown)
    second = await next_one(study, verdict)
    assert (await next_one(study, verdict)).card == second.card


async def test_a_question_scores_only_the_first_time(ctx: Context, study: StudyBot) -> None:
    round_ = await ask_now(ctx, HALL, ctx.banks.current.find(QuestionId("kv-cache")))
    assert round_ is not None
    await study.press(Choose(round_.id, round_.question.key), ADA)
    for _ in range(2):
        shown = await study.command(StartQuiz(topic=TopicId("inference-serving")), ADA)
        verdict = await choose_right(ctx, study, shown)
        assert "scored on this question before" in verdict.card.note
    board = await study.command(Leaderboard(Period.ALL), ADA)
    assert "15 points" in to_plain(board.card)


async def test_looking_in_a_quiz_leads_on_without_points(ctx: Context, study: StudyBot) -> None:
    shown = await study.command(StartQuiz(count=1), ADA)
    press = shown.card.buttons[0].press
    assert isinstance(press, Choose)
    assert (await study.press(ShowAnswer(press.round), ADA)).replaces
    answer = await study.press(ShowAnswer(press.round, sure=True), ADA)
    summary = await next_one(study, answer)
    assert summary.card.title == "Quiz finished: 0 of 1 right"
    assert "Worth another look" in to_plain(summary.card)


async def test_a_quiz_without_fitting_questions_says_so(study: StudyBot) -> None:
    reply = await study.command(StartQuiz(topic=TopicId("attention"), level=Level.EXPERT), ADA)
    assert reply.card.tone is Tone.REFUSAL
    assert "attention; expert" in to_plain(reply.card)


async def test_a_count_out_of_reason_is_brought_into_reason(study: StudyBot) -> None:
    assert "of 3" in (await study.command(StartQuiz(count=99), ADA)).card.title
    assert "of 1" in (await study.command(StartQuiz(count=-1), ADA)).card.title


async def test_nobody_plays_on_in_another_person_s_quiz(ctx: Context, study: StudyBot) -> None:
    verdict = await choose_right(ctx, study, await study.command(StartQuiz(), ADA))
    reply = await study.press(verdict.card.buttons[0].press, actor("eve"))
    assert reply.card.tone is Tone.REFUSAL


async def test_a_quiz_stays_out_of_the_channel(ctx: Context, study: StudyBot) -> None:
    await study.command(StartQuiz(), ADA)
    assert await study.timeline(HALL) == []
