"""Posting: once and marked, found again, edited; and what Discord's refusals become."""

import asyncio
from datetime import timedelta
from typing import Any

import discord
import pytest

from bot.adapters.discord.adapter import DiscordAdapter
from bot.cards import Card
from bot.domain.ids import ChannelId, MessageId
from bot.ports.outside import Refused, Threadless, Unreachable
from tests.discord.conftest import (
    QuickClient,
    a_round,
    answers,
    connected,
    make_adapter,
    post_question,
    running,
    settings_for,
)
from tests.discord.fake_study import FakeStudy, question_card
from tests.platforms.discord import LoopbackDiscord

MESSAGES = r"/channels/\d+/messages"


async def test_a_post_pings_nobody_unless_told_to(server: LoopbackDiscord, adapter: DiscordAdapter) -> None:
    await post_question(server, adapter)
    [request] = server.sent("POST", MESSAGES)
    assert request.json["allowed_mentions"] == {"parse": []}
    assert "content" not in request.json


async def test_a_post_pings_the_configured_role_only(
    server: LoopbackDiscord, adapter: DiscordAdapter
) -> None:
    await adapter.post(a_round(server, mention="42"), question_card())
    [request] = server.sent("POST", MESSAGES)
    assert request.json["content"] == "<@&42>"
    assert request.json["allowed_mentions"] == {"parse": [], "roles": ["42"]}


async def test_the_role_of_everyone_is_pinged_by_its_word(
    server: LoopbackDiscord, adapter: DiscordAdapter
) -> None:
    await adapter.post(a_round(server, mention=server.world.guild), question_card())
    [request] = server.sent("POST", MESSAGES)
    assert request.json["content"] == "@everyone"
    assert request.json["allowed_mentions"] == {"parse": ["everyone"]}


async def test_posting_a_round_again_gives_the_same_message(
    server: LoopbackDiscord, adapter: DiscordAdapter
) -> None:
    first = await adapter.post(a_round(server), question_card())
    assert await adapter.post(a_round(server), question_card()) == first
    assert len(server.messages()) == 1


async def test_two_rounds_are_two_messages(server: LoopbackDiscord, adapter: DiscordAdapter) -> None:
    await adapter.post(a_round(server), question_card())
    await adapter.post(a_round(server, "zzzzzzzz7777"), question_card("zzzzzzzz7777"))
    assert len(server.messages()) == 2


async def test_a_round_with_a_thread_gets_one(server: LoopbackDiscord, adapter: DiscordAdapter) -> None:
    message = await adapter.post(a_round(server, thread=True), question_card())
    assert server.world.threads[message]["parent_id"] == server.first_channel
    assert server.world.threads[message]["name"]


async def test_a_post_that_is_found_again_gets_the_thread_that_it_lacks(
    server: LoopbackDiscord, adapter: DiscordAdapter
) -> None:
    server.fail("POST", "/threads", cut=True)
    message = await adapter.post(a_round(server, thread=True), question_card())
    assert server.world.threads == {}
    for _ in range(2):
        assert await adapter.find(a_round(server, thread=True), question_card()) == message
    assert len(server.world.threads) == 1
    assert len(server.sent("POST", ".*/threads")) == 2


async def test_a_question_stands_even_if_its_thread_fails(
    server: LoopbackDiscord, adapter: DiscordAdapter, logs: list[Any]
) -> None:
    server.fail("POST", "/threads", cut=True)
    assert await adapter.post(a_round(server, thread=True), question_card())
    assert [entry["event"] for entry in logs] == ["discord.thread_failed"]


async def test_a_question_stands_even_if_its_thread_is_refused(
    server: LoopbackDiscord, adapter: DiscordAdapter
) -> None:
    server.world.channels[server.first_channel].denied = frozenset({"create_public_threads"})
    for way in (adapter.post, adapter.find):
        with pytest.raises(Threadless, match="lacks Create Public Threads in #general") as lack:
            await way(a_round(server, thread=True), question_card())
        [posted] = server.messages()
        assert lack.value.message == posted.id


async def test_a_refusal_names_what_is_missing_even_if_it_comes_before_the_gateway_has_told_of_the_server(
    server: LoopbackDiscord, study: FakeStudy
) -> None:
    refused = asyncio.Event()

    class LateClient(QuickClient):
        async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
            await refused.wait()

    server.world.channels[server.first_channel].denied = frozenset({"send_messages"})
    adapter = DiscordAdapter(settings_for(server), study, lambda: 0.0, LateClient)
    async with running(adapter):
        await server.wait_for(lambda: server.world.commands)
        posting = asyncio.create_task(adapter.post(a_round(server), question_card()))
        await asyncio.wait([posting], timeout=0.1)
        refused.set()
        with pytest.raises(Refused, match="lacks Send Messages in #general"):
            await posting


async def test_a_lost_post_may_have_arrived_and_is_not_doubled(
    server: LoopbackDiscord, adapter: DiscordAdapter
) -> None:
    server.fail("POST", MESSAGES, cut=True, accepted=True)
    with pytest.raises(Unreachable) as failure:
        await adapter.post(a_round(server), question_card())
    assert failure.value.uncertain
    message = await adapter.find(a_round(server), question_card())
    assert message == server.messages()[0].id
    assert await adapter.post(a_round(server), question_card()) == message
    assert len(server.messages()) == 1


async def test_a_server_error_after_acceptance_does_not_double_a_post(
    server: LoopbackDiscord, adapter: DiscordAdapter
) -> None:
    server.fail("POST", MESSAGES, status=500, accepted=True)
    await adapter.post(a_round(server), question_card())
    assert len(server.sent("POST", MESSAGES)) == 2
    assert len(server.messages()) == 1


async def test_a_post_whose_login_ends_between_two_tries_may_have_arrived(
    server: LoopbackDiscord, adapter: DiscordAdapter
) -> None:
    server.fail("POST", MESSAGES, status=500, accepted=True)
    posting = asyncio.create_task(adapter.post(a_round(server), question_card()))
    await server.wait_for(lambda: server.sent("POST", MESSAGES))
    assert adapter._client is not None
    await adapter._client.close()
    with pytest.raises(Unreachable) as failure:
        await posting
    assert failure.value.uncertain


async def test_an_unavailable_service_is_tried_later(
    server: LoopbackDiscord, adapter: DiscordAdapter
) -> None:
    server.fail("POST", MESSAGES, status=503)
    with pytest.raises(Unreachable) as failure:
        await adapter.post(a_round(server), question_card())
    assert failure.value.uncertain


async def test_a_long_rate_limit_says_how_long(server: LoopbackDiscord, adapter: DiscordAdapter) -> None:
    server.fail("POST", MESSAGES, retry_after=120)
    with pytest.raises(Unreachable) as failure:
        await adapter.post(a_round(server), question_card())
    assert failure.value.wait == 120
    assert not failure.value.uncertain


async def test_a_short_rate_limit_is_waited_for(server: LoopbackDiscord, adapter: DiscordAdapter) -> None:
    server.fail("POST", MESSAGES, retry_after=0.05)
    assert await adapter.post(a_round(server), question_card())


@pytest.mark.parametrize(
    ("denied", "name"),
    [
        ("send_messages", "Send Messages"),
        ("embed_links", "Embed Links"),
        ("view_channel", "View Channel"),
    ],
)
async def test_a_refusal_names_the_missing_permission_and_the_channel(
    server: LoopbackDiscord, study: FakeStudy, denied: str, name: str
) -> None:
    server.world.channels[server.first_channel].denied = frozenset({denied})
    async with connected(server, study) as adapter:
        await answers(server)
        with pytest.raises(Refused, match=f"lacks {name} in #general"):
            await adapter.post(a_round(server), question_card())


async def test_an_unknown_channel_is_refused(server: LoopbackDiscord, adapter: DiscordAdapter) -> None:
    round_ = a_round(server, channel=ChannelId("discord:1/2"))
    with pytest.raises(Refused, match="discord:1/2"):
        await adapter.post(round_, question_card())


async def test_a_channel_that_is_no_number_is_refused(
    server: LoopbackDiscord, adapter: DiscordAdapter
) -> None:
    with pytest.raises(Refused, match="discord:study/general"):
        await adapter.post(a_round(server, channel=ChannelId("discord:study/general")), question_card())


async def test_a_round_is_found_behind_many_other_messages(
    server: LoopbackDiscord, adapter: DiscordAdapter
) -> None:
    ann = server.person("ann")
    for number in range(150):
        server.world.write(server.first_channel, ann, {"content": f"chat {number}"})
    posted = await adapter.post(a_round(server), question_card())
    for number in range(150):
        server.world.write(server.first_channel, ann, {"content": f"more {number}"})
    assert await adapter.find(a_round(server), question_card()) == posted


async def test_a_round_that_was_never_posted_is_not_found(
    server: LoopbackDiscord, adapter: DiscordAdapter
) -> None:
    await adapter.post(a_round(server), question_card())
    assert await adapter.find(a_round(server, "zzzzzzzz7777"), question_card()) is None


async def test_somebody_elses_copy_is_not_taken_for_ours(
    server: LoopbackDiscord, adapter: DiscordAdapter
) -> None:
    posted = await post_question(server, adapter)
    copy = {"components": posted.payload["components"]}
    server.world.messages.clear()
    server.world.write(server.first_channel, server.person("mallory"), copy)
    assert await adapter.find(a_round(server), question_card()) is None


async def test_messages_from_before_the_round_are_not_read(
    server: LoopbackDiscord, adapter: DiscordAdapter
) -> None:
    await post_question(server, adapter)
    later = a_round(server, opened_at=discord.utils.utcnow() + timedelta(hours=1))
    assert await adapter.find(later, question_card()) is None


async def test_a_channel_whose_history_is_hidden_is_refused_instead_of_posted_to_twice(
    server: LoopbackDiscord, study: FakeStudy
) -> None:
    server.world.channels[server.first_channel].denied = frozenset({"read_message_history"})
    async with connected(server, study) as adapter:
        await answers(server)
        with pytest.raises(Refused, match="Read Message History"):
            await adapter.find(a_round(server), question_card())


async def test_an_edit_takes_the_buttons_away(server: LoopbackDiscord, adapter: DiscordAdapter) -> None:
    posted = await post_question(server, adapter)
    await adapter.edit(a_round(server), MessageId(posted.id), Card(title="Closed"))
    assert posted.embed["title"] == "Closed"
    assert posted.buttons == {}


async def test_a_deleted_message_cannot_be_edited(server: LoopbackDiscord, adapter: DiscordAdapter) -> None:
    with pytest.raises(Refused):
        await adapter.edit(a_round(server), MessageId("123"), Card(title="Closed"))


async def test_nothing_is_posted_before_the_login(server: LoopbackDiscord, study: FakeStudy) -> None:
    adapter = make_adapter(server, study)
    with pytest.raises(Unreachable) as failure:
        await adapter.post(a_round(server), question_card())
    assert not failure.value.uncertain
