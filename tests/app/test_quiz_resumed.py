"""A quiz that somebody left in the middle."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from bot.adapters.store.opening import open_store
from bot.app.context import Context
from bot.app.postman import Postman
from bot.app.studybot import StudyBot
from bot.commands import StartQuiz
from bot.domain.ids import ChannelId, TopicId
from bot.domain.question import Level
from bot.plain import to_plain
from bot.presses.quizzes import StartAnew
from tests.app.test_quiz import ADA, button, choose, next_one, play
from tests.builders import actor, bank, carried, question
from tests.fakes import FixedBanks, StoppedClock

OFFER = "You have an unfinished quiz"
ATTENTION = StartQuiz(topic=TopicId("attention"), level=Level.INTERMEDIATE, count=4)


@pytest.fixture
def banks() -> FixedBanks:
    attention = [question(f"q{n}") for n in range(6)]
    return FixedBanks(bank(*attention, question("lora", "fine-tuning"), question("rag", "retrieval")))


async def test_an_unfinished_quiz_is_offered_and_resumed(ctx: Context, study: StudyBot) -> None:
    stopped = await play(ctx, study, await study.command(ATTENTION, ADA), True, False)
    offer = await study.command(StartQuiz(), ADA)
    assert offer.card.title == OFFER
    assert "2 of 4 done, attention." in to_plain(offer.card)
    assert [each.label for each in offer.card.buttons] == ["Resume", "Start anew"]
    resumed = await study.press(button(offer.card, "Resume"), ADA)
    assert (resumed.card, resumed.replaces) == (stopped.card, True)
    summary = await play(ctx, study, resumed, True, True)
    assert summary.card.title == "Quiz finished: 3 of 4 right"


async def test_a_quiz_left_after_an_answer_goes_on_with_the_next_question(
    ctx: Context, study: StudyBot
) -> None:
    await choose(ctx, study, await study.command(ATTENTION, ADA))
    offer = await study.command(StartQuiz(), ADA)
    assert "1 of 4 done" in to_plain(offer.card)
    assert (await study.press(button(offer.card, "Resume"), ADA)).card.title.startswith("Question 2 of 4")


async def test_a_quiz_over_several_topics_says_so(study: StudyBot) -> None:
    await study.command(StartQuiz(count=8), ADA)
    assert "0 of 8 done, mixed topics." in to_plain((await study.command(StartQuiz(), ADA)).card)


async def test_starting_anew_keeps_what_was_asked_for(ctx: Context, study: StudyBot) -> None:
    await study.command(StartQuiz(), ADA)
    offer = await study.command(ATTENTION, ADA)
    assert "start anew with 4 questions (attention; intermediate)." in to_plain(offer.card)
    press = carried(button(offer.card, "Start anew"))
    assert press == StartAnew(TopicId("attention"), Level.INTERMEDIATE, 4)
    begun = await study.press(press, ADA)
    assert begun.replaces
    assert begun.card.title == "Question 1 of 4: Attention"


async def test_a_quiz_left_behind_is_not_offered_again_but_can_be_played_on(
    ctx: Context, study: StudyBot
) -> None:
    old = await choose(ctx, study, await study.command(ATTENTION, ADA))
    offer = await study.command(StartQuiz(count=1), ADA)
    begun = await study.press(button(offer.card, "Start anew"), ADA)
    assert (await play(ctx, study, begun, True)).card.title.startswith("Quiz finished")
    assert (await study.command(StartQuiz(), ADA)).card.title.startswith("Question 1 of 5")
    assert (await next_one(study, old)).card.title.startswith("Question 2 of 4")


async def test_a_finished_quiz_is_not_offered(ctx: Context, study: StudyBot) -> None:
    await choose(ctx, study, await study.command(StartQuiz(count=1), ADA))  # without a look at the summary
    assert (await study.command(StartQuiz(), ADA)).card.title.startswith("Question 1 of 5")


async def test_after_a_day_a_quiz_is_not_offered_but_its_buttons_work(
    ctx: Context, study: StudyBot, clock: StoppedClock
) -> None:
    verdict = await choose(ctx, study, await study.command(ATTENTION, ADA))
    clock.advance(hours=23)
    assert (await study.command(StartQuiz(), ADA)).card.title == OFFER
    clock.advance(hours=1)
    assert (await next_one(study, verdict)).card.title.startswith("Question 2 of 4")
    # it has been woken, and falls asleep a day after that
    assert (await study.command(StartQuiz(), ADA)).card.title == OFFER
    clock.advance(hours=24)
    assert (await study.command(StartQuiz(), ADA)).card.title.startswith("Question 1 of 5")


async def test_a_quiz_is_offered_to_its_person_in_its_workspace_only(study: StudyBot) -> None:
    await study.command(StartQuiz(), ADA)
    elsewhere = replace(ADA, channel=ChannelId("web:other/general"))
    for who in (actor("grace"), elsewhere):
        assert (await study.command(StartQuiz(), who)).card.title.startswith("Question 1 of 5")
    lounge = replace(ADA, channel=ChannelId("web:playground/lounge"))
    assert (await study.command(StartQuiz(), lounge)).card.title == OFFER


async def test_a_wish_that_nothing_fits_is_said_before_any_offer(study: StudyBot) -> None:
    await study.command(StartQuiz(), ADA)
    reply = await study.command(StartQuiz(level=Level.EXPERT), ADA)
    assert reply.card.title == "No question fits"


async def test_a_start_whose_questions_have_gone_says_so_in_the_same_message(
    study: StudyBot, banks: FixedBanks
) -> None:
    await study.command(StartQuiz(), ADA)
    offer = await study.command(ATTENTION, ADA)
    banks.current = bank(question("lora", "fine-tuning"))
    reply = await study.press(button(offer.card, "Start anew"), ADA)
    assert (reply.card.title, reply.replaces) == ("No question fits", True)


@asynccontextmanager
async def core(ctx: Context, path: Path) -> AsyncIterator[tuple[Context, StudyBot]]:
    """A core of its own on a database that outlives it."""
    async with open_store(path) as store:
        mine = replace(ctx, store=store)
        postman = Postman(mine)
        yield mine, StudyBot(mine, postman)
        await postman.settle()


async def test_every_button_of_a_quiz_works_after_a_restart(
    ctx: Context, tmp_path: Path, clock: StoppedClock
) -> None:
    path = tmp_path / "study.db"
    async with core(ctx, path) as (mine, study):
        verdict = await choose(mine, study, await study.command(ATTENTION, ADA), right=False)
        clock.advance(minutes=1)
    async with core(ctx, path) as (mine, study):
        shown = await next_one(study, verdict)
        assert shown.card.title == "Question 2 of 4: Attention"
    async with core(ctx, path) as (mine, study):
        offer = await study.command(StartQuiz(), ADA)
        assert "1 of 4 done, attention." in to_plain(offer.card)
        verdict = await choose(mine, study, shown)
    async with core(ctx, path) as (mine, study):
        shown = await study.press(button(offer.card, "Resume"), ADA)
        clock.advance(minutes=1)
        summary = await play(mine, study, shown, True, True)
        assert summary.card.title == "Quiz finished: 3 of 4 right"
        assert "Time: 2 min" in to_plain(summary.card)
    async with core(ctx, path) as (mine, study):
        again = await study.press(button(summary.card, "Answer 1"), ADA)
        assert "It keeps the variance at 1" in to_plain(again.card)
