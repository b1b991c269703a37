"""The loopback Discord is as strict as the real one, or its tests would prove nothing."""

import asyncio
import sys
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.adapters.discord.adapter import READY, DiscordAdapter
from bot.config.settings import DiscordSettings
from tests.discord.conftest import QuickClient, running
from tests.discord.fake_study import FakeStudy
from tests.platforms.discord import LoopbackDiscord
from tests.platforms.discord.limits import Refusal, check_commands, check_message
from tests.platforms.discord.world import Json

MESSAGES = "/channels/200000000000000001/messages"


def button(custom_id: str = "a", label: str = "A") -> Json:
    return {"type": 2, "style": 1, "custom_id": custom_id, "label": label}


def rows(*buttons: Json) -> list[Json]:
    return [{"type": 1, "components": list(buttons)}]


@pytest.fixture
async def strict() -> AsyncIterator[LoopbackDiscord]:
    async with LoopbackDiscord() as loopback:
        yield loopback


async def send(discord: LoopbackDiscord, method: str, path: str, body: Any = None, token: str = "") -> Any:
    headers = {"Authorization": f"Bot {token or discord.world.token}"}
    async with (
        aiohttp.ClientSession(headers=headers) as session,
        session.request(method, f"{discord.api}/api/v10{path}", json=body) as response,
    ):
        return response.status, (await response.json() if response.status != 204 else None)


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"content": "x" * 2001},
        {"embeds": [{"title": "x" * 257}]},
        {"embeds": [{"description": "x" * 4097}]},
        {"embeds": [{"description": "x" * 4096, "footer": {"text": "x" * 2048}}]},
        {"embeds": [{"color": 1}]},
        {"embeds": [{"title": "x"}] * 11},
        {"content": "x", "components": rows(button(), button())},
        {"content": "x", "components": rows(*(button(str(n)) for n in range(6)))},
        {"content": "x", "components": rows(button()) * 6},
        {"content": "x", "components": rows(button(custom_id="x" * 101))},
        {"content": "x", "components": rows(button(label="x" * 81))},
        {"content": "x", "components": rows(button(label=" "))},
        {"content": "x", "components": rows()},
        {"content": "x", "nonce": "x" * 26},
    ],
)
def test_messages_beyond_the_limits_are_refused(body: Json) -> None:
    with pytest.raises(Refusal):
        check_message(body)


@pytest.mark.parametrize(
    "command",
    [
        {"name": "Quiz", "description": "x"},
        {"name": "quiz", "description": ""},
        {"name": "quiz", "description": "x" * 101},
        {
            "name": "quiz",
            "description": "x",
            "options": [{"name": str(n), "description": "x"} for n in range(26)],
        },
        {
            "name": "quiz",
            "description": "x",
            "options": [
                {"name": "a", "description": "x"},
                {"name": "b", "description": "x", "required": True},
            ],
        },
        {
            "name": "quiz",
            "description": "x",
            "options": [{"name": str(n), "description": "x" * 90, "options": []} for n in range(25)],
            "choices": [{"name": "x" * 100, "value": "y" * 150} for _ in range(25)],
        },
    ],
)
def test_commands_beyond_the_limits_are_refused(command: Json) -> None:
    with pytest.raises(Refusal):
        check_commands([command])


async def test_a_wrong_token_is_refused(strict: LoopbackDiscord) -> None:
    status, error = await send(strict, "GET", "/users/@me", token="wrong")
    assert (status, error["message"]) == (401, "401: Unauthorized")


async def test_an_enforced_nonce_gives_the_first_message_back(strict: LoopbackDiscord) -> None:
    body = {"content": "x", "nonce": "n", "enforce_nonce": True}
    first = await send(strict, "POST", MESSAGES, body)
    assert await send(strict, "POST", MESSAGES, body) == first


async def test_without_it_a_repeat_is_another_message(strict: LoopbackDiscord) -> None:
    body = {"content": "x", "nonce": "n"}
    assert await send(strict, "POST", MESSAGES, body) != await send(strict, "POST", MESSAGES, body)


async def test_an_interaction_is_acknowledged_once(strict: LoopbackDiscord) -> None:
    message = strict.world.write(
        strict.first_channel, strict.world.bot_user(), {"components": rows(button())}
    )
    click = await strict.click(message, "A")
    path = f"/interactions/{click.id}/{click.token}/callback?with_response=1"
    status, receipt = await send(strict, "POST", path, {"type": 4, "data": {"content": "x", "flags": 64}})
    assert status == 200
    assert receipt["interaction"]["response_message_ephemeral"]
    assert (await send(strict, "POST", path, {"type": 6}))[1]["code"] == 40060


async def test_an_interaction_is_acknowledged_within_three_seconds(strict: LoopbackDiscord) -> None:
    click = await strict.slash("help")
    click.sent_at -= 3.1
    path = f"/interactions/{click.id}/{click.token}/callback"
    assert (await send(strict, "POST", path, {"type": 5}))[1]["code"] == 10062


async def test_a_command_cannot_be_answered_by_an_update(strict: LoopbackDiscord) -> None:
    click = await strict.slash("help")
    path = f"/interactions/{click.id}/{click.token}/callback"
    assert (await send(strict, "POST", path, {"type": 7, "data": {"content": "x"}}))[0] == 400


async def test_history_comes_in_pages(strict: LoopbackDiscord) -> None:
    written = [
        strict.world.write(strict.first_channel, strict.person("ann"), {"content": str(n)}) for n in range(5)
    ]
    _, newest = await send(strict, "GET", f"{MESSAGES}?limit=2")
    assert [message["content"] for message in newest] == ["4", "3"]
    _, after = await send(strict, "GET", f"{MESSAGES}?limit=2&after={written[1].id}")
    assert {message["content"] for message in after} == {"2", "3"}


async def test_it_runs_as_a_process_of_its_own_to_be_tried_by_hand(study: FakeStudy) -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.platforms.discord", stdout=PIPE, cwd=Path(__file__).parents[2]
    )
    assert process.stdout is not None
    try:
        lines = [(await process.stdout.readline()).decode().strip() for _ in range(3)]
        api, gateway, token = (line.partition("=")[2] for line in lines)
        adapter = DiscordAdapter(
            DiscordSettings(token=token, api=api, gateway=gateway), study, lambda: 0.0, QuickClient
        )
        async with running(adapter):
            async with asyncio.timeout(5):
                while adapter.state() != READY:  # noqa: ASYNC110 - the state has no event to wait for
                    await asyncio.sleep(0.01)
            told = await ask(api, "POST", "/_/slash", {"command": "help", "user": "ann"})
            assert told["reply"]
            assert [m["text"] for m in await ask(api, "GET", "/_/messages")] == [told["reply"]]
    finally:
        process.terminate()
        await process.wait()


async def ask(api: str, method: str, path: str, body: Any = None) -> Any:
    async with aiohttp.ClientSession() as session, session.request(method, api + path, json=body) as response:
        return await response.json()
