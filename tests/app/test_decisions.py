"""What managers decide about a report reaches the ledger and everybody whom it concerns."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.cards import Tone
from bot.commands import ReportQuestion
from bot.commands.managing import ListReports
from bot.domain.audit import AuditEntry, Deed
from bot.domain.boards import Period
from bot.domain.ids import Account, ChannelId, QuestionId, WorkspaceId
from bot.domain.people import Actor
from bot.domain.round import ASKED_WELL
from bot.plain import to_plain
from bot.ports.outside import Unreachable
from bot.ports.rulings import AlreadyDecided
from bot.presses.managing import AcceptOption, CaseEnd, CaseView, EndCase, LookAtCase, VoidRound
from bot.wording.forms import TEXT
from tests.app.inbox import (
    ADA,
    ALAN,
    GRACE,
    HERE,
    MODS,
    SCALING,
    Office,
    asked_and_answered,
    button,
    in_mods,
    office,
    person,
)
from tests.builders import HALL, round_


@pytest.fixture
async def at(tmp_path: Path) -> AsyncIterator[Office]:
    async with office(tmp_path / "study.db") as opened:
        yield opened


async def test_dismissing_takes_the_buttons_away_and_says_who_decided(at: Office) -> None:
    card = await in_mods(at)
    decided = await at.decide(card, "Dismiss", "It is right.", ADA)
    assert decided.card.title == f"Decided: {SCALING.id}"
    await at.look()
    [shown] = at.channels.cards(MODS)
    assert shown.buttons == ()
    assert shown.tone is Tone.CLOSED
    assert "dismissed" in to_plain(shown)
    assert "Decided by Ada" in shown.note


async def test_the_log_says_why(at: Office) -> None:
    await at.decide(await in_mods(at), "Dismiss", "The papers divide by the root.", ADA)
    [entry, *_] = (await at.ctx.store.audit.page(HERE, 1))[0]
    assert (entry.deed, entry.reason) == (Deed.REPORT_DISMISSED, "The papers divide by the root.")


async def test_a_decision_stands(at: Office) -> None:
    card = await in_mods(at)
    await at.decide(card, "Dismiss", "It is right.", ADA)
    late = await at.study.press(button(card, "Hide question").press, ADA)
    assert "dismissed" in to_plain(late.card)
    assert not await at.ctx.store.hidden_questions.all(HERE)


async def test_after_a_decision_the_same_question_can_be_reported_anew(at: Office) -> None:
    card = await in_mods(at)
    await at.decide(card, "Dismiss", "It is right.", ADA)
    assert (await at.report(round_(), GRACE, "still wrong")).card.title == "Thank you"
    await at.look()
    assert len(at.channels.cards(MODS)) == 2


async def test_hiding_hides(at: Office) -> None:
    card = await in_mods(at)
    await at.decide(card, "Hide question", "It is out of date.", ADA)
    assert at.ctx.bank_of(HERE).find(SCALING.id) is None
    await at.look()
    assert "not asked here any more" in to_plain(at.channels.cards(MODS)[0])


async def test_accepting_an_option_asks_which_and_why_and_tells_everybody_concerned_once(
    at: Office,
) -> None:
    card = await asked_and_answered(at)
    options = await at.study.press(button(card, "Accept another option").press, ADA)
    letters = [one.label[0] for one in options.card.buttons]
    assert letters == ["A", "C", "D", "B"]  # B, the key, is left out; the last is Back
    why = await at.study.press(options.card.buttons[0].press, ADA)
    assert why.form is not None
    done = await at.study.submit(why.form.press, {TEXT: "Both are used in the papers."}, ADA)
    assert "One more option counts as right: “Because of reason 0”" in to_plain(done.card)
    for _ in range(3):
        await at.look(minutes=10)
    [told] = at.told(GRACE)
    text = to_plain(told)
    assert "One more of its options is right: “Because of reason 0” For you that is +15 points." in text
    assert "Both are used in the papers." in text
    assert at.told(ALAN) == []
    standing = await at.ctx.store.boards.standing(
        HERE, Period.ALL, at.ctx.today(HERE), await person(at, GRACE)
    )
    assert standing is not None
    assert standing.score.points == 15


async def test_an_option_that_counts_already_is_not_offered_again(at: Office) -> None:
    await asked_and_answered(at)
    [case] = await at.ctx.store.reports.open(HERE, 5)
    await at.study.submit(AcceptOption(case.id, 0), {TEXT: "Both hold."}, ADA)
    await at.report(round_(), ALAN, "C, too")
    [case] = await at.ctx.store.reports.open(HERE, 5)
    options = await at.study.press(LookAtCase(case.id, CaseView.OPTIONS), ADA)
    assert [one.label[0] for one in options.card.buttons] == ["C", "D", "B"]
    again = await at.study.press(LookAtCase(case.id, CaseView.SHOW), ADA)
    assert "2 of 2 answers here chose what counts as right: 100%" in to_plain(again.card)


async def test_options_too_long_for_a_button_stand_in_full_above_them(at: Office) -> None:
    long = f"{'Because it is long ' * 5}indeed"
    options = (replace(SCALING.options[0], text=long), *SCALING.options[1:])
    asked = round_("long", question=replace(SCALING, options=options))
    await at.ctx.store.rounds.claim(asked)
    await at.choose(asked, GRACE, 0)
    await at.report(asked, GRACE, "A is right, too")
    [case] = await at.ctx.store.reports.open(HERE, 5)
    shown = (await at.study.press(LookAtCase(case.id, CaseView.OPTIONS), ADA)).card
    assert f"Option A: {long}" in to_plain(shown)
    assert "Option C" not in to_plain(shown)


async def test_voiding_asks_once_more_and_takes_points_back(at: Office) -> None:
    card = await asked_and_answered(at)
    sure = await at.study.press(button(card, "Void the round").press, ADA)
    assert sure.form is not None
    assert "Nobody keeps the points" in to_plain(sure.card)
    await at.study.submit(sure.form.press, {TEXT: "The options were cut off."}, ADA)
    await at.look()
    [lost], [unmoved] = at.told(ALAN), at.told(GRACE)
    assert "no longer counts for anybody. For you that is −15 points." in to_plain(lost)
    assert "For you nothing changes." in to_plain(unmoved)


async def test_the_posts_say_what_counts_now(at: Office) -> None:
    """An earlier question that has closed, and the open one, which is void."""
    await asked_and_answered(at)
    later = await at.ask("r2")
    await at.look()
    closed, _ = at.channels.cards(HALL)
    assert "2 answered, 1 right" in closed.note
    [case] = await at.ctx.store.reports.open(HERE, 5)
    await at.study.submit(AcceptOption(case.id, 0), {TEXT: "Both hold."}, ADA)
    await at.report(later, ALAN, "It is cut off")
    [case] = await at.ctx.store.reports.open(HERE, 5)
    await at.study.submit(VoidRound(case.id), {TEXT: "It was cut off."}, ADA)
    await at.look()
    closed, still_open = at.channels.cards(HALL)
    assert "2 answered, 2 right" in closed.note
    assert "out of the scores" in to_plain(still_open)
    assert "no points" in still_open.note


async def test_nothing_moves_without_a_reason(at: Office) -> None:
    """A platform's form wants some sign, and takes a blank for one."""
    await asked_and_answered(at)
    [case] = await at.ctx.store.reports.open(HERE, 5)
    for press in (VoidRound(case.id), AcceptOption(case.id, 0)):
        again = await at.study.submit(press, {TEXT: " \n"}, ADA)
        assert again.form is not None
        assert "Say why" in to_plain(again.card)
    assert len(await at.ctx.store.reports.open(HERE, 5)) == 1


async def test_what_can_not_be_done_is_not_offered(at: Office) -> None:
    """For a question that nobody was asked here."""
    study = at.study
    await study.command(ReportQuestion(QuestionId("kv-cache"), "wrong"), GRACE)
    listed = await study.command(ListReports(), ADA)
    shown = await study.press(listed.card.buttons[0].press, ADA)
    assert [one.label for one in shown.card.buttons] == ["Dismiss", "Hide question"]


async def test_an_option_that_was_never_asked_can_not_be_accepted(at: Office) -> None:
    await at.study.command(ReportQuestion(QuestionId("kv-cache"), "wrong"), GRACE)
    [case] = await at.ctx.store.reports.open(HERE, 5)
    refused = await at.study.submit(AcceptOption(case.id, 0), {TEXT: "so it is"}, ADA)
    assert refused.card.title == "There is nothing to put right"
    for impossible in (
        AcceptOption(case.id, case.question.key),
        AcceptOption(case.id, 9),
        VoidRound(case.id),
    ):
        again = await at.study.submit(impossible, {TEXT: "so it is"}, ADA)
        assert again.card.title == "Reported: kv-cache"


async def test_members_decide_nothing(at: Office) -> None:
    card = await in_mods(at)
    for one in card.buttons:
        refused = await at.study.press(one.press, GRACE)
        assert refused.card.title == "That one is for managers"
        assert refused.form is None
    await at.look()
    assert at.channels.cards(MODS) == [card]


async def test_a_press_in_a_direct_message_asks_the_platform_about_the_reports_workspace(
    at: Office,
) -> None:
    card = await in_mods(at)
    nowhere = ChannelId("web:@me/7")
    ada = replace(ADA, channel=nowhere, manager=False)
    other = Actor(Account("web:eve"), "Eve", nowhere, manager=True)
    foreign = Actor(Account("web:eve"), "Eve", ChannelId("web:elsewhere/1"), manager=True)
    for stranger in (other, foreign):
        assert (await at.study.press(card.buttons[0].press, stranger)).card.title.startswith("That one is")
    at.roster.failures.append(Unreachable("The platform is down."))
    assert "could not find out" in (await at.study.press(card.buttons[0].press, ada)).card.title
    assert (await at.decide(card, "Dismiss", "It is right.", ada)).card.title == f"Decided: {SCALING.id}"
    assert "Decided by Ada" in (await at.study.press(card.buttons[0].press, ADA)).card.note


class Gone:
    """What follows a ruling never happens, as after a crash."""

    async def add(self, workspace: WorkspaceId, entry: AuditEntry) -> None:
        raise RuntimeError("on purpose")


@pytest.mark.parametrize("act", ["accept", "void"])
async def test_a_ruling_is_decided_and_told_of_even_if_the_bot_stops_right_behind_it(
    at: Office, monkeypatch: pytest.MonkeyPatch, act: str
) -> None:
    await asked_and_answered(at)
    [case] = await at.ctx.store.reports.open(HERE, 5)
    monkeypatch.setattr(at.ctx.store, "audit", Gone())
    press = AcceptOption(case.id, 0) if act == "accept" else VoidRound(case.id)
    with pytest.raises(RuntimeError, match="on purpose"):
        await at.study.submit(press, {TEXT: "so it is"}, ADA)
    await at.look()
    assert len(at.told(GRACE)) == 1
    assert at.channels.cards(MODS)[0].title == f"Decided: {SCALING.id}"


async def test_of_two_managers_only_the_first_moves_points(at: Office) -> None:
    await asked_and_answered(at)
    [case] = await at.ctx.store.reports.open(HERE, 5)
    ada = await person(at, ADA)
    await at.study.submit(EndCase(case.id, CaseEnd.DISMISS), {TEXT: "It is right."}, ADA)
    rulings, option = at.ctx.store.rulings, case.question.options[0].text
    with pytest.raises(AlreadyDecided):
        await rulings.accept(HERE, case.question.id, option, ada, "", at.clock.now(), case.id)
    assert case.round is not None
    with pytest.raises(AlreadyDecided):
        await rulings.void(case.round, ada, "", at.clock.now(), case.id)
    assert await rulings.accepted(HERE, case.question.id) == []
    asked = await at.ctx.store.rounds.find(case.round)
    assert asked is not None
    assert asked.put_right == ASKED_WELL
