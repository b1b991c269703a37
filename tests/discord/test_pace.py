"""Limits and bans of Discord's: nothing is sent before its time, and what was refused is counted."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import pairwise
from typing import Any

import pytest

from bot.adapters.discord.adapter import READY, DiscordAdapter
from bot.adapters.discord.desk import Desk
from bot.adapters.discord.pace import BAN_FROM, MANY, WITHIN, Pace
from bot.ports.outside import Refused, Unreachable
from tests.discord.conftest import QuickClient, a_round, answers, running, settings_for
from tests.discord.fake_study import FakeStudy, question_card
from tests.platforms.discord import LoopbackDiscord

MESSAGES = r"/channels/\d+/messages"
CALLBACK = r"/interactions/\d+/[^/]+/callback"


class Watch:
    """Stands still until told; `pace` is what the adapter at work goes by."""

    pace: Pace

    def __init__(self) -> None:
        self.seconds = 1000.0

    def client(self, desk: Desk, pace: Pace) -> QuickClient:
        self.pace = pace
        return QuickClient(desk, pace)

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def watch() -> Watch:
    return Watch()


@asynccontextmanager
async def at_work(server: LoopbackDiscord, study: FakeStudy, watch: Watch) -> AsyncIterator[DiscordAdapter]:
    adapter = DiscordAdapter(settings_for(server), study, lambda: 0.0, watch.client, watch)
    async with running(adapter):
        await server.wait_for(lambda: adapter.state() == READY)
        await server.wait_for(lambda: server.world.commands)
        yield adapter


async def refused(adapter: DiscordAdapter, server: LoopbackDiscord, wait: float, channel: int = 0) -> None:
    with pytest.raises(Unreachable) as failure:
        await adapter.post(in_channel(server, channel), question_card())
    assert failure.value.wait == pytest.approx(wait)
    assert not failure.value.uncertain


def in_channel(server: LoopbackDiscord, number: int) -> Any:
    room = list(server.world.channels)[number]
    return a_round(server, channel=f"discord:{server.world.guild}/{room}")


async def test_a_limit_without_via_stops_every_request_until_it_is_over(
    server: LoopbackDiscord, study: FakeStudy, watch: Watch
) -> None:
    async with at_work(server, study, watch) as adapter:
        server.fail("POST", MESSAGES, retry_after=30, by_cloudflare=True)
        await refused(adapter, server, 30)
        watch.seconds += 28
        for channel in (0, 1):
            await refused(adapter, server, 2, channel)
        assert "takes no requests from this address for 2 s" in adapter.state()
        assert len(server.sent("POST", MESSAGES)) == 1

        watch.seconds += 2
        assert await adapter.post(in_channel(server, 0), question_card())
        assert adapter.state() == READY
    assert watch.pace.invalid() == 1


async def test_a_press_during_a_ban_is_not_answered_and_costs_no_request(
    server: LoopbackDiscord, study: FakeStudy, watch: Watch, logs: list[Any]
) -> None:
    async with at_work(server, study, watch) as adapter:
        server.fail("POST", MESSAGES, retry_after=30, by_cloudflare=True)
        await refused(adapter, server, 30)
        await server.slash("help")
        await server.wait_for(lambda: "discord.reply_undelivered" in [entry["event"] for entry in logs])
        assert server.sent("POST", CALLBACK) == []


async def test_a_long_global_limit_holds_all_channels_but_no_answer_to_a_person(
    server: LoopbackDiscord, study: FakeStudy, watch: Watch
) -> None:
    async with at_work(server, study, watch) as adapter:
        server.fail("POST", MESSAGES, retry_after=31, everywhere=True)
        await refused(adapter, server, 31)
        await refused(adapter, server, 31, channel=1)
        await answers(server)
        assert adapter.state() == READY
        assert len(server.sent("POST", MESSAGES)) == 1
        watch.seconds += 31
        assert await adapter.post(in_channel(server, 1), question_card())


async def test_the_limit_of_one_route_holds_no_other(
    server: LoopbackDiscord, study: FakeStudy, watch: Watch
) -> None:
    async with at_work(server, study, watch) as adapter:
        server.fail("POST", MESSAGES, retry_after=31)
        await refused(adapter, server, 31)
        assert await adapter.post(in_channel(server, 1), question_card())


async def test_five_tries_a_call_and_no_more(server: LoopbackDiscord, study: FakeStudy, watch: Watch) -> None:
    async with at_work(server, study, watch) as adapter:
        server.fail("POST", MESSAGES, retry_after=0.05, times=20)
        await refused(adapter, server, 1)  # the header's, in whole seconds
        tries = [request.at for request in server.sent("POST", MESSAGES)]
        assert len(tries) == 5
        assert min(later - earlier for earlier, later in pairwise(tries)) >= 0.05
    assert watch.pace.invalid() == 5


async def test_refusals_are_counted_for_ten_minutes(
    server: LoopbackDiscord, study: FakeStudy, watch: Watch
) -> None:
    async with at_work(server, study, watch) as adapter:
        server.world.channels[server.first_channel].denied = frozenset({"view_channel"})
        for _ in range(3):
            with pytest.raises(Refused):
                await adapter.post(in_channel(server, 0), question_card())
        assert watch.pace.invalid() == 3
        watch.seconds += WITHIN - 1
        assert watch.pace.invalid() == 3
        watch.seconds += 1
        assert watch.pace.invalid() == 0


async def test_a_tenth_of_what_gets_an_address_banned_is_logged_once(watch: Watch, logs: list[Any]) -> None:
    pace = Pace(watch)
    for _ in range(MANY + 50):
        pace.note("/api/v10/channels/1/messages", 403, {})
    [said] = logs
    assert said["event"] == "discord.many_invalid_requests"
    assert (said["within_ten_minutes"], said["ban_from"]) == (MANY + 1, BAN_FROM)

    watch.seconds += WITHIN
    for _ in range(MANY + 1):
        pace.note("/api/v10/channels/1/messages", 401, {})
    assert len(logs) == 2


async def test_limits_that_others_share_do_not_count(watch: Watch) -> None:
    pace = Pace(watch)
    pace.note("/api/v10/channels/1/messages", 429, {"X-RateLimit-Scope": "shared", "Via": "1.1 google"})
    assert pace.invalid() == 0


async def test_a_ban_at_the_login_is_waited_for(
    server: LoopbackDiscord, study: FakeStudy, watch: Watch
) -> None:
    server.fail("GET", "/users/@me", retry_after=3600, by_cloudflare=True)
    adapter = DiscordAdapter(settings_for(server), study, lambda: 0.0, watch.client, watch)
    async with running(adapter):
        await server.wait_for(lambda: "3600 s" in adapter.state())
        assert adapter._pause() == 3600


async def test_a_token_refused_after_the_login_is_said_in_words(
    server: LoopbackDiscord, study: FakeStudy, watch: Watch
) -> None:
    async with at_work(server, study, watch) as adapter:
        server.world.token = "another"
        with pytest.raises(Unreachable):
            await adapter.post(in_channel(server, 0), question_card())
        await server.wait_for(lambda: adapter.state().startswith("token refused"))
