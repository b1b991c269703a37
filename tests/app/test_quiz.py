"""A quiz from its first question to its summary."""

import asyncio
from dataclasses import replace

import pytest

from bot.app.ask import ask_now
from bot.app.context import Context
from bot.app.studybot import StudyBot
from bot.cards import Card, Facts, Reply, Tone
from bot.commands import Leaderboard, StartInterview, StartLiveQuiz, StartQuiz
from bot.domain.boards import Period
from bot.domain.ids import QuestionId, TopicId
from bot.domain.people import Actor
from bot.domain.question import Level
from bot.plain import to_plain
from bot.presses import Press
from bot.presses.questions import Choose, ReadAnswer, ShowAnswer
from bot.presses.quizzes import NextQuestion
from tests.builders import HALL, actor, bank, question
from tests.fakes import FixedBanks, StoppedClock

ADA = actor("ada")


async def choose(ctx: Context, study: StudyBot, shown: Reply, right: bool = True, who: Actor = ADA) -> Reply:
    """What a choice in the question shown brings."""
    press = shown.card.buttons[0].press
    assert isinstance(press, Choose)
    round_ = await ctx.store.rounds.find(press.round)
    assert round_ is not None
    key = round_.question.key
    return await study.press(Choose(round_.id, key if right else (key + 1) % 4), who)


async def next_one(study: StudyBot, verdict: Reply, who: Actor = ADA) -> Reply:
    press = verdict.card.buttons[0].press
    assert isinstance(press, NextQuestion)
    return await study.press(press, who)


async def play(ctx: Context, study: StudyBot, shown: Reply, *rights: bool) -> Reply:
    """Choose in one question after the other; what stands there after the last Next."""
    for right in rights:
        shown = await next_one(study, await choose(ctx, study, shown, right))
    return shown


def button(card: Card, label: str) -> Press:
    return next(each.press for each in card.buttons if each.label == label)


def facts(card: Card) -> dict[str, str]:
    return {label: value for block in card.blocks if isinstance(block, Facts) for label, value in block.rows}


async def test_a_quiz_goes_from_question_to_question_to_its_summary(ctx: Context, study: StudyBot) -> None:
    shown = await study.command(StartQuiz(count=2), ADA)
    assert shown.card.title.startswith("Question 1 of 2")
    shown = await next_one(study, await choose(ctx, study, shown))
    assert shown.replaces
    assert shown.card.title.startswith("Question 2 of 2")
    last = await choose(ctx, study, shown)
    assert last.card.buttons[0].label == "How did I do?"
    summary = await next_one(study, last)
    assert summary.replaces
    assert summary.card.title == "Quiz finished: 2 of 2 right"


async def test_a_choice_shows_result_why_model_answer_and_the_way_on(ctx: Context, study: StudyBot) -> None:
    verdict = await choose(ctx, study, await study.command(StartQuiz(count=2), ADA), right=False)
    assert verdict.replaces
    assert verdict.card.title == "✗ Not this time"
    text = to_plain(verdict.card)
    assert text.count("is about something else.") == 2
    assert "[hidden: Model answer]" in text
    assert verdict.card.buttons[0].label == "Next question"


async def test_the_summary_says_right_by_topic_time_and_points(
    ctx: Context, study: StudyBot, clock: StoppedClock
) -> None:
    shown = await study.command(StartQuiz(count=3), ADA)
    for right in (True, True, False):
        clock.advance(seconds=34)
        shown = await next_one(study, await choose(ctx, study, shown, right))
        clock.advance(seconds=10)
    told = facts(shown.card)
    assert shown.card.title == "Quiz finished: 2 of 3 right"
    assert told["Time"] == "2 min 2 s"
    assert told["Points for the board"] == "30"
    topics = {"Attention", "Fine-tuning", "Inference-serving"}
    assert sorted(told[topic] for topic in topics) == ["0 of 1", "1 of 1", "1 of 1"]


async def test_each_missed_question_has_a_button_that_shows_its_answer_again(
    ctx: Context, study: StudyBot
) -> None:
    summary = await play(ctx, study, await study.command(StartQuiz(count=3), ADA), False, True, False)
    assert "Worth another look: 2 questions" in to_plain(summary.card)
    assert [each.label for each in summary.card.buttons if isinstance(each.press, ReadAnswer)] == [
        "Answer 1",
        "Answer 2",
    ]
    again = await study.press(button(summary.card, "Answer 2"), ADA)
    assert "It keeps the variance at 1" in to_plain(again.card)
    assert not again.replaces  # the summary stays


async def test_five_missed_questions_have_buttons_and_all_of_them_a_line(
    ctx: Context, study: StudyBot, banks: FixedBanks
) -> None:
    banks.current = bank(*(question(f"q{n}") for n in range(7)))
    summary = await play(ctx, study, await study.command(StartQuiz(count=7), ADA), *[False] * 7)
    assert sum(isinstance(each.press, ReadAnswer) for each in summary.card.buttons) == 5
    assert to_plain(summary.card).count("Why does q") == 7
    assert "The buttons show the first 5 again." in to_plain(summary.card)


async def test_a_quiz_without_a_mistake_has_nothing_to_review(ctx: Context, study: StudyBot) -> None:
    summary = await play(ctx, study, await study.command(StartQuiz(count=1), ADA), True)
    assert "Nothing missed" in to_plain(summary.card)
    assert not any(isinstance(each.press, ReadAnswer) for each in summary.card.buttons)


async def test_the_next_button_pressed_too_early_shows_the_open_question_again(
    ctx: Context, study: StudyBot
) -> None:
    shown = await study.command(StartQuiz(count=2), ADA)
    verdict = await choose(ctx, study, shown)
    second = await next_one(study, verdict)
    assert (await next_one(study, verdict)).card == second.card


async def test_the_next_button_pressed_twice_at_once_opens_one_question(
    ctx: Context, study: StudyBot
) -> None:
    verdict = await choose(ctx, study, await study.command(StartQuiz(count=3), ADA))
    one, other = await asyncio.gather(next_one(study, verdict), next_one(study, verdict))
    assert one.card == other.card
    assert (await play(ctx, study, one, True, True)).card.title == "Quiz finished: 3 of 3 right"


async def test_a_question_scores_only_the_first_time(ctx: Context, study: StudyBot) -> None:
    round_ = await ask_now(ctx, HALL, ctx.banks.current.find(QuestionId("kv-cache")))
    assert round_ is not None
    await study.press(Choose(round_.id, round_.question.key), ADA)
    await ask_now(ctx, HALL, ctx.banks.current.find(QuestionId("lora-mechanism")))
    for _ in range(2):
        shown = await study.command(StartQuiz(topic=TopicId("inference-serving")), ADA)
        verdict = await choose(ctx, study, shown)
        assert "scored on this question before" in verdict.card.note
    board = await study.command(Leaderboard(Period.ALL), ADA)
    assert "15 points" in to_plain(board.card)


@pytest.mark.parametrize("practice", [StartQuiz, StartLiveQuiz, StartInterview])
async def test_nothing_gives_away_what_a_channel_is_being_asked(
    ctx: Context, study: StudyBot, practice: type[StartQuiz | StartLiveQuiz | StartInterview]
) -> None:
    command = practice(topic=TopicId("inference-serving"))
    await ask_now(ctx, HALL, ctx.banks.current.find(QuestionId("kv-cache")))
    assert (await study.command(command, ADA)).card.title == "No question fits"
    await ask_now(ctx, HALL, ctx.banks.current.find(QuestionId("lora-mechanism")))
    assert (await study.command(command, ADA)).card.title != "No question fits"


async def test_looking_in_a_quiz_leads_on_without_points(ctx: Context, study: StudyBot) -> None:
    shown = await study.command(StartQuiz(count=1), ADA)
    press = shown.card.buttons[0].press
    assert isinstance(press, Choose)
    assert (await study.press(ShowAnswer(press.round), ADA)).replaces
    answer = await study.press(ShowAnswer(press.round, sure=True), ADA)
    assert answer.replaces
    summary = await next_one(study, answer)
    assert summary.card.title == "Quiz finished: 0 of 1 right"
    assert "Worth another look" in to_plain(summary.card)


async def test_who_thinks_better_of_looking_gets_the_question_back(ctx: Context, study: StudyBot) -> None:
    shown = await study.command(StartQuiz(count=1), ADA)
    asked = await study.press(button(shown.card, "Show answer"), ADA)
    back = await study.press(button(asked.card, "Back to the question"), ADA)
    assert (back.card, back.replaces) == (shown.card, True)
    assert (await choose(ctx, study, back)).card.tone is Tone.RIGHT


async def test_the_answer_shown_after_a_choice_leads_on(ctx: Context, study: StudyBot) -> None:
    verdict = await choose(ctx, study, await study.command(StartQuiz(count=2), ADA))
    press = next(block.press for block in verdict.card.blocks if hasattr(block, "press"))
    answer = await study.press(press, ADA)  # what Slack does, which hides nothing
    assert (answer.card.title, answer.replaces) == ("Model answer", True)
    assert (await next_one(study, answer)).card.title.startswith("Question 2 of 2")


async def test_a_quiz_without_fitting_questions_says_so(study: StudyBot) -> None:
    reply = await study.command(StartQuiz(topic=TopicId("attention"), level=Level.EXPERT), ADA)
    assert reply.card.tone is Tone.REFUSAL
    assert "attention; expert" in to_plain(reply.card)


async def test_a_count_out_of_reason_is_brought_into_reason(study: StudyBot) -> None:
    assert "of 3" in (await study.command(StartQuiz(count=99), ADA)).card.title
    assert "of 1" in (await study.command(StartQuiz(count=-1), actor("grace"))).card.title


async def test_a_question_that_left_the_bank_does_not_come_any_more(
    ctx: Context, study: StudyBot, banks: FixedBanks
) -> None:
    shown = await study.command(StartQuiz(count=3), ADA)
    press = shown.card.buttons[0].press
    assert isinstance(press, Choose)
    round_ = await ctx.store.rounds.find(press.round)
    assert round_ is not None
    left = [each for each in banks.current if each.id != round_.question.id and not each.is_open]
    banks.current = bank(left[0])
    shown = await next_one(study, await choose(ctx, study, shown))
    assert shown.card.title.startswith("Question 2 of 2")
    assert (await play(ctx, study, shown, True)).card.title == "Quiz finished: 2 of 2 right"


async def test_a_question_changed_meanwhile_comes_as_it_is_now(
    ctx: Context, study: StudyBot, banks: FixedBanks
) -> None:
    verdict = await choose(ctx, study, await study.command(StartQuiz(count=3), ADA))
    banks.current = bank(*(replace(each, prompt="Newly put") for each in banks.current))
    assert "Newly put" in to_plain((await next_one(study, verdict)).card)


async def test_nobody_plays_on_in_another_person_s_quiz(ctx: Context, study: StudyBot) -> None:
    verdict = await choose(ctx, study, await study.command(StartQuiz(), ADA))
    reply = await study.press(verdict.card.buttons[0].press, actor("eve"))
    assert reply.card.tone is Tone.REFUSAL


async def test_a_quiz_stays_out_of_the_channel(ctx: Context, study: StudyBot) -> None:
    await study.command(StartQuiz(), ADA)
    assert await study.timeline(HALL) == []
