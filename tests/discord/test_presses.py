"""Buttons: what the core is told, and what the person who pressed sees."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from bot.adapters.discord import desk
from bot.adapters.discord.adapter import DiscordAdapter
from bot.cards import Button, Card, Reply
from bot.domain.ids import Account, MessageId, QuizId, RoundId
from bot.presses.questions import Choose
from bot.presses.quizzes import NextQuestion
from tests.discord.conftest import a_round, connected, post_question
from tests.discord.fake_study import FakeStudy, private_card, question_card
from tests.platforms.discord import LoopbackDiscord
from tests.platforms.discord.interactions import LATER, MESSAGE, UPDATE, UPDATE_LATER, Interaction
from tests.platforms.discord.loopback import MANAGER

CALLBACK = "/interactions/"
NEXT = Card(title="Question 1", buttons=(Button("Next", NextQuestion(QuizId("q"))),))


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch, study: FakeStudy) -> None:
    """The core takes longer than we wait for it."""
    monkeypatch.setattr(desk, "ACK_WITHIN", 0.02)
    study.delay = 0.1


async def press(server: LoopbackDiscord, adapter: DiscordAdapter, button: str = "A") -> Interaction:
    return await (await server.click(await post_question(server, adapter), button)).answered()


async def press_in_private(server: LoopbackDiscord, adapter: DiscordAdapter, study: FakeStudy) -> Interaction:
    """Press the button of a private message that an earlier press has brought, and see both replies."""
    study.reply, slow, study.delay = Reply(NEXT), study.delay, 0.0
    first = await press(server, adapter)
    study.reply, study.delay = Reply(private_card("Question 2"), replaces=True), slow
    return await (await server.click(first.reply, "Next")).answered()


async def test_a_press_reaches_the_core_with_its_person_and_channel(
    server: LoopbackDiscord, adapter: DiscordAdapter, study: FakeStudy
) -> None:
    await press(server, adapter, "B")
    pressed, actor = study.pressed[0]
    assert pressed == Choose(RoundId("abcdefgh2345"), 1)
    assert actor.account == f"discord:{server.person('ann')['id']}"
    assert actor.channel == f"discord:{server.world.guild}/{server.first_channel}"
    assert (actor.name, actor.manager) == ("Ann", False)


async def test_a_reply_is_seen_only_by_the_one_who_pressed(
    server: LoopbackDiscord, adapter: DiscordAdapter
) -> None:
    click = await press(server, adapter)
    assert click.kind == MESSAGE
    assert "Right!" in click.reply.text
    assert server.ephemerals("ann") == [click.reply]
    assert len(server.messages()) == 1


async def test_a_click_costs_one_request(server: LoopbackDiscord, adapter: DiscordAdapter) -> None:
    message = await post_question(server, adapter)
    before = len(server.requests)
    await (await server.click(message, "A")).answered()
    assert len(server.requests) == before + 1


@pytest.mark.usefixtures("impatient")
async def test_a_late_reply_is_promised_first(server: LoopbackDiscord, adapter: DiscordAdapter) -> None:
    message = await post_question(server, adapter)
    click = await server.click(message, "A")
    assert (await click.acknowledged()).kind == LATER
    assert "Right!" in (await click.answered()).reply.text
    assert server.ephemerals("ann") == [click.reply]


async def test_a_private_message_is_replaced_in_place(
    server: LoopbackDiscord, adapter: DiscordAdapter, study: FakeStudy
) -> None:
    click = await press_in_private(server, adapter, study)
    assert click.kind == UPDATE
    assert [message.embed["title"] for message in server.ephemerals("ann")] == ["Question 2"]
    assert click.reply.buttons == {}


@pytest.mark.usefixtures("impatient")
async def test_a_late_reply_replaces_a_private_message_too(
    server: LoopbackDiscord, adapter: DiscordAdapter, study: FakeStudy
) -> None:
    click = await press_in_private(server, adapter, study)
    assert click.kind == UPDATE_LATER
    assert [message.embed["title"] for message in server.ephemerals("ann")] == ["Question 2"]


@pytest.mark.usefixtures("impatient")
async def test_a_late_reply_that_replaces_nothing_leaves_the_private_message_alone(
    server: LoopbackDiscord, adapter: DiscordAdapter, study: FakeStudy
) -> None:
    study.delay = 0.0
    study.reply = Reply(NEXT)
    first = await press(server, adapter)
    study.delay = 0.1
    await (await server.click(first.reply, "Next")).answered()
    assert [message.embed["title"] for message in server.ephemerals("ann")] == ["Question 1", "Question 1"]


async def test_a_public_message_is_never_replaced_by_a_private_reply(
    server: LoopbackDiscord, adapter: DiscordAdapter, study: FakeStudy
) -> None:
    study.reply = Reply(private_card(), replaces=True)
    click = await press(server, adapter)
    assert click.kind == MESSAGE
    assert server.messages()[0].edits == 0


async def test_an_exception_is_logged_once_with_its_ids_and_answered(
    server: LoopbackDiscord, adapter: DiscordAdapter, study: FakeStudy, logs: list[Any]
) -> None:
    study.failure = RuntimeError("broken")
    click = await press(server, adapter)
    assert "Something went wrong" in click.reply.text
    [entry] = [entry for entry in logs if entry["log_level"] == "error"]
    assert entry["event"] == "discord.press_failed"
    assert entry["interaction"] == int(click.id)
    assert entry["user"] == int(server.person("ann")["id"])


@pytest.mark.parametrize(
    "token", ["sb1|nonsense|x", "sb0|choose|abcdefgh2345|1", "sb1|choose|abcdefgh2345|-1"]
)
async def test_a_button_that_we_no_longer_understand_gets_a_friendly_answer(
    server: LoopbackDiscord, adapter: DiscordAdapter, study: FakeStudy, token: str
) -> None:
    message = await post_question(server, adapter)
    message.payload["components"][0]["components"][0]["custom_id"] = token
    click = await (await server.click(message, token)).answered()
    assert "no longer works" in click.reply.text
    assert study.pressed == []


async def test_a_press_works_after_a_restart(server: LoopbackDiscord, study: FakeStudy) -> None:
    async with connected(server, study) as before:
        message = await post_question(server, before)
    async with connected(server, study):
        click = await (await server.click(message, "A")).answered()
    assert "Right!" in click.reply.text


async def test_an_interaction_delivered_twice_is_no_error(
    server: LoopbackDiscord, adapter: DiscordAdapter, study: FakeStudy, logs: list[Any]
) -> None:
    await press(server, adapter)
    await server.send_again()
    await server.wait_for(lambda: len(server.sent("POST", f"{CALLBACK}.*")) == 2)
    await server.wait_for(lambda: len(study.pressed) == 2)
    await adapter.close()
    assert len(server.ephemerals("ann")) == 1
    assert [entry["log_level"] for entry in logs] == ["debug"]


@pytest.mark.parametrize("accepted", [True, False])
async def test_a_cut_connection_neither_loses_nor_doubles_a_reply(
    server: LoopbackDiscord, adapter: DiscordAdapter, accepted: bool
) -> None:
    server.fail("POST", CALLBACK, cut=True, accepted=accepted)
    await press(server, adapter)
    await server.wait_for(lambda: len(server.sent("POST", f"{CALLBACK}.*")) == 2)
    await adapter.close()
    assert len(server.ephemerals("ann")) == 1


async def test_a_server_error_after_acceptance_shows_a_reply_once(
    server: LoopbackDiscord, adapter: DiscordAdapter, logs: list[Any]
) -> None:
    server.fail("POST", CALLBACK, status=500, accepted=True)
    await press(server, adapter)
    await server.wait_for(lambda: any(entry["event"] == "discord.already_acknowledged" for entry in logs))
    assert len(server.ephemerals("ann")) == 1


async def test_a_reply_that_discord_refuses_is_logged_without_a_traceback(
    server: LoopbackDiscord, adapter: DiscordAdapter, logs: list[Any]
) -> None:
    server.fail("POST", CALLBACK, status=404)
    await server.click(await post_question(server, adapter), "A")
    await server.wait_for(lambda: logs)
    assert [(entry["event"], entry["status"]) for entry in logs] == [("discord.reply_rejected", 404)]


async def test_replies_under_way_are_shown_before_the_adapter_closes(
    server: LoopbackDiscord, adapter: DiscordAdapter, study: FakeStudy
) -> None:
    study.delay = 0.2
    click = await server.click(await post_question(server, adapter), "A")
    await server.wait_for(lambda: study.pressed)
    await adapter.close()
    assert click.is_answered


async def test_manage_server_makes_a_manager(
    server: LoopbackDiscord, adapter: DiscordAdapter, study: FakeStudy
) -> None:
    message = await post_question(server, adapter)
    await (await server.click(message, "A", permissions=MANAGER)).answered()
    assert study.pressed[0][1].manager


async def test_a_configured_role_makes_a_manager(server: LoopbackDiscord, study: FakeStudy) -> None:
    lead = server.world.lead_role
    async with connected(server, study, manager_roles=frozenset({lead})) as adapter:
        message = await post_question(server, adapter)
        await (await server.click(message, "A", user="ann", roles=(lead,))).answered()
        await (await server.click(message, "A", user="bob")).answered()
    assert [actor.manager for _, actor in study.pressed] == [True, False]


async def test_two_hundred_presses_at_once_are_all_answered(
    server: LoopbackDiscord, adapter: DiscordAdapter
) -> None:
    message = await post_question(server, adapter)
    clicks = [await server.click(message, "A", user=f"person{n}") for n in range(200)]
    answered = await asyncio.gather(*(click.answered() for click in clicks))
    assert max(click.latency for click in answered) < 3


async def test_every_message_says_that_it_pings_nobody(
    server: LoopbackDiscord, adapter: DiscordAdapter, study: FakeStudy
) -> None:
    """A post, its change, a direct message, a reply, one that replaces, one that comes late."""
    study.reply = Reply(Card(title="Next?", buttons=(Button("Next", NextQuestion(QuizId("q1"))),)))
    message = await post_question(server, adapter)
    await adapter.edit(a_round(server), MessageId(message.id), question_card())
    await adapter.tell(Account(f"discord:{server.person('ann')['id']}"), question_card())
    reply = (await (await server.click(message, "A")).answered()).reply
    study.reply = replace(study.reply, replaces=True)
    await (await server.click(reply, "Next")).answered()
    study.delay = 0.9
    await (await server.click(message, "A")).answered()
    bodies = [one.json for one in server.requests if isinstance(one.json, dict)]
    messages = [body.get("data", body) for body in bodies]
    shown = [each for each in messages if isinstance(each, dict) and "embeds" in each]
    assert len(shown) >= 6
    assert all(each["allowed_mentions"] == {"parse": []} for each in shown)
