"""A question from the form to the channel: suggested, kept, put right, approved, asked, hidden, exported."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.adapters.bank.check import check_folder
from bot.adapters.bank.reader import read_bank
from bot.adapters.bank.sources import Source
from bot.adapters.store.opening import open_store
from bot.app.ask import ask_now
from bot.app.context import Context
from bot.app.notices import deliver
from bot.app.studybot import StudyBot
from bot.cards import Card, Form, Reply, Tone
from bot.commands import (
    AddToReview,
    Ask,
    Command,
    ExportPack,
    Help,
    HideQuestion,
    ListSuggestions,
    QuestionStats,
    ReportQuestion,
    Review,
    ShowQuestion,
    StartInterview,
    StartLiveQuiz,
    StartQuiz,
    SuggestQuestion,
    UnhideQuestion,
)
from bot.domain.ids import ChannelId, QuestionId, TopicId, workspace_of
from bot.domain.own_questions import MOST_WAITING, OWN_TOPIC, State
from bot.domain.people import Actor
from bot.domain.question import Level
from bot.plain import to_plain
from bot.ports.outside import Refused
from bot.presses import Press
from bot.presses.questions import Choose, ReadQuestion
from tests.builders import HALL, actor
from tests.fakes import FixedBanks, RecordingTellers, StoppedClock

GRACE, ADA = actor("grace"), actor("ada", manager=True)
ELSEWHERE = ChannelId("slack:T1/C1")
HALL_SPACE = workspace_of(HALL)
ATTENTION = TopicId("attention")
SUGGEST = SuggestQuestion(ATTENTION, Level.ADVANCED)
ID = QuestionId("own-why-is-a-causal-mask-needed-in-a-decoder")
WHOLE = {
    "prompt": "Why is a causal mask needed in a decoder?",
    "right": "So that no token sees later ones",
    "wrong": "So that all heads agree | Heads are independent of each other, masked or not.\n"
    "So that memory is saved | A mask by itself saves nothing; kernels may skip what it hides.\n"
    "So that weights stay small | The softmax normalises the weights with a mask or without.",
    "answer": "A decoder predicts the next token, so the later ones must be hidden while it learns.\n\n"
    "- Training sees all positions at once.\n- Decoding has no later tokens anyway.",
    "source": "Attention Is All You Need; Vaswani et al.; 2017; NeurIPS 2017",
}


@pytest.fixture
async def ctx(ctx: Context, tmp_path: Path) -> AsyncIterator[Context]:
    async with open_store(tmp_path / "study.db") as store:
        yield replace(ctx, store=store)


def form_of(reply: Reply) -> Form:
    assert reply.form is not None
    return reply.form


def values_of(form: Form) -> dict[str, str]:
    return {field.name: field.value for field in form.fields}


def button(card: Card, label: str) -> Press:
    return next(one.press for one in card.buttons if one.label == label)


def labels(card: Card) -> list[str]:
    return [one.label for one in card.buttons]


async def suggest(study: StudyBot, who: Actor = GRACE, **changes: str) -> Reply:
    asked = form_of(await study.command(SUGGEST, who))
    return await study.submit(asked.press, {**WHOLE, **changes}, who)


async def push(study: StudyBot, card: Card, label: str, who: Actor = ADA) -> Reply:
    return await study.press(button(card, label), who)


async def first_waiting(study: StudyBot, who: Actor = ADA) -> Card:
    return (await push(study, (await study.command(ListSuggestions(), who)).card, "Read 1", who)).card


async def approved(study: StudyBot) -> None:
    await suggest(study)
    assert (await push(study, await first_waiting(study), "Approve")).card.title == "In the pack"


async def test_a_question_of_the_pack_can_be_reported_by_its_name(ctx: Context, study: StudyBot) -> None:
    await approved(study)
    assert (await study.command(ReportQuestion(ID, "Two are right"), GRACE)).card.title == "Thank you"
    [case] = await ctx.store.reports.open(HALL_SPACE, 5)
    assert case.question.id == ID


async def test_a_question_goes_from_the_form_into_the_pack_and_to_the_channel(
    ctx: Context, study: StudyBot, tellers: RecordingTellers
) -> None:
    thanks = await suggest(study)
    assert thanks.card.title == "Thank you"
    listed = (await study.command(ListSuggestions(), ADA)).card
    assert "by Grace" in to_plain(listed)
    card = await first_waiting(study)
    assert "A (right) So that no token sees later ones" in to_plain(card)
    assert labels(card)[:3] == ["Approve", "Edit", "Decline"]
    assert (await push(study, card, "Approve")).card.title == "In the pack"
    await deliver(ctx)
    [(account, told)] = tellers.told
    assert account == "web:grace"
    assert told.title == "Your question was taken"
    await study.command(Ask(ID), ADA)
    [(_, post)] = await study.timeline(HALL)
    assert "Why is a causal mask needed" in to_plain(post)
    assert "Suggested by Grace" in post.note
    assert post.note.startswith("Advanced, 20 points")


async def test_a_refused_form_loses_nothing_and_is_put_right_later(study: StudyBot) -> None:
    refused = await suggest(study, wrong="Only one", answer="No key point here.")
    assert refused.card.tone is Tone.REFUSAL
    assert "3 wrong answers" in to_plain(refused.card)
    assert "key point" in to_plain(refused.card)
    found = (await study.command(SuggestQuestion(), GRACE)).card
    assert found.title == "You have a draft"
    again = form_of(await push(study, found, "Go on writing", GRACE))
    assert values_of(again) == {**WHOLE, "wrong": "Only one", "answer": "No key point here."}
    assert (await study.submit(again.press, WHOLE, GRACE)).card.title == "Thank you"
    assert "by Grace" in to_plain((await study.command(ListSuggestions(), ADA)).card)
    assert (await first_waiting(study)).title == f"Question {ID}"


async def test_a_draft_is_its_author_s_alone_and_can_be_thrown_away(study: StudyBot) -> None:
    refused = await suggest(study, right=" ")
    for label in ("Go on writing", "Throw it away"):
        assert (await push(study, refused.card, label, ADA)).card.tone is Tone.REFUSAL
    assert "No suggestion" in to_plain((await study.command(ListSuggestions(), ADA)).card)
    assert (await push(study, refused.card, "Throw it away", GRACE)).card.title == "The draft is gone"
    assert form_of(await study.command(SUGGEST, GRACE))


async def test_nobody_but_managers_sees_or_decides(study: StudyBot) -> None:
    await suggest(study)
    card = await first_waiting(study)
    for label in ("Approve", "Edit", "Decline"):
        assert (await push(study, card, label, GRACE)).card.tone is Tone.REFUSAL
    commands: list[Command] = [ListSuggestions(), HideQuestion(ID), UnhideQuestion(ID), ExportPack()]
    for command in commands:
        assert (await study.command(command, GRACE)).card.title == "That one is for managers"
    form = form_of(await push(study, card, "Decline"))
    assert (await study.submit(form.press, {"reason": "no"}, GRACE)).card.tone is Tone.REFUSAL
    form = form_of(await push(study, card, "Edit"))
    assert (await study.submit(form.press, WHOLE, GRACE)).card.tone is Tone.REFUSAL
    assert "Approve" in labels(await first_waiting(study))


async def test_what_an_author_left_open_a_manager_adds_before_approving(study: StudyBot) -> None:
    await suggest(study, wrong="One\nTwo\nThree", source="")
    card = await first_waiting(study)
    assert "Approve" not in labels(card)
    assert "Say why “Two” is wrong" in to_plain(card)
    assert "Name a source" in to_plain(card)
    form = form_of(await push(study, card, "Edit"))
    whole = await study.submit(form.press, {**values_of(form), **WHOLE}, ADA)
    assert labels(whole.card)[:1] == ["Approve"]
    assert (await push(study, whole.card, "Approve")).card.title == "In the pack"


async def test_an_old_button_approves_nothing_that_is_not_complete(study: StudyBot) -> None:
    await suggest(study)
    card = await first_waiting(study)
    form = form_of(await push(study, card, "Edit"))
    await study.submit(form.press, {**WHOLE, "source": ""}, ADA)
    assert "Missing before it can be asked" in to_plain((await push(study, card, "Approve")).card)
    assert not study.questions("causal", GRACE.workspace)


async def test_an_edit_that_cannot_be_read_is_kept_and_cannot_be_approved(study: StudyBot) -> None:
    await suggest(study)
    form = form_of(await push(study, await first_waiting(study), "Edit"))
    card = (await study.submit(form.press, {**WHOLE, "answer": "A long text without points"}, ADA)).card
    assert "A long text without points" in to_plain(card)
    assert "Approve" not in labels(card)
    assert values_of(form_of(await push(study, card, "Edit")))["answer"] == "A long text without points"


async def test_a_decline_tells_its_author_why(
    ctx: Context, study: StudyBot, tellers: RecordingTellers
) -> None:
    await suggest(study)
    form = form_of(await push(study, await first_waiting(study), "Decline"))
    assert (
        await study.submit(form.press, {"reason": "We have *one* like it."}, ADA)
    ).card.title == "Declined"
    await deliver(ctx)
    [(_, told)] = tellers.told
    assert "We have *one* like it." in to_plain(told)
    assert "No suggestion" in to_plain((await study.command(ListSuggestions(), ADA)).card)
    assert not study.questions("causal", GRACE.workspace)


async def test_old_buttons_open_no_form_for_what_is_decided(study: StudyBot) -> None:
    await suggest(study)
    card = await first_waiting(study)
    form = form_of(await push(study, card, "Decline"))
    await study.submit(form.press, {"reason": "No."}, ADA)
    for label in ("Edit", "Decline", "Approve"):
        reply = await push(study, card, label)
        assert reply.form is None
        assert "Declined: No." in to_plain(reply.card)
        assert not reply.card.buttons


async def test_a_decline_needs_a_reason(study: StudyBot, tellers: RecordingTellers) -> None:
    await suggest(study)
    form = form_of(await push(study, await first_waiting(study), "Decline"))
    await study.submit(form.press, {"reason": " "}, ADA)
    assert "Approve" in labels(await first_waiting(study))
    assert not tellers.told


async def test_nobody_is_told_what_they_have_decided_themselves(
    ctx: Context, study: StudyBot, tellers: RecordingTellers
) -> None:
    await suggest(study, ADA)
    await push(study, await first_waiting(study), "Approve")
    assert study.questions("causal", ADA.workspace)
    await deliver(ctx)
    assert not tellers.told


async def test_an_author_who_takes_no_messages_reads_it_with_the_next_reply(
    ctx: Context, study: StudyBot, tellers: RecordingTellers
) -> None:
    tellers.failures.append(Refused("no messages"))
    await approved(study)
    assert study.questions("causal", GRACE.workspace)
    await deliver(ctx)
    assert not tellers.told
    assert "Meanwhile: Your question was taken" in to_plain((await study.command(Help(), GRACE)).card)
    assert "Meanwhile" not in to_plain((await study.command(Help(), GRACE)).card)


async def test_of_two_decisions_the_first_stands(
    ctx: Context, study: StudyBot, tellers: RecordingTellers
) -> None:
    await suggest(study)
    card = await first_waiting(study)
    decline = form_of(await push(study, card, "Decline"))
    await push(study, card, "Approve")
    late = await study.submit(decline.press, {"reason": "Late"}, ADA)
    assert "In the pack" in to_plain(late.card)
    assert (await push(study, card, "Approve")).card.title == f"Question {ID}"
    await deliver(ctx)
    assert len(tellers.told) == 1


async def test_the_same_form_sent_twice_is_one_suggestion_and_like_ones_get_names_of_their_own(
    ctx: Context, study: StudyBot
) -> None:
    press = form_of(await study.command(SUGGEST, GRACE)).press
    for _ in range(2):
        assert (await study.submit(press, WHOLE, GRACE)).card.title == "Thank you"
    await suggest(study, actor("alan"))
    await suggest(study, right="Something else")
    waiting = await ctx.store.own_questions.listed(GRACE.workspace, State.SUGGESTED)
    assert sorted(own.id for own in waiting) == [ID, f"{ID}-2", f"{ID}-3"]


async def test_a_name_of_the_shared_bank_is_not_taken(
    ctx: Context, study: StudyBot, banks: FixedBanks
) -> None:
    banks.current = replace(
        banks.current, questions=(*banks.current.questions, replace(banks.current.questions[0], id=ID))
    )
    await approved(study)
    assert ctx.bank_of(GRACE.workspace).find(QuestionId(f"{ID}-2"))


async def test_somebody_whose_questions_wait_is_asked_for_patience(study: StudyBot) -> None:
    press = form_of(await study.command(SUGGEST, GRACE)).press
    for n in range(MOST_WAITING):
        await study.submit(press, {**WHOLE, "prompt": f"Question {n}?"}, GRACE)
    refused = await study.command(SUGGEST, GRACE)
    assert refused.card.title == "Yours wait already"
    assert refused.form is None
    assert form_of(await study.command(SUGGEST, actor("alan")))
    listed = (await study.command(ListSuggestions(), ADA)).card
    assert len(listed.buttons) == 10
    assert "10 more after these" in listed.note


async def test_a_topic_is_one_of_the_bank_s_or_the_pack_s_own(study: StudyBot) -> None:
    refused = (await study.command(SuggestQuestion(TopicId("atention")), GRACE)).card
    assert "Did you mean: attention?" in to_plain(refused)
    press = form_of(await study.command(SuggestQuestion(), GRACE)).press
    await study.submit(press, WHOLE, GRACE)
    await push(study, await first_waiting(study), "Approve")
    assert (OWN_TOPIC, "Own questions") in study.topics("own", GRACE.workspace)
    drawn = (await study.command(StartQuiz(OWN_TOPIC), actor("alan"))).card
    assert drawn.title == "Question 1 of 1: Own questions"
    assert "Suggested by Grace" in drawn.note


async def test_workspaces_do_not_see_each_other_s_questions(ctx: Context, study: StudyBot) -> None:
    await approved(study)
    stranger = actor("eve", ELSEWHERE, manager=True)
    assert study.questions("causal", HALL_SPACE)
    assert not study.questions("causal", stranger.workspace)
    for command in (Ask(ID), ShowQuestion(ID), AddToReview(ID), HideQuestion(ID)):
        reply = await study.command(command, stranger)
        assert reply.card.title == f"There is no question {ID}"
    assert (await study.press(ReadQuestion(ID, 0), stranger)).card.tone is Tone.REFUSAL
    card = (await study.command(ShowQuestion(ID), ADA)).card
    assert (await push(study, card, "Edit", stranger)).card.title == "That one is for managers"
    assert (await study.command(ExportPack(), stranger)).card.title == "Your pack is empty"


async def test_a_pack_outlives_a_restart(ctx: Context, study: StudyBot) -> None:
    await approved(study)
    await study.command(HideQuestion(QuestionId("kv-cache")), ADA)
    fresh = replace(ctx, packs=type(ctx.packs)())
    assert fresh.bank_of(HALL_SPACE) is fresh.banks.current
    await fresh.packs.load(fresh.store)
    bank = fresh.bank_of(HALL_SPACE)
    assert bank.find(ID)
    assert not bank.find(QuestionId("kv-cache"))
    assert fresh.bank_of(HALL_SPACE) is bank


async def test_a_hidden_question_is_asked_no_more_but_answered_and_reviewed_where_it_was(
    ctx: Context, study: StudyBot, clock: StoppedClock
) -> None:
    kv = QuestionId("kv-cache")
    await study.command(Ask(kv), ADA)
    await study.command(AddToReview(kv), GRACE)
    assert "asked here any more" in to_plain((await study.command(HideQuestion(kv), ADA)).card)
    assert "hidden already" in to_plain((await study.command(HideQuestion(kv), ADA)).card)
    [(round_id, _)] = await study.timeline(HALL)
    answered = await study.press(Choose(round_id, 0), GRACE)  # type: ignore[arg-type] # the post is a round
    assert answered.card.tone in (Tone.RIGHT, Tone.WRONG)
    clock.advance(days=1)
    assert "kv-cache" in to_plain((await study.command(Review(), GRACE)).card)
    assert (await study.command(Ask(kv), ADA)).card.title == f"{kv} is not asked here"
    assert (await study.command(QuestionStats(kv), ADA)).card.title == f"How {kv} went"
    for _ in range(6):
        asked = await ask_now(ctx, HALL)
        assert asked is not None
        assert asked.question.id != kv
    serving = TopicId("inference-serving")
    for command in (StartQuiz(serving), StartInterview(serving), StartLiveQuiz(serving)):
        assert (await study.command(command, actor("alan"))).card.title == "No question fits"
    assert "can be asked here again" in to_plain((await study.command(UnhideQuestion(kv), ADA)).card)
    assert "was not hidden" in to_plain((await study.command(UnhideQuestion(kv), ADA)).card)
    assert (await study.command(Ask(kv), ADA)).card.title == "Asked"


async def test_a_question_that_leaves_the_pack_stays_in_reviews(study: StudyBot, clock: StoppedClock) -> None:
    await approved(study)
    await study.command(AddToReview(ID), GRACE)
    shown = (await study.command(ShowQuestion(ID), ADA)).card
    assert "Suggested by Grace" in shown.note
    assert (await push(study, shown, "Take out of the pack")).card.title == "Taken out of the pack"
    assert not study.questions("causal", HALL_SPACE)
    assert (await study.command(Ask(ID), ADA)).card.tone is Tone.REFUSAL
    clock.time += timedelta(days=1)
    assert "causal mask" in to_plain((await study.command(Review(), GRACE)).card)


async def test_an_edit_in_the_pack_counts_once_it_is_whole(study: StudyBot) -> None:
    await approved(study)
    shown = (await study.command(ShowQuestion(ID), ADA)).card
    form = form_of(await push(study, shown, "Edit"))
    half = (await study.submit(form.press, {**WHOLE, "prompt": "Why a mask?", "source": ""}, ADA)).card
    assert "Name a source" in to_plain(half)
    [(_, label)] = study.questions("causal", HALL_SPACE)
    assert "Why is a causal mask" in label
    again = form_of(await push(study, half, "Edit"))
    assert values_of(again)["prompt"] == "Why a mask?"
    await study.submit(again.press, {**WHOLE, "prompt": "Why a causal mask?"}, ADA)
    [(_, label)] = study.questions("causal", HALL_SPACE)
    assert label.endswith("Why a causal mask?")


async def test_a_pack_is_exported_in_the_bank_s_format_and_passes_its_check(
    ctx: Context, study: StudyBot, tmp_path: Path
) -> None:
    await approved(study)
    file = (await study.command(ExportPack(), ADA)).file
    assert file is not None
    assert file.name == "attention.yaml"
    place = tmp_path / file.name
    place.write_bytes(file.content)
    report = check_folder(place)
    assert report.failures == ()
    reading = read_bank([Source(place, file.content)])
    assert reading.bank is not None
    assert reading.bank.questions == (ctx.bank_of(HALL_SPACE).find(ID),)
    assert reading.bank.topics == {ATTENTION: "Attention"}
    assert b"Grace" not in file.content
