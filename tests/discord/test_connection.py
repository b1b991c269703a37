"""Staying connected: whatever Discord does, the adapter comes back and the process lives."""

from itertools import pairwise
from typing import Any

import pytest

from bot.adapters.discord import adapter as module
from bot.adapters.discord.adapter import CONNECTING, READY, DiscordAdapter
from bot.adapters.discord.client import MOST_BREAKS
from tests.discord.conftest import answers, make_adapter, post_question, running, settings_for
from tests.discord.fake_study import FakeStudy
from tests.platforms.discord import LoopbackDiscord


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "FIRST_WAIT", 0.01)
    monkeypatch.setattr(module, "STEADY", 0.0)


async def test_a_refused_first_connection_is_tried_again(server: LoopbackDiscord, study: FakeStudy) -> None:
    server.gateway.refuse = 3
    adapter = make_adapter(server, study)
    async with running(adapter):
        await server.wait_for(lambda: adapter.state() == READY)
        await answers(server)
    assert server.gateway.refuse == 0


async def test_a_dropped_connection_is_resumed(server: LoopbackDiscord, adapter: DiscordAdapter) -> None:
    await server.gateway.drop()
    await server.wait_for(lambda: server.gateway.resumed == 1 and adapter.state() == READY)
    await answers(server)
    assert server.gateway.identified == 1


async def test_a_press_during_a_short_outage_is_answered(
    server: LoopbackDiscord, adapter: DiscordAdapter
) -> None:
    message = await post_question(server, adapter)
    await server.gateway.drop()
    await (await server.click(message, "A")).answered()


async def test_a_forgotten_session_is_begun_anew(server: LoopbackDiscord, adapter: DiscordAdapter) -> None:
    await server.gateway.forget()
    await server.wait_for(lambda: server.gateway.identified == 2 and adapter.state() == READY)
    await answers(server)


async def test_a_drop_and_refused_reconnections_are_survived(
    server: LoopbackDiscord, adapter: DiscordAdapter, logs: list[Any]
) -> None:
    server.gateway.refuse = 3
    await server.gateway.drop()
    await server.wait_for(lambda: server.gateway.refuse == 0 and adapter.state() == READY)
    await answers(server)
    lost = [entry for entry in logs if entry["event"] == "discord.connection_lost"]
    assert [entry["failures"] for entry in lost] == [0, 1, 2]  # it had been connected: count from there


@pytest.mark.parametrize("connected_before", [True, False])
async def test_a_gateway_that_ends_every_connection_is_left_alone_for_ever_longer(
    server: LoopbackDiscord, study: FakeStudy, monkeypatch: pytest.MonkeyPatch, connected_before: bool
) -> None:
    monkeypatch.setattr(module, "FIRST_WAIT", 0.1)
    server.gateway.slam = 0 if connected_before else 1000
    adapter = make_adapter(server, study)
    async with running(adapter):
        if connected_before:
            await server.wait_for(lambda: adapter.state() == READY)
            server.gateway.slam = 1000
            await server.gateway.drop()
        await server.wait_for(lambda: len(server.sent("GET", "/users/@me")) == 4 + connected_before)
        logins = [request.at for request in server.sent("GET", "/users/@me")]
        waits = [later - earlier for earlier, later in pairwise(logins[-4:])]
        assert waits == sorted(waits)
        assert len(server.gateway.tried_at) <= MOST_BREAKS * len(logins)
        server.gateway.slam = 0
        await server.wait_for(lambda: adapter.state() == READY)
        await answers(server)


async def test_sessions_that_end_at_once_are_not_begun_in_a_hurry(
    server: LoopbackDiscord, study: FakeStudy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "FIRST_WAIT", 0.05)
    monkeypatch.setattr(module, "STEADY", 60.0)
    adapter = make_adapter(server, study)
    async with running(adapter):
        for times in range(1, 4):
            await server.wait_for(lambda: adapter.state() == READY)
            await server.gateway.drop(4012)
            await server.wait_for(lambda: adapter._failures == times)  # noqa: B023 - see above
        assert adapter._pause() >= module.FIRST_WAIT * 2**3 / 2


async def test_an_unreachable_discord_is_waited_for(server: LoopbackDiscord, study: FakeStudy) -> None:
    server.fail("GET", "/users/@me", cut=True, times=3)
    adapter = make_adapter(server, study)
    assert adapter.state() == CONNECTING
    async with running(adapter):
        await server.wait_for(lambda: adapter.state() == READY)


async def test_a_wrong_token_is_said_once_in_words(
    server: LoopbackDiscord, study: FakeStudy, logs: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "WAIT_FOR_A_PERSON", 0.01)
    adapter = make_adapter(server, study, token="wrong")
    async with running(adapter) as task:
        await server.wait_for(lambda: len(server.sent("GET", "/users/@me")) >= 3)
        assert adapter.state().startswith("token refused")
        assert not task.done()
    assert [entry["event"] for entry in logs] == ["discord.needs_a_person"]
    assert "STUDYBOT_DISCORD_TOKEN" in logs[0]["what"]
    assert "wrong" not in str(logs)


async def test_a_mended_token_is_noticed(
    server: LoopbackDiscord, study: FakeStudy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "WAIT_FOR_A_PERSON", 0.01)
    right, server.world.token = server.world.token, "another"
    adapter = make_adapter(server, study, token=right)
    async with running(adapter):
        await server.wait_for(lambda: adapter.state().startswith("token refused"))
        server.world.token = right
        await server.wait_for(lambda: adapter.state() == READY)


async def test_a_token_that_the_gateway_refuses_needs_a_person_too(
    server: LoopbackDiscord, adapter: DiscordAdapter
) -> None:
    await server.gateway.drop(4004)
    await server.wait_for(lambda: adapter.state().startswith("token refused"))


async def test_waits_grow_to_a_limit_and_are_spread(study: FakeStudy, server: LoopbackDiscord) -> None:
    early = DiscordAdapter(settings_for(server), study, lambda: 0.0)
    late = DiscordAdapter(settings_for(server), study, lambda: 1.0)
    for adapter in (early, late):
        for _ in range(20):
            adapter._note(OSError("down"), was_connected=False)
    assert (early._pause(), late._pause()) == (module.FIRST_WAIT * 1024 / 2, module.FIRST_WAIT * 1024)
    late._note(OSError("down"), was_connected=True)
    assert late._pause() == module.FIRST_WAIT


@pytest.mark.parametrize(("luck", "most"), [(0.0, 126), (1.0, 66)])
async def test_a_discord_that_is_gone_for_an_hour_is_tried_once_or_twice_a_minute(
    study: FakeStudy, server: LoopbackDiscord, monkeypatch: pytest.MonkeyPatch, luck: float, most: int
) -> None:
    monkeypatch.setattr(module, "FIRST_WAIT", 1.0)
    adapter = DiscordAdapter(settings_for(server), study, lambda: luck)
    waits: list[float] = []
    while sum(waits) < 3600:
        adapter._note(OSError("gone"), was_connected=False)
        waits.append(adapter._pause())
    assert waits == sorted(waits)
    assert len(waits) <= most


async def test_closing_twice_is_fine(server: LoopbackDiscord, adapter: DiscordAdapter) -> None:
    await adapter.close()
    await adapter.close()
    assert adapter.state() == CONNECTING
