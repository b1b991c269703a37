"""A suggestion reaches the managers, and its author hears what became of it."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.app.studybot import StudyBot
from bot.cards import Card, Tone
from bot.commands import ExportPack, Help, HideQuestion, ListSuggestions, UnhideQuestion
from bot.commands.managing import SetInbox, ShowAudit, ShowInbox
from bot.domain.audit import Deed
from bot.domain.ids import Account, ChannelId
from bot.domain.own_questions import subject_of
from bot.domain.people import Actor
from bot.plain import to_plain
from bot.ports.outside import Refused, Unreachable
from tests.app.inbox import ADA, ALAN, GRACE, HERE, MODS, SCALING, Office, button, office
from tests.app.test_own_questions import ID, SUGGEST, WHOLE, form_of, labels, suggest

NOWHERE = ChannelId("web:@me/7")
ADA_IN_DM = replace(ADA, channel=NOWHERE, manager=False)


@pytest.fixture
async def at(tmp_path: Path) -> AsyncIterator[Office]:
    async with office(tmp_path / "study.db") as opened:
        yield opened


async def in_mods(at: Office) -> Card:
    """What stands in the managers' channel, after setting it and one suggestion."""
    await at.study.command(SetInbox(MODS), ADA)
    await suggest(at.study)
    await at.look()
    [card] = at.channels.cards(MODS)
    return card


async def decline(at: Office, card: Card, reason: str = "We have one like it.") -> None:
    form = form_of(await at.study.press(button(card, "Decline").press, ADA))
    await at.study.submit(form.press, {"reason": reason}, ADA)


async def test_it_is_posted_with_its_buttons_and_nobody_is_told_directly(at: Office) -> None:
    card = await in_mods(at)
    assert "Why is a causal mask needed" in to_plain(card)
    assert "Suggested by: Grace" in to_plain(card)
    assert labels(card)[:3] == ["Approve", "Edit", "Decline"]
    await at.look(minutes=10)
    assert len(at.channels.messages) == 1
    assert at.tellers.told == []


async def test_a_decision_takes_the_buttons_away_and_says_who_decided(at: Office) -> None:
    card = await in_mods(at)
    await at.study.press(button(card, "Approve").press, ADA)
    await at.look()
    [shown] = at.channels.cards(MODS)
    assert shown.buttons == ()
    assert shown.tone is Tone.CLOSED
    assert "In the pack" in to_plain(shown)
    assert "Decided by Ada on" in shown.note


async def test_a_draft_is_posted_once_it_is_a_question_and_an_edit_changes_the_post(at: Office) -> None:
    await at.study.command(SetInbox(MODS), ADA)
    refused = await suggest(at.study, wrong="Only one")
    await at.look()
    assert at.channels.cards(MODS) == []
    again = form_of(await at.study.press(button(refused.card, "Go on writing").press, GRACE))
    await at.study.submit(again.press, WHOLE, GRACE)
    await at.look()
    [card] = at.channels.cards(MODS)
    edit = form_of(await at.study.press(button(card, "Edit").press, ADA))
    await at.study.submit(edit.press, {**WHOLE, "prompt": "Why a *causal* mask?"}, ADA)
    await at.look()
    [shown] = at.channels.cards(MODS)
    assert "Why a causal mask?" in to_plain(shown)
    assert labels(shown) == labels(card)


async def test_the_same_form_sent_twice_is_posted_once(at: Office) -> None:
    await at.study.command(SetInbox(MODS), ADA)
    press = form_of(await at.study.command(SUGGEST, GRACE)).press
    for _ in range(2):
        await at.study.submit(press, WHOLE, GRACE)
    await at.look()
    assert len(at.channels.cards(MODS)) == 1


async def test_without_a_channel_the_managers_who_were_here_are_told_directly(at: Office) -> None:
    await suggest(at.study)
    await at.look()
    assert at.tellers.told == []  # nobody has been seen to manage
    await at.study.command(ShowInbox(), ADA)
    for _ in range(3):
        await at.look(minutes=10)
    [card] = at.told(ADA)
    assert labels(card)[:3] == ["Approve", "Edit", "Decline"]


async def test_a_channel_that_refuses_leads_to_direct_messages(at: Office) -> None:
    await at.study.command(SetInbox(MODS), ADA)
    await suggest(at.study)
    at.channels.failures.append(Refused("The bot lacks View Channel"))
    await at.look()
    await at.look()
    suggested, closed = at.told(ADA)
    assert "own-why-is" in suggested.title
    assert closed.title == "A channel takes no post of mine"


async def test_who_no_longer_manages_is_told_nothing(at: Office) -> None:
    await at.study.command(ShowInbox(), ADA)
    at.roster.managers.clear()
    await suggest(at.study)
    await at.look()
    assert at.tellers.told == []


async def test_what_is_decided_meanwhile_is_no_news(at: Office) -> None:
    await at.study.command(ShowInbox(), ADA)
    await suggest(at.study)
    at.tellers.failures.append(Unreachable("away"))
    await at.look()
    listed = (await at.study.command(ListSuggestions(), ADA)).card
    await decline(at, (await at.study.press(listed.buttons[0].press, ADA)).card)
    await at.look(hours=1)
    assert at.told(ADA) == []


async def test_a_press_in_a_direct_message_asks_the_platform_about_the_questions_workspace(
    at: Office,
) -> None:
    card = await in_mods(at)
    approve = button(card, "Approve").press
    elsewhere = Actor(Account("web:eve"), "Eve", ChannelId("web:elsewhere/1"), manager=True)
    for stranger in (elsewhere, replace(elsewhere, channel=NOWHERE), GRACE):
        assert (await at.study.press(approve, stranger)).card.title == "That one is for managers"
    at.roster.failures.append(Unreachable("The platform is down."))
    assert "could not find out" in (await at.study.press(approve, ADA_IN_DM)).card.title
    edit = form_of(await at.study.press(button(card, "Edit").press, ADA_IN_DM))
    at.roster.failures.append(Unreachable("The platform is down."))
    assert "could not find out" in (await at.study.submit(edit.press, WHOLE, ADA_IN_DM)).card.title
    assert (await at.study.press(approve, ADA_IN_DM)).card.title == "In the pack"
    assert at.ctx.bank_of(HERE).find(ID)


async def test_two_workspaces_with_a_question_of_the_same_name_are_told_apart(at: Office) -> None:
    there = ChannelId("slack:T1/C1")
    await suggest(at.study)
    await suggest(at.study, Actor(Account("slack:T1/U1"), "Eve", there))
    boss = Actor(Account("slack:T1/U2"), "Boss", there, manager=True)
    listed = (await at.study.command(ListSuggestions(), boss)).card
    shown = (await at.study.press(listed.buttons[0].press, boss)).card
    await at.study.press(button(shown, "Approve").press, boss)
    assert at.ctx.bank_of(boss.workspace).find(ID)
    assert at.ctx.bank_of(HERE).find(ID) is None


async def test_an_author_is_told_once_and_a_refusal_keeps_it_for_the_next_reply(at: Office) -> None:
    card = await in_mods(at)
    await decline(at, card)
    at.tellers.failures.append(Refused("closed"))
    await at.look()
    await at.look(hours=1)
    assert at.told(GRACE) == []
    text = to_plain((await at.study.command(Help(), GRACE)).card)
    assert "Meanwhile: Your question was not taken" in text
    assert "We have one like it." in text
    assert "Meanwhile" not in to_plain((await at.study.command(Help(), GRACE)).card)


async def test_an_author_is_told_even_if_the_bot_stops_right_behind_the_decision(
    at: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    card = await in_mods(at)
    monkeypatch.setattr(at.ctx.store, "audit", None)
    with pytest.raises(AttributeError):
        await at.study.press(button(card, "Approve").press, ADA)
    await at.look()
    assert [told.title for told in at.told(GRACE)] == ["Your question was taken"]
    assert at.channels.cards(MODS)[0].buttons == ()


async def test_what_managers_did_stands_in_the_log(at: Office) -> None:
    card = await in_mods(at)
    edit = form_of(await at.study.press(button(card, "Edit").press, ADA))
    await at.study.submit(edit.press, {**WHOLE, "right": "So that none sees later ones"}, ADA)
    await at.study.press(button(card, "Approve").press, ADA)
    listed = await suggest(at.study, ALAN, prompt="Why?")
    assert listed.card.title == "Thank you"
    await at.look()
    await decline(at, at.channels.cards(MODS)[1])
    await at.study.command(ExportPack(), ADA)
    for command in (HideQuestion(SCALING.id), UnhideQuestion(SCALING.id)):
        for _ in range(2):
            await at.study.command(command, ADA)
    remove = button((await at.study.press(card.buttons[1].press, ADA)).card, "Take out of the pack")
    await at.study.press(remove.press, ADA)
    entries, _ = await at.ctx.store.audit.page(HERE, 1)
    assert [(entry.deed, entry.subject, entry.reason) for entry in reversed(entries)][1:] == [
        (Deed.SUGGESTION_EDITED, ID, ""),
        (Deed.SUGGESTION_APPROVED, ID, ""),
        (Deed.SUGGESTION_DECLINED, "own-why", "We have one like it."),
        (Deed.PACK_EXPORTED, "", ""),
        (Deed.QUESTION_HIDDEN, SCALING.id, ""),
        (Deed.QUESTION_UNHIDDEN, SCALING.id, ""),
        (Deed.OWN_QUESTION_REMOVED, ID, ""),
    ]
    assert "took own-why" in to_plain((await at.study.command(ShowAudit(1), ADA)).card)


async def test_a_post_outlives_a_restart(at: Office) -> None:
    await at.study.command(SetInbox(MODS), ADA)
    await suggest(at.study)
    [post] = await at.ctx.store.own_questions.posts_in(MODS)
    assert post.subject == subject_of(HERE, ID)
    fresh = replace(at, study=StudyBot(at.ctx, at.postman))
    await fresh.look()
    [card] = at.channels.cards(MODS)
    await fresh.study.press(button(card, "Approve").press, ADA)
    assert await at.ctx.store.own_questions.posts_in(MODS) == []
