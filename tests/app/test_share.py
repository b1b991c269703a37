"""A solo quiz shared with its channel."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.discord.render import to_message
from bot.adapters.slack.render import to_blocks
from bot.app.announce import announcement_card
from bot.app.context import Context
from bot.app.studybot import StudyBot
from bot.cards import Reply, Tone
from bot.commands import StartQuiz
from bot.domain.announcement import AnnouncementKind
from bot.domain.ids import QuizId
from bot.domain.quiz import LONGEST
from bot.ports.outside import Refused
from bot.presses.questions import ReadAnswer
from bot.presses.quizzes import ShareQuiz
from bot.presses.reviews import OpenReview
from bot.wording.quiz_results import shared_card
from tests.app.test_quiz import ADA, button, choose, next_one, play
from tests.builders import HALL, actor, bank, question
from tests.domain.test_quiz import progress, turn
from tests.fakes import FixedBanks, RecordingChannels, StoppedClock
from tests.fakes_store import MemoryStore


@pytest.fixture
def banks() -> FixedBanks:
    return FixedBanks(bank(*(question(f"q{n}") for n in range(5))))


async def finished(ctx: Context, study: StudyBot, clock: StoppedClock) -> Reply:
    """The summary of a quiz of five, one of them missed."""
    shown = await study.command(StartQuiz(), ADA)
    clock.advance(seconds=102)
    return await play(ctx, study, shown, True, True, False, True, True)


async def test_a_shared_quiz_is_one_line_in_its_channel(
    ctx: Context, study: StudyBot, clock: StoppedClock
) -> None:
    summary = await finished(ctx, study, clock)
    reply = await study.press(button(summary.card, "Share the result"), ADA)
    assert reply.replaces
    assert reply.card.title == summary.card.title
    assert [type(each.press) for each in reply.card.buttons] == [ReadAnswer, OpenReview]

    assert isinstance(ctx.store, MemoryStore)
    [announcement] = ctx.store.kept.announcements.values()
    assert (announcement.kind, announcement.channel) == (AnnouncementKind.QUIZ_RESULT, HALL)
    card = await announcement_card(ctx, announcement)
    assert card.title == "Ada: quiz on attention, 4 of 5 right · ✓✓✗✓✓ · 1 min 42 s"
    assert not card.blocks
    assert not card.note
    assert not card.buttons


async def test_a_quiz_is_shared_once(ctx: Context, study: StudyBot, clock: StoppedClock) -> None:
    press = button((await finished(ctx, study, clock)).card, "Share the result")
    await study.press(press, ADA)
    again = await study.press(press, ADA)
    assert again.card.title == "You have shared this one already"
    assert not again.replaces
    assert isinstance(ctx.store, MemoryStore)
    assert len(ctx.store.kept.announcements) == 1


async def test_nobody_shares_the_quiz_of_another_person(
    ctx: Context, study: StudyBot, clock: StoppedClock
) -> None:
    press = button((await finished(ctx, study, clock)).card, "Share the result")
    assert (await study.press(press, actor("eve"))).card.tone is Tone.REFUSAL
    assert isinstance(ctx.store, MemoryStore)
    assert not ctx.store.kept.announcements


async def test_a_quiz_is_not_shared_before_its_end(ctx: Context, study: StudyBot) -> None:
    verdict = await choose(ctx, study, await study.command(StartQuiz(), ADA))
    second = await next_one(study, verdict)
    [quiz] = {each.press.quiz for each in verdict.card.buttons if hasattr(each.press, "quiz")}
    assert (await study.press(ShareQuiz(QuizId(quiz)), ADA)).card == second.card
    assert isinstance(ctx.store, MemoryStore)
    assert not ctx.store.kept.announcements


async def test_the_line_reaches_the_channel_at_once(
    ctx: Context, study: StudyBot, clock: StoppedClock, channels: RecordingChannels
) -> None:
    press = button((await finished(ctx, study, clock)).card, "Share the result")
    for _ in range(2):
        await study.press(press, ADA)
    [card] = channels.cards(HALL)
    assert card.title.startswith("Ada: quiz on attention")


async def test_a_channel_that_refuses_the_line_is_told_to_who_shared_it(
    ctx: Context, study: StudyBot, clock: StoppedClock, channels: RecordingChannels
) -> None:
    press = button((await finished(ctx, study, clock)).card, "Share the result")
    channels.failures.append(Refused("studybot is not in this channel; invite it"))
    reply = await study.press(press, ADA)
    assert reply.card.title == "Your result is not in the channel"
    assert not reply.replaces

    # a manager has invited the bot meanwhile
    again = await study.press(press, ADA)
    assert again.card.title.startswith("Quiz finished")
    assert len(channels.cards(HALL)) == 1


@given(st.lists(st.booleans(), min_size=1, max_size=LONGEST))
def test_a_shared_line_has_a_sign_for_each_question(rights: list[bool]) -> None:
    title = shared_card("Ada", progress(*(turn(n, right) for n, right in enumerate(rights)))).title
    assert (title.count("✓"), title.count("✗")) == (sum(rights), len(rights) - sum(rights))
    assert f"{sum(rights)} of {len(rights)} right" in title


def test_the_longest_line_is_cut_by_no_platform() -> None:
    long = "transformer-architecture"
    turns = [turn(n, True, long) for n in range(LONGEST - 1)]
    late = turn(99, True, long, opened=turns[0].round.opened_at + timedelta(hours=23, minutes=58, seconds=59))
    card = shared_card("N" * 32, progress(*turns, late))
    assert to_message(card)["embeds"][0]["title"].endswith("23 h 59 min 59 s")
    assert to_blocks(card)[0]["text"]["text"] == card.title
