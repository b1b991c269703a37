"""Interactions by HTTP: the same journey over signed requests, without a gateway."""

import json
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from aiohttp import web
from nacl.signing import SigningKey

from bot.adapters.discord.adapter import READY, DiscordAdapter
from bot.adapters.discord.diagnose import diagnose
from bot.adapters.discord.words import ENDPOINT_MISSING, FOREIGN_KEY
from bot.domain.ids import Account, WorkspaceId
from bot.ports.outside import Refused
from tests.discord.conftest import QuickClient, make_adapter, post_question, running, settings_for
from tests.discord.fake_study import FakeStudy
from tests.platforms.discord import LoopbackDiscord
from tests.platforms.discord.loopback import MANAGER
from tests.platforms.discord.signed_caller import SignedCaller

PING = b'{"type": 1, "id": "1", "application_id": "2"}'


class Served(SignedCaller):
    """Beside the bot that it calls."""

    adapter: DiscordAdapter


@pytest.fixture
async def caller(server: LoopbackDiscord, study: FakeStudy) -> AsyncIterator[Served]:
    """A bot that is served by HTTP, and Discord calling it."""
    caller = Served("")
    adapter = make_adapter(server, study, public_key=caller.public_key, manager_roles=frozenset({"77"}))
    app = web.Application()
    app.add_routes(adapter.routes(lambda: caller.now))
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0][:2]
    caller.address = f"http://{host}:{port}/discord/interactions"
    server.endpoint = caller
    async with running(adapter):
        await server.wait_for(lambda: adapter.state() == READY)
        await server.wait_for(lambda: server.world.commands)
        caller.adapter = adapter
        yield caller
    await runner.cleanup()


async def test_clicks_commands_and_completions_are_answered_without_a_gateway(
    server: LoopbackDiscord, caller: Served, study: FakeStudy
) -> None:
    message = await post_question(server, caller.adapter)
    clicked = await (await server.click(message, "A")).answered()
    assert clicked.reply.to == server.person("ann")["id"]
    assert (await (await server.slash("help")).answered()).reply.embed["title"]
    assert await server.autocomplete("quiz", {"topic": "at"}, "topic")
    assert set(caller.answers) == {(202, "")}
    assert not server.gateway.identified


async def test_a_ping_is_answered_with_a_pong(caller: Served) -> None:
    status, body = await caller.call(PING, caller.headers(PING))
    assert (status, json.loads(body)) == (200, {"type": 1})


async def test_nothing_is_believed_that_discord_did_not_sign_now(
    server: LoopbackDiscord, caller: Served, study: FakeStudy
) -> None:
    message = await post_question(server, caller.adapter)
    await (await server.click(message, "A")).answered()
    done, body = len(study.pressed), json.dumps(server.acts[-1][1]).encode()
    good = caller.headers(body)
    stranger = SignedCaller(caller.address, SigningKey.generate())
    for sent, headers in (
        (body, {}),
        (body, stranger.headers(body)),
        (body, caller.headers(body, age=300.1)),
        (body, caller.headers(body, age=-301)),
        (body + b" ", good),
        (body, good | {"X-Signature-Timestamp": str(int(good["X-Signature-Timestamp"]) - 1)}),
        (body, good | {"X-Signature-Ed25519": good["X-Signature-Ed25519"][:-2]}),
        (body, good | {"X-Signature-Ed25519": "not hexadecimal"}),
        (body, good | {"X-Signature-Timestamp": "soon"}),
        (PING, {}),
    ):
        assert (await caller.call(sent, headers))[0] == 401
    assert len(study.pressed) == done


@pytest.mark.parametrize(
    "body",
    [
        *(b"", b"[]", b"no json", b"[" * 100_000, b'{"type": 9}', b'{"type": true, "data": {}}x'),
        *(b'{"type": 2}', b'{"type": 3, "id": "x"}', b'{"type": 5, "id": "1", "data": []}'),
    ],
)
async def test_what_is_signed_and_no_interaction_is_refused(caller: Served, body: bytes) -> None:
    assert (await caller.call(body, caller.headers(body)))[0] == 400


async def test_before_the_login_discord_is_told_to_try_elsewhere(server: LoopbackDiscord) -> None:
    """Rather than to wait for an answer that cannot come."""
    key = SigningKey.generate()
    settings = settings_for(server, public_key=key.verify_key.encode().hex())
    adapter = DiscordAdapter(settings, FakeStudy(), lambda: 0.0, QuickClient)
    assert not adapter._deliver({"type": 2})


async def test_who_manages_is_known_by_number_and_by_asking(
    server: LoopbackDiscord, caller: Served, study: FakeStudy
) -> None:
    for permissions, roles, manages in ((0, (), False), (MANAGER, (), True), (0, ("77",), True)):
        await (await server.slash("help", permissions=permissions, roles=roles)).answered()
        assert study.commanded[-1][1].manager is manages
    ann, here = Account(f"discord:{server.person('ann')['id']}"), WorkspaceId(f"discord:{server.world.guild}")
    server.world.join(server.person("ann"))
    assert not await caller.adapter.may_manage(ann, here)
    server.world.join(server.person("ann"), server.world.admin_role)
    assert await caller.adapter.may_manage(ann, here)
    assert not await caller.adapter.may_manage(ann, WorkspaceId("discord:7"))
    assert await caller.adapter.title(here, server.world.admin_role)
    with pytest.raises(Refused):
        await caller.adapter.title(here, "123")


async def test_doctor_knows_whether_key_and_address_are_the_application_s(server: LoopbackDiscord) -> None:
    settings = settings_for(server, public_key="0" * 64)
    assert await diagnose(settings) == [ENDPOINT_MISSING]
    assert await diagnose(replace(settings, public_key="1" * 64)) == [FOREIGN_KEY]
