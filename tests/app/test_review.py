"""A person repeats what they missed: one card at a time, in private, each rating once."""

import asyncio
import json
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.adapters.store.opening import open_store
from bot.app.ask import ask_now
from bot.app.context import Context
from bot.app.postman import Postman
from bot.app.studybot import StudyBot
from bot.cards import Button, Card, Tone
from bot.commands import (
    AddToReview,
    ExportReview,
    Leaderboard,
    RemindMe,
    Review,
    SetRetention,
    Stats,
    StopReminding,
)
from bot.domain.boards import Period
from bot.domain.ids import QuestionId, ReviewId
from bot.domain.review import FRESH, Grade
from bot.domain.round import Rating
from bot.plain import to_plain
from bot.presses.questions import Choose, Rate
from bot.presses.reviews import GradeRecall, OpenReview, ReadRecalled, RecallAnswer
from bot.wording.reviews import interval
from tests.app.conftest import context
from tests.builders import HALL, actor, bank, question
from tests.fakes import FixedBanks, RecordingChannels, RecordingTellers, StoppedClock, TinyPainter

ADA = actor("ada")
KV = QuestionId("kv-cache")


async def miss(ctx: Context, study: StudyBot, id_: QuestionId = KV) -> None:
    round_ = await ask_now(ctx, HALL, ctx.banks.current.find(id_))
    assert round_ is not None
    await study.press(Choose(round_.id, (round_.question.key + 1) % 4), ADA)


async def show_answer(study: StudyBot, shown: Card) -> Card:
    press = shown.buttons[0].press
    assert isinstance(press, RecallAnswer)
    return (await study.press(press, ADA)).card


def grade_button(card: Card, grade: Grade) -> Button:
    return next(b for b in card.buttons if isinstance(b.press, GradeRecall) and b.press.grade is grade)


async def opened(study: StudyBot) -> Card:
    return (await study.command(Review(), ADA)).card


async def test_what_was_missed_comes_back(ctx: Context, study: StudyBot) -> None:
    assert (await opened(study)).title == "Nothing to review yet"
    await miss(ctx, study)
    shown = await opened(study)
    assert shown.title.startswith("Review:")
    assert "Why does kv-cache divide" in to_plain(shown)


async def test_the_options_of_a_choice_question_stay_hidden_until_the_answer(
    ctx: Context, study: StudyBot
) -> None:
    await miss(ctx, study)
    shown = await opened(study)
    assert "reason" not in to_plain(shown)
    answer = to_plain(await show_answer(study, shown))
    assert "The right option: Because of reason" in answer
    assert "The variance grows with the width." in answer
    assert "keeps its gradient" in answer


async def test_each_grade_says_when_the_card_comes_back(ctx: Context, study: StudyBot) -> None:
    await miss(ctx, study)
    answer = await show_answer(study, await opened(study))
    labels = [button.label for button in answer.buttons]
    assert labels == ["Again · 10 min", "Hard · 15 min", "Good · 2 d", "Easy · 8 d", "More and sources"]


async def test_a_rating_leads_to_the_next_card_and_then_to_the_end(
    ctx: Context, study: StudyBot, clock: StoppedClock
) -> None:
    await miss(ctx, study)
    clock.advance(minutes=1)
    await miss(ctx, study, QuestionId("lora-mechanism"))
    first = await opened(study)
    assert first.note.startswith("1 more card due")
    answer = await show_answer(study, first)
    reply = await study.press(grade_button(answer, Grade.GOOD).press, ADA)
    assert reply.replaces
    assert "Noted: Good. It comes back in 2 d." in to_plain(reply.card)
    assert "lora-mechanism" in to_plain(reply.card)
    last = await show_answer(study, reply.card)
    done = (await study.press(grade_button(last, Grade.AGAIN).press, ADA)).card
    assert done.title == "Nothing is due"
    assert "Mon 23 Nov, 13:11 CET" in to_plain(done)
    assert "2 cards" in to_plain(done)


async def test_two_presses_of_one_grade_count_once(
    ctx: Context, study: StudyBot, clock: StoppedClock
) -> None:
    await miss(ctx, study)
    press = grade_button(await show_answer(study, await opened(study)), Grade.GOOD).press
    assert isinstance(press, GradeRecall)
    await asyncio.gather(*(study.press(press, ADA) for _ in range(5)))
    clock.advance(minutes=5)
    again = await study.press(press, ADA)
    assert "Noted" not in to_plain(again.card)
    card = await ctx.store.reviews.find(press.card)
    assert card is not None
    assert card.reps == 1
    assert card.due - clock.now() == timedelta(days=2) - timedelta(minutes=5)


async def test_the_other_grades_of_a_rated_card_are_old_as_well(ctx: Context, study: StudyBot) -> None:
    await miss(ctx, study)
    answer = await show_answer(study, await opened(study))
    await study.press(grade_button(answer, Grade.GOOD).press, ADA)
    reply = await study.press(grade_button(answer, Grade.EASY).press, ADA)
    assert reply.card.title == "Nothing is due"
    assert "8 d" not in to_plain(reply.card)


async def test_an_answer_shown_a_day_ago_is_recalled_anew(
    ctx: Context, study: StudyBot, clock: StoppedClock
) -> None:
    await miss(ctx, study)
    press = grade_button(await show_answer(study, await opened(study)), Grade.EASY).press
    assert isinstance(press, GradeRecall)
    clock.advance(seconds=FRESH.total_seconds())
    reply = await study.press(press, ADA)
    assert isinstance(reply.card.buttons[0].press, RecallAnswer)
    card = await ctx.store.reviews.find(press.card)
    assert card is not None
    assert card.reps == 0


async def test_nobody_sees_or_rates_the_card_of_another(ctx: Context, study: StudyBot) -> None:
    await miss(ctx, study)
    shown = await opened(study)
    rate = grade_button(await show_answer(study, shown), Grade.EASY).press
    assert isinstance(rate, GradeRecall)
    await ctx.store.people.recognise(actor("eve"))
    for press in (shown.buttons[0].press, rate, ReadRecalled(rate.card, 0)):
        for who in ("eve", "stranger"):
            reply = await study.press(press, actor(who))
            assert reply.card.tone is Tone.REFUSAL
            assert "kv-cache" not in to_plain(reply.card)
    assert (await study.press(OpenReview(ADA.workspace), actor("eve"))).card.title == "Nothing to review yet"


async def test_everything_about_a_card_can_be_read(ctx: Context, study: StudyBot) -> None:
    await miss(ctx, study)
    answer = await show_answer(study, await opened(study))
    press = answer.buttons[-1].press
    assert isinstance(press, ReadRecalled)
    page = await study.press(press, ADA)
    assert not page.replaces
    assert "Attention Is All You Need" in to_plain(page.card)


async def test_a_question_that_left_the_bank_is_skipped_and_comes_back_with_it(
    ctx: Context, study: StudyBot, banks: FixedBanks
) -> None:
    await miss(ctx, study)
    shown, whole = await opened(study), banks.current
    banks.current = bank(question("self-attention"))
    assert (await study.press(shown.buttons[0].press, ADA)).card.title == "Nothing to review yet"
    banks.current = whole
    assert (await opened(study)).title.startswith("Review:")


async def test_adding_a_question_cannot_help_anybody_score(ctx: Context, study: StudyBot) -> None:
    round_ = await ask_now(ctx, HALL, ctx.banks.current.find(KV))
    assert round_ is not None
    added = await study.command(AddToReview(KV), ADA)
    assert "being asked it right now" in to_plain(added.card)
    assert not added.card.buttons
    assert (await opened(study)).title == "Nothing to review yet"
    await study.press(Choose(round_.id, round_.question.key), ADA)
    assert (await opened(study)).title.startswith("Review:")


async def test_a_card_shown_before_its_question_was_asked_keeps_its_answer(
    ctx: Context, study: StudyBot
) -> None:
    await study.command(AddToReview(KV), ADA)
    shown = await opened(study)
    await ask_now(ctx, HALL, ctx.banks.current.find(KV))
    reply = await study.press(shown.buttons[0].press, ADA)
    assert "gradient" not in to_plain(reply.card)


async def test_a_question_is_added_by_its_id(study: StudyBot, clock: StoppedClock) -> None:
    assert "is due now" in to_plain((await study.command(AddToReview(KV), ADA)).card)
    answer = await show_answer(study, await opened(study))
    await study.press(grade_button(answer, Grade.GOOD).press, ADA)
    again = (await study.command(AddToReview(KV), ADA)).card
    assert again.title == "kv-cache is in your review already"
    assert "Wed 25 Nov, 13:00 CET" in to_plain(again)
    unknown = (await study.command(AddToReview(QuestionId("kv-cash")), ADA)).card
    assert unknown.tone is Tone.REFUSAL
    assert "kv-cache" in to_plain(unknown)


async def test_reviewing_moves_no_board(ctx: Context, study: StudyBot) -> None:
    await miss(ctx, study)
    before = (await study.command(Leaderboard(Period.ALL), ADA)).card
    answer = await show_answer(study, await opened(study))
    await study.press(grade_button(answer, Grade.EASY).press, ADA)
    assert (await study.command(Leaderboard(Period.ALL), ADA)).card == before


async def test_one_s_numbers_and_home_say_what_is_due_and_nobody_else_s_do(
    ctx: Context, study: StudyBot
) -> None:
    await miss(ctx, study)
    mine = (await study.command(Stats(), ADA)).card
    assert "1 card due" in to_plain(mine)
    assert mine.buttons[-1].press == OpenReview(ADA.workspace)
    assert any("1 card due" in to_plain(card) for card in await study.home(ADA))
    theirs = (await study.command(Stats("ada"), actor("eve"))).card
    assert "Review" not in to_plain(theirs)


async def test_a_rated_open_question_comes_back_unless_it_was_known(ctx: Context, study: StudyBot) -> None:
    asked = await ask_now(ctx, HALL, ctx.banks.current.find(QuestionId("tell-me")))
    assert asked is not None
    await study.press(Rate(asked.id, Rating.PARTLY), ADA)
    await ask_now(ctx, HALL, ctx.banks.current.find(KV))  # closes the other one
    answer = to_plain(await show_answer(study, await opened(study)))
    assert "The right option" not in answer


@pytest.mark.parametrize("percent", [69, 98, 100, 0])
async def test_a_retention_out_of_reach_is_refused(study: StudyBot, percent: int) -> None:
    card = (await study.command(SetRetention(percent), ADA)).card
    assert card.tone is Tone.REFUSAL
    assert "between 70% and 97%" in to_plain(card)


async def test_a_higher_aim_brings_cards_back_sooner(ctx: Context, study: StudyBot) -> None:
    await miss(ctx, study)
    await study.command(SetRetention(97), ADA)
    high = await show_answer(study, await opened(study))
    await study.command(SetRetention(70), ADA)
    low = await show_answer(study, await opened(study))
    assert grade_button(high, Grade.EASY).label == "Easy · 2 d"
    assert grade_button(low, Grade.EASY).label == "Easy · 3 mo"


async def test_setting_the_aim_keeps_the_reminder(study: StudyBot) -> None:
    await study.command(RemindMe("18:30", "Asia/Tokyo"), ADA)
    await study.command(SetRetention(80), ADA)
    assert (await study.command(StopReminding(), ADA)).card.title == "No more reminders"


async def live(
    ctx: Context, study: StudyBot, clock: StoppedClock, steps: Sequence[tuple[Grade, timedelta]]
) -> None:
    """Rate the same card again and again; each button does just what it says."""
    for grade, late in steps:
        answer = await show_answer(study, await opened(study))
        button = grade_button(answer, grade)
        clock.time += timedelta(seconds=40)  # people read before they press
        pressed = clock.now()
        done = await study.press(button.press, ADA)
        assert done.card.title == "Nothing is due"
        assert isinstance(button.press, GradeRecall)
        card = await ctx.store.reviews.find(button.press.card)
        assert card is not None
        assert button.label.endswith(f" · {interval(card.due - pressed)}")
        clock.time = card.due + late


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(Grade), st.timedeltas(timedelta(0), timedelta(days=90))), max_size=6),
    st.integers(70, 97),
)
def test_a_button_does_what_it_says(steps: list[tuple[Grade, timedelta]], percent: int) -> None:
    async def scenario() -> None:
        clock = StoppedClock()
        ctx = context(
            clock,
            RecordingChannels(),
            FixedBanks(bank(question("kv-cache"))),
            RecordingTellers(),
            TinyPainter(),
        )
        study = StudyBot(ctx, Postman(ctx))
        await study.command(SetRetention(percent), ADA)
        await study.command(AddToReview(KV), ADA)
        await live(ctx, study, clock, steps)

    asyncio.run(scenario())


async def test_parameters_kept_for_a_person_make_their_intervals(ctx: Context, tmp_path: Path) -> None:
    from fsrs.scheduler import DEFAULT_PARAMETERS

    own = [*DEFAULT_PARAMETERS[:3], 20.0, *DEFAULT_PARAMETERS[4:]]
    path = tmp_path / "study.db"
    async with open_store(path) as store:
        mine = replace(ctx, store=store)
        study = StudyBot(mine, Postman(mine))
        await study.command(AddToReview(KV), ADA)
        await study.command(SetRetention(90), ADA)
        before = await show_answer(study, await opened(study))
        with closing(sqlite3.connect(path)) as database, database:
            database.execute("UPDATE review_settings SET parameters = ?", [json.dumps(own)])
        await study.command(RemindMe("18:30"), ADA)  # a change of something else leaves them
        await study.command(SetRetention(90), ADA)
        after = await show_answer(study, await opened(study))
        assert grade_button(before, Grade.EASY).label == "Easy · 8 d"
        assert grade_button(after, Grade.EASY).label == "Easy · 20 d"
        rated = await study.press(grade_button(after, Grade.EASY).press, ADA)
        assert "Noted: Easy. It comes back in 20 d." in to_plain(rated.card)


async def test_others_have_their_turn_between_two_notes_of_an_export(study: StudyBot) -> None:
    for id_ in (KV, QuestionId("lora-mechanism")):
        await study.command(AddToReview(id_), ADA)
    turns = 0

    async def somebody_else() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    other = asyncio.create_task(somebody_else())
    reply = await study.command(ExportReview(), ADA)
    other.cancel()
    assert reply.file is not None
    assert turns == 2


async def test_a_button_works_after_a_restart(ctx: Context, clock: StoppedClock, tmp_path: Path) -> None:
    async with open_store(tmp_path / "study.db") as store:
        before = replace(ctx, store=store)
        study = StudyBot(before, Postman(before))
        await study.command(AddToReview(KV), ADA)
        answer = await show_answer(study, await opened(study))
    async with open_store(tmp_path / "study.db") as store:
        after = replace(ctx, store=store)
        study = StudyBot(after, Postman(after))
        press = grade_button(answer, Grade.GOOD).press
        assert "Noted: Good" in to_plain((await study.press(press, ADA)).card)
        assert "Noted" not in to_plain((await study.press(press, ADA)).card)


async def test_an_old_button_of_a_database_that_is_gone_says_so(study: StudyBot) -> None:
    await study.command(Review(), ADA)
    reply = await study.press(RecallAnswer(ReviewId(7), 0), ADA)
    assert reply.card.tone is Tone.REFUSAL
