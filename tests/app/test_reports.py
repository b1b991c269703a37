"""A report reaches the managers, with the numbers and without a name."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.app.studybot import StudyBot
from bot.cards import Tone
from bot.commands import ReportQuestion
from bot.commands.managing import ClearInbox, ListReports, SetInbox, ShowInbox
from bot.domain.ids import ChannelId, QuestionId
from bot.domain.reported import MOST_OPEN
from bot.plain import to_plain
from bot.ports.outside import Refused, Unreachable
from bot.presses.managing import AcceptOption, CaseView, LookAtCase, ReportRound
from bot.wording.forms import TEXT
from tests.app.inbox import (
    ADA,
    ALAN,
    GRACE,
    HERE,
    MODS,
    SCALING,
    Office,
    button,
    in_mods,
    office,
    person,
)
from tests.builders import actor, question, round_


@pytest.fixture
async def at(tmp_path: Path) -> AsyncIterator[Office]:
    async with office(tmp_path / "study.db") as opened:
        yield opened


async def test_the_reply_to_a_choice_and_the_model_answer_offer_to_report(at: Office) -> None:
    asked = await at.ask()
    verdict = await at.choose(asked, GRACE, 0)
    assert button(verdict.card, "Report").press == ReportRound(asked.id)


async def test_a_report_is_posted_with_the_numbers_and_never_with_a_name(at: Office) -> None:
    await at.study.command(SetInbox(MODS), ADA)
    asked = await at.ask()
    await at.choose(asked, GRACE, 0)
    await at.choose(asked, ALAN, asked.question.key)
    thanks = await at.report(asked, GRACE, "Reason 0 is *true* as well")
    assert thanks.card.title == "Thank you"
    await at.look()
    [card] = at.channels.cards(MODS)
    text = to_plain(card)
    assert "1 of 2 answers here chose the key: 50%" in text
    assert "“Reason 0 is *true* as well”" in text
    assert "1 person has reported it" in text
    assert "Grace" not in text
    labels = ["Dismiss", "Hide question", "Accept another option", "Void the round"]
    assert [one.label for one in card.buttons] == labels
    assert at.tellers.told == []


async def test_numbers_are_of_every_round_of_the_question_whatever_the_order_of_its_options(
    at: Office,
) -> None:
    await at.study.command(SetInbox(MODS), ADA)
    turned = replace(SCALING, options=(SCALING.options[2], *SCALING.options[:2], SCALING.options[3]))
    rounds = round_("r1"), round_("r2", question=turned)
    for asked in rounds:
        await at.ctx.store.rounds.claim(asked)
        await at.choose(
            asked, GRACE, [option.text for option in asked.question.options].index("Because of reason 2")
        )
    await at.report(rounds[1], GRACE, "")
    await at.look()
    [card] = at.channels.cards(MODS)
    assert "Because of reason 2" in to_plain(card)
    assert "0 of 2 answers here chose the key: 0%" in to_plain(card)


async def test_later_reports_join_the_same_card_and_a_second_one_of_a_person_replaces_the_first(
    at: Office,
) -> None:
    await in_mods(at)
    asked = round_()
    await at.report(asked, ALAN, "I think so, too")
    again = await at.report(asked, GRACE, "No, C is")
    assert "latest words" in to_plain(again.card)
    await at.look()
    [card] = at.channels.cards(MODS)
    assert "2 people have reported it" in card.note
    assert "No, C is" in to_plain(card)
    assert "B is right, too" not in to_plain(card)


async def test_a_second_report_without_words_takes_none_away(at: Office) -> None:
    await in_mods(at)
    await at.report(round_(), GRACE, "  ")
    await at.look()
    [card] = at.channels.cards(MODS)
    assert "B is right, too" in to_plain(card)


async def test_a_report_in_words_finds_the_latest_asking_here(at: Office) -> None:
    await at.study.command(SetInbox(MODS), ADA)
    await at.ask()
    await at.study.command(ReportQuestion(SCALING.id, "no"), GRACE)
    await at.study.command(ReportQuestion(QuestionId("kv-cache"), "no"), GRACE)
    await at.look()
    asked, never_asked = at.channels.cards(MODS)
    assert "Void the round" in [one.label for one in asked.buttons]
    assert "Void the round" not in [one.label for one in never_asked.buttons]


async def test_any_sign_can_be_kept_in_a_reason(at: Office) -> None:
    await at.report(await at.ask(), GRACE, " \ud800 A\r\nand B ")
    [case] = await at.ctx.store.reports.open(HERE, 5)
    assert case.reasons == ("? A\nand B",)
    await at.study.submit(AcceptOption(case.id, 0), {TEXT: "\udc00 so it is"}, ADA)
    decided = await at.ctx.store.reports.find(case.id)
    assert decided is not None
    assert decided.decided is not None
    assert decided.decided.reason == "? so it is"


async def test_without_a_channel_the_managers_who_were_here_are_told_directly(at: Office) -> None:
    await at.report(await at.ask(), GRACE, "wrong")
    await at.look()
    assert at.tellers.told == []  # nobody has been seen to manage
    await at.study.command(ShowInbox(), ADA)
    await at.look()
    await at.look(minutes=10)
    assert [card.title for card in at.told(ADA)] == [f"Reported: {SCALING.id}"]


async def test_at_most_five_managers_are_told_those_who_were_here_last(at: Office) -> None:
    bosses = [actor(f"boss{n}", manager=True) for n in range(7)]
    for boss in bosses:
        at.roster.managers.add((boss.account, HERE))
        at.clock.advance(minutes=1)
        await at.study.command(ShowInbox(), boss)
    await at.report(await at.ask(), GRACE, "wrong")
    await at.look()
    assert {account for account, _ in at.tellers.told} == {boss.account for boss in bosses[2:]}


async def test_a_channel_that_refuses_leads_to_direct_messages(at: Office) -> None:
    await at.study.command(SetInbox(MODS), ADA)
    asked = await at.ask()
    await at.report(asked, GRACE, "wrong")
    at.channels.failures.append(Refused("The bot lacks View Channel"))
    await at.look()
    assert "could not be posted" in (await at.study.command(ShowInbox(), ADA)).card.title
    await at.look()
    assert [card.title for card in at.told(ADA)] == [
        "Reported: attention-scaling",
        "A channel takes no post of mine",
    ]


async def test_who_no_longer_manages_is_told_nothing(at: Office) -> None:
    await at.study.command(ShowInbox(), ADA)
    at.roster.managers.clear()
    await at.report(await at.ask(), GRACE, "wrong")
    await at.look()
    assert at.tellers.told == []
    shown = await at.study.command(ShowInbox(), actor("grace", manager=True))
    assert "Ada" not in to_plain(shown.card)


async def test_a_command_without_the_right_forgets_a_manager(at: Office) -> None:
    await at.study.command(ShowInbox(), ADA)
    assert await at.ctx.store.inbox.managers(HERE, 5) == [await person(at, ADA)]
    at.roster.managers.clear()
    await at.study.command(ReportQuestion(SCALING.id, ""), actor("ada"))
    assert await at.ctx.store.inbox.managers(HERE, 5) == []


async def test_a_platform_that_does_not_answer_forgets_nobody(at: Office) -> None:
    await at.study.command(ShowInbox(), ADA)
    at.roster.managers.clear()
    at.roster.failures.append(Unreachable("no answer"))
    await at.study.command(ReportQuestion(SCALING.id, ""), actor("ada"))
    assert await at.ctx.store.inbox.managers(HERE, 5) == [await person(at, ADA)]


async def test_a_manager_is_noted_once_a_day(at: Office) -> None:
    for hours in (0, 1, 24):
        at.clock.advance(hours=hours)
        await at.study.command(ShowInbox(), ADA)
        seen = await at.ctx.store.inbox.seen(HERE, ADA.account)
        assert seen is not None
        assert (at.clock.now() - seen).total_seconds() == (3600 if hours == 1 else 0)


async def test_ten_open_reports_are_enough_for_a_day(at: Office) -> None:
    rounds = [round_(f"x{n}", question=question(f"question-{n}")) for n in range(MOST_OPEN)]
    for asked in rounds:
        await at.ctx.store.rounds.claim(asked)
        assert (await at.report(asked, GRACE, "wrong")).card.title == "Thank you"
    one_more = await at.ask()
    assert "a lot of reports" in (await at.report(one_more, GRACE, "wrong")).card.title
    assert (await at.report(one_more, ALAN, "wrong")).card.title == "Thank you"
    assert (await at.report(rounds[0], GRACE, "other words")).card.title == "Thank you"
    at.clock.advance(days=1)
    assert (await at.report(one_more, GRACE, "wrong")).card.title == "Thank you"


async def test_open_reports_are_listed_for_managers(at: Office) -> None:
    assert (await at.study.command(ListReports(), ADA)).card.title == "No open reports"
    await at.report(await at.ask(), GRACE, "wrong")
    assert (await at.study.command(ListReports(), GRACE)).card.tone is Tone.REFUSAL
    listed = await at.study.command(ListReports(), ADA)
    assert f"{SCALING.id}: 1 person, “wrong”" in to_plain(listed.card)
    [show] = listed.card.buttons
    assert isinstance(show.press, LookAtCase)
    assert show.press.view is CaseView.SHOW
    assert (await at.study.press(show.press, ADA)).card.title == f"Reported: {SCALING.id}"


async def test_where_reports_go_can_be_set_and_taken_back(at: Office) -> None:
    assert (await at.study.command(ShowInbox(), ADA)).card.title == "Reports go to direct messages"
    assert (await at.study.command(SetInbox(MODS), ADA)).card.title == "Reports go to a channel"
    assert "#mods" in to_plain((await at.study.command(ShowInbox(), ADA)).card)
    assert "direct" in (await at.study.command(ClearInbox(), ADA)).card.title
    foreign = await at.study.command(SetInbox(ChannelId("discord:1/2")), ADA)
    assert foreign.card.tone is Tone.REFUSAL
    assert (await at.study.command(SetInbox(MODS), GRACE)).card.title == "That one is for managers"


async def test_the_config_file_has_the_last_word(at: Office) -> None:
    study = StudyBot(replace(at.ctx, file_inboxes={HERE: MODS}), at.postman)
    assert "config file" in (await study.command(ClearInbox(), ADA)).card.title
    assert "#mods" in to_plain((await study.command(ShowInbox(), ADA)).card)


async def test_nobody_reports_a_round_of_another_workspace(at: Office) -> None:
    asked = await at.ask()
    stranger = actor("eve", ChannelId("discord:1/2"))
    assert (await at.study.press(ReportRound(asked.id), stranger)).form is None
    gone = await at.study.submit(ReportRound(asked.id), {TEXT: "hm"}, stranger)
    assert gone.card.tone is Tone.REFUSAL
