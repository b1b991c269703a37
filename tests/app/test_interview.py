"""A mock interview from its first question to its report, in private."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.adapters.store.opening import open_store
from bot.app.context import Context
from bot.app.postman import Postman
from bot.app.studybot import StudyBot
from bot.cards import Card, Reply, Spoiler, Tone
from bot.commands import InterviewHistory, StartInterview
from bot.domain.ids import InterviewId, QuizId, TopicId
from bot.domain.interview import LONGEST_TEXT, Reading
from bot.domain.people import Actor
from bot.domain.question import Level, Question
from bot.plain import to_plain
from bot.presses import Press
from bot.presses.interviews import AnswerTurn, GoOn, ShowPoint, TickPoint
from bot.presses.quizzes import NextQuestion
from tests.builders import actor, bank, question
from tests.fakes import FixedBanks, StoppedClock
from tests.fakes_store import MemoryStore

ADA = actor("ada")
SAID = "The variance grows with the width.\r\n\r\nIt is a *convention* of papers, without reason."
FLAG = "Calls it a convention of papers without a reason, although there is one."


@pytest.fixture(params=["memory", "sqlite"])
async def ctx(ctx: Context, request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Context]:
    """With either store, since an interview lives in it alone."""
    if request.param == "memory":
        yield replace(ctx, store=MemoryStore())
    else:
        async with open_store(tmp_path / "study.db") as store:
            yield replace(ctx, store=store)


def button(card: Card, label: str) -> Press:
    return next(one.press for one in card.buttons if one.label == label)


def labels(card: Card) -> list[str]:
    return [one.label for one in card.buttons]


async def push(study: StudyBot, shown: Reply, label: str, who: Actor = ADA) -> Reply:
    return await study.press(button(shown.card, label), who)


async def write(study: StudyBot, shown: Reply, text: str = SAID, who: Actor = ADA) -> Reply:
    asked = await push(study, shown, "Answer", who)
    assert asked.form is not None
    return await study.submit(asked.form.press, {"text": text}, who)


async def begin(study: StudyBot, **command: object) -> Reply:
    return await study.command(StartInterview(**command), ADA)  # type: ignore[arg-type] # the fields of one


async def test_an_interview_goes_from_question_to_follow_up_to_report(
    study: StudyBot, clock: StoppedClock
) -> None:
    shown = await begin(study, topic=TopicId("attention"))
    assert shown.card.title.startswith("Interview, question 1: Attention")
    assert "20 minutes left" in shown.card.note
    assert labels(shown.card) == ["Answer", "I would pass", "Finish"]
    clock.advance(minutes=3)
    shown = await write(study, shown)
    assert shown.replaces
    assert shown.card.title == "Compare, question 1: Attention"
    shown = await push(study, shown, "Follow-up")
    assert shown.card.title == "Interview, follow-up 1 to question 1: Attention"
    assert "What happens without it?" in to_plain(shown.card)
    clock.advance(minutes=4)
    shown = await write(study, shown, "The softmax saturates.")
    shown = await push(study, shown, "☐ Partly")
    assert "☑ Partly" in labels(shown.card)
    shown = await push(study, shown, "Next question")
    assert shown.card.title.startswith("Interview, question 2: Attention")
    report = await push(study, shown, "Finish")
    assert report.replaces
    assert report.card.title == "Interview report: 1 of 2 key points"


@pytest.fixture
def banks() -> FixedBanks:
    return FixedBanks(
        bank(
            question("self-attention"),
            replace(question("kv-cache", "inference"), level=Level.EXPERT, red_flags=(FLAG,)),
            *(question(f"attention-{n}") for n in range(3)),
            replace(question("lora", "fine-tuning"), key_points=("a", "b", "c", "d", "e", "f")),
        )
    )


async def test_a_report_says_what_was_covered_what_to_read_and_how_long_it_took(
    study: StudyBot, clock: StoppedClock
) -> None:
    shown = await begin(study, topic=TopicId("inference"), minutes=30)
    clock.advance(minutes=4)
    shown = await write(study, shown)
    report = to_plain((await push(study, shown, "Finish")).card)
    assert "Interview report: 1 of 2 key points" in report
    assert "Inference: 1 of 2 key points" in report
    assert "Time: 4 of 30 minutes" in report
    assert "Large scores saturate the softmax." in report
    assert report.count("Attention Is All You Need") == 1


async def test_what_the_words_cover_is_ticked_as_a_suggestion_and_the_person_decides(study: StudyBot) -> None:
    shown = await write(study, await begin(study, topic=TopicId("inference")))
    assert "look as if they cover 1 of 2 key points. That is a guess, not a grade" in to_plain(shown.card)
    assert labels(shown.card)[:2] == ["☑ 1 covered", "☐ 2 covered"]
    assert "Key point 1, looks covered" in to_plain(shown.card)
    shown = await push(study, shown, "☐ 2 covered")
    shown = await push(study, shown, "☑ 1 covered")
    assert labels(shown.card)[:2] == ["☐ 1 covered", "☑ 2 covered"]
    assert "Key point 1, looks covered" in to_plain(shown.card)
    assert "1 of 2 key points ticked" in shown.card.note


async def test_every_key_point_has_a_spoiler_of_its_own_that_a_button_can_show(study: StudyBot) -> None:
    shown = await push(study, await begin(study, topic=TopicId("inference")), "I would pass")
    spoilers = [block for block in shown.card.blocks if isinstance(block, Spoiler)]
    assert [spoiler.button for spoiler in spoilers] == ["Show point 1", "Show point 2"]
    visible = to_plain(shown.card)
    for n, point in enumerate(question().key_points):
        assert point not in visible
        assert point in to_plain((await study.press(spoilers[n].press, ADA)).card)


async def test_a_red_flag_in_the_text_is_pointed_out_kindly(study: StudyBot) -> None:
    shown = to_plain((await write(study, await begin(study, topic=TopicId("inference")))).card)
    assert "An interviewer may stumble over this" in shown
    assert FLAG in shown


async def test_one_s_words_are_shown_as_written_and_never_as_markup(study: StudyBot) -> None:
    shown = await write(study, await begin(study))
    assert "It is a *convention* of papers, without reason." in to_plain(shown.card)


async def test_six_key_points_leave_room_for_every_button_on_discord(study: StudyBot) -> None:
    shown = await write(study, await begin(study, topic=TopicId("fine-tuning")))
    assert labels(shown.card)[5:] == ["☐ 6 covered", "Follow-up", "Model answer", "Finish"]


async def test_passing_shows_the_points_and_counts_as_missed(study: StudyBot) -> None:
    shown = await push(study, await begin(study, topic=TopicId("inference")), "I would pass")
    assert "You passed, as one may." in to_plain(shown.card)
    assert "Your words" not in to_plain(shown.card)
    assert (await push(study, shown, "Finish")).card.title == "Interview report: 0 of 2 key points"


async def test_the_first_text_stands(study: StudyBot) -> None:
    asked = await push(study, await begin(study, topic=TopicId("inference")), "Answer")
    assert asked.form is not None
    await study.submit(asked.form.press, {"text": "The variance grows with the width."}, ADA)
    again = await study.submit(asked.form.press, {"text": "Large scores saturate the softmax."}, ADA)
    assert "The variance grows" in to_plain(again.card)
    assert "☐ 2 covered" in labels(again.card)
    assert (await study.press(asked.form.press, ADA)).form is None


async def test_an_empty_text_is_no_answer(study: StudyBot) -> None:
    shown = await begin(study)
    assert (await write(study, shown, " \r\n ")).card == shown.card


async def test_a_text_has_a_limit_and_any_sign_can_be_kept(ctx: Context, study: StudyBot) -> None:
    await write(study, await begin(study), "\ud800" + "x" * 5000)
    [turn] = await ctx.store.interviews.turns(InterviewId("id0000000000"))
    assert turn.text == "?" + "x" * (LONGEST_TEXT - 1)


async def test_nothing_but_the_question_is_shown_before_an_answer(study: StudyBot) -> None:
    shown = await begin(study, topic=TopicId("inference"))
    id_ = InterviewId("id0000000000")
    for press in (ShowPoint(id_, 0, 0), TickPoint(id_, 0, 0, True), GoOn(id_, 0)):
        assert (await study.press(press, ADA)).card == shown.card


async def test_when_the_time_is_over_the_current_question_may_be_finished_and_the_report_comes(
    study: StudyBot, clock: StoppedClock
) -> None:
    shown = await begin(study, minutes=5)
    clock.advance(minutes=6)
    shown = await write(study, shown)
    assert "time is up" in shown.card.note
    assert "How did I do?" in labels(shown.card)
    assert "Follow-up" not in labels(shown.card)
    assert (await push(study, shown, "How did I do?")).card.title.startswith("Interview report")


async def test_an_old_next_button_leads_to_the_report_once_the_time_is_over(
    study: StudyBot, clock: StoppedClock
) -> None:
    shown = await write(study, await begin(study, minutes=5))
    clock.advance(minutes=6)
    assert (await push(study, shown, "Follow-up")).card.title.startswith("Interview report")


async def test_no_question_comes_twice_and_the_last_one_leads_to_the_report(study: StudyBot) -> None:
    shown = await push(study, await begin(study, topic=TopicId("inference")), "I would pass")
    shown = await push(study, await push(study, shown, "Follow-up"), "I would pass")
    assert (await push(study, shown, "Next question")).card.title.startswith("Interview report")


async def test_the_next_interview_asks_what_was_not_asked_before(ctx: Context, study: StudyBot) -> None:
    for _ in range(4):
        await begin(study, topic=TopicId("attention"))
    person = await ctx.store.people.recognise(ADA)
    assert len({id_ for id_, _ in await ctx.store.interviews.asked(person)}) == 4


async def test_two_presses_at_once_ask_one_question(ctx: Context, study: StudyBot) -> None:
    shown = await write(study, await begin(study))
    first, second = await asyncio.gather(*(push(study, shown, "Follow-up") for _ in range(2)))
    assert first.card == second.card
    assert len(await ctx.store.interviews.turns(InterviewId("id0000000000"))) == 2


async def test_nobody_else_sees_or_answers_an_interview(study: StudyBot) -> None:
    eve = actor("eve")
    shown = await begin(study)
    presses = [one.press for one in shown.card.buttons]
    for reply in [await study.press(press, eve) for press in presses]:
        assert reply.card.tone is Tone.REFUSAL
        assert reply.form is None
    stolen = await study.submit(AnswerTurn(InterviewId("id0000000000"), 0), {"text": SAID}, eve)
    assert stolen.card.tone is Tone.REFUSAL
    assert "Question 1" not in to_plain((await study.command(InterviewHistory(), eve)).card)
    assert (await write(study, shown)).card.tone is Tone.INFO


async def test_a_finished_interview_asks_no_more(study: StudyBot) -> None:
    shown = await begin(study)
    await push(study, shown, "Finish")
    late = await push(study, shown, "Answer")
    assert late.form is None
    assert late.card.title == "No report without an answer"


async def test_a_turn_or_point_that_there_is_not_is_refused_or_changes_nothing(study: StudyBot) -> None:
    id_ = InterviewId("id0000000000")
    shown = await write(study, await begin(study, topic=TopicId("inference")))
    assert (await study.press(GoOn(id_, 7), ADA)).card.tone is Tone.REFUSAL
    assert (await study.submit(AnswerTurn(id_, 7), {"text": SAID}, ADA)).card.tone is Tone.REFUSAL
    assert (await study.press(TickPoint(id_, 0, 9, True), ADA)).card == shown.card
    assert (await study.press(GoOn(InterviewId("none"), 0), ADA)).card.tone is Tone.REFUSAL


async def test_history_lists_the_last_ten_and_opens_each(study: StudyBot, clock: StoppedClock) -> None:
    empty = await study.command(InterviewHistory(), ADA)
    assert empty.card.title == "No interviews yet"
    for _ in range(11):
        clock.advance(hours=1)
        await push(study, await write(study, await begin(study, topic=TopicId("inference"))), "Finish")
    listed = await study.command(InterviewHistory(), ADA)
    assert len(listed.card.buttons) == 10
    assert "1. 24 Nov 2026, 00:00: Inference · 1 of 2 key points" in to_plain(listed.card)
    opened = await study.press(listed.card.buttons[0].press, ADA)
    assert opened.card.title == "Interview report: 1 of 2 key points"


async def test_an_unfinished_interview_goes_on_from_the_history(study: StudyBot, clock: StoppedClock) -> None:
    shown = await begin(study, topic=TopicId("inference"), level=Level.EXPERT)
    listed = await study.command(InterviewHistory(), ADA)
    assert "Inference, expert · nothing answered · not finished" in to_plain(listed.card)
    assert (await study.press(listed.card.buttons[0].press, ADA)).card == shown.card
    clock.advance(hours=1)
    # the question that is open may still be answered when time is up
    late = await study.press(listed.card.buttons[0].press, ADA)
    assert late.card.title == shown.card.title
    passed = await push(study, late, "I would pass")
    assert passed.card.title != late.card.title


async def test_one_s_own_texts_can_be_read_again(study: StudyBot) -> None:
    shown = await write(study, await begin(study))
    shown = await push(study, await push(study, shown, "Follow-up"), "I would pass")
    texts = to_plain((await push(study, await push(study, shown, "Finish"), "Read my answers")).card)
    assert "It is a *convention* of papers, without reason." in texts
    assert "What happens without it?" in texts
    assert "Passed." in texts
    assert "Left out" in texts


async def test_an_interview_without_fitting_questions_says_so(study: StudyBot) -> None:
    reply = await begin(study, topic=TopicId("attention"), level=Level.EXPERT)
    assert reply.card.tone is Tone.REFUSAL
    assert "attention; expert" in to_plain(reply.card)


async def test_minutes_out_of_reason_are_brought_into_reason(study: StudyBot) -> None:
    assert "120 minutes left" in (await begin(study, minutes=999)).card.note
    assert "1 minute left" in (await begin(study, minutes=0)).card.note


async def test_a_text_for_any_other_button_is_refused(study: StudyBot) -> None:
    reply = await study.submit(NextQuestion(QuizId("q")), {"text": SAID}, ADA)
    assert reply.card.tone is Tone.REFUSAL


class FixedGrader:
    """Says the same of every text, or nothing; remembers what it was shown."""

    def __init__(self, reading: Reading | None) -> None:
        self.reading = reading
        self.shown: list[tuple[Question, str]] = []

    async def read(self, question: Question, text: str) -> Reading | None:
        self.shown.append((question, text))
        return self.reading


async def test_a_grader_refines_the_suggestion(ctx: Context, postman: Postman) -> None:
    grader = FixedGrader(Reading(frozenset({1}), frozenset()))
    study = StudyBot(replace(ctx, grader=grader), postman)
    shown = await write(study, await begin(study, topic=TopicId("inference")))
    assert labels(shown.card)[:2] == ["☐ 1 covered", "☑ 2 covered"]
    assert "stumble" not in to_plain(shown.card)
    [(asked, text)] = grader.shown
    assert (asked.id, text) == ("kv-cache", SAID.replace("\r\n", "\n"))


async def test_a_grader_that_cannot_say_leaves_the_suggestion_of_the_words(
    ctx: Context, postman: Postman
) -> None:
    study = StudyBot(replace(ctx, grader=FixedGrader(None)), postman)
    shown = await write(study, await begin(study, topic=TopicId("inference")))
    assert labels(shown.card)[:2] == ["☑ 1 covered", "☐ 2 covered"]


async def test_a_grader_is_shown_neither_follow_ups_nor_passes(ctx: Context, postman: Postman) -> None:
    grader = FixedGrader(None)
    study = StudyBot(replace(ctx, grader=grader), postman)
    shown = await push(study, await begin(study), "I would pass")
    await write(study, await push(study, shown, "Follow-up"), "Words.")
    assert grader.shown == []
