"""A whole journey, every request of which Discord's own description has to accept."""

import asyncio
import sys
from asyncio.subprocess import PIPE
from pathlib import Path

import pytest

from bot.adapters.discord import desk
from bot.adapters.discord.adapter import DiscordAdapter
from bot.cards import Reply
from bot.domain.ids import MessageId
from tests.discord.conftest import a_round
from tests.discord.fake_study import FakeStudy, question_card
from tests.discord.judge import PLACE
from tests.gallery import GALLERY
from tests.platforms.discord import LoopbackDiscord
from tests.platforms.discord.loopback import MANAGER


@pytest.mark.skipif(not PLACE.exists(), reason=f"Discord's description is not at {PLACE}")
async def test_discord_would_take_every_request_of_a_journey(
    server: LoopbackDiscord,
    adapter: DiscordAdapter,
    study: FakeStudy,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    round_ = a_round(server, mention="42", thread=True)
    posted = server.world.messages[await adapter.post(round_, question_card())]
    for card in GALLERY.values():
        study.reply = Reply(card(), replaces=True)
        first = await (await server.click(posted, "A")).answered()
        if first.reply.buttons:
            await (await server.click(first.reply, next(iter(first.reply.buttons)))).answered()
    monkeypatch.setattr(desk, "ACK_WITHIN", 0.0)
    study.delay = 0.05
    await (await server.click(posted, "B", user="bob")).answered()
    await (await server.slash("help", permissions=MANAGER)).answered()
    await server.autocomplete("quiz", {"topic": "a"}, "topic")
    await adapter.find(round_, GALLERY["closed"]())
    await adapter.edit(round_, MessageId(posted.id), GALLERY["closed"]())

    recorded = tmp_path / "recorded.jsonl"
    server.dump(recorded)
    judge = await asyncio.create_subprocess_exec(sys.executable, PLACE, recorded, stdout=PIPE)
    found, _ = await judge.communicate()
    assert f"{len(server.requests)} requests, 0 violations" in found.decode()
