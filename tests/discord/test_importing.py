"""A file of questions on Discord: an attachment of the command, fetched from its CDN."""

import pytest

from bot.adapters.discord.adapter import DiscordAdapter
from bot.domain.ids import TopicId
from bot.domain.importing import LARGEST
from bot.domain.question import Level
from bot.presses.imports import ChooseFile
from tests.discord.fake_study import FakeStudy
from tests.platforms.discord import LoopbackDiscord
from tests.platforms.discord.typed import Options

NOTES = "## 1. What is loam?\n\nÄ mix.\n".encode()


async def test_a_file_reaches_the_core_with_topic_and_level(
    server: LoopbackDiscord, adapter: DiscordAdapter, study: FakeStudy
) -> None:
    file = server.world.attach("soil.md", NOTES)
    await (await server.slash("question import", {"file": file})).answered()
    options: Options = {"file": file, "topic": "soil", "level": "expert"}
    await (await server.slash("question import", options)).answered()
    assert study.handed_in == [
        (ChooseFile(None, None), "soil.md", NOTES),
        (ChooseFile(TopicId("soil"), Level.EXPERT), "soil.md", NOTES),
    ]


async def test_too_large_a_file_is_not_fetched(
    server: LoopbackDiscord, adapter: DiscordAdapter, study: FakeStudy
) -> None:
    file = server.world.attach("big.md", b"x" * (LARGEST + 1))
    server.fail("GET", "/ephemeral-attachments/", status=500)
    await (await server.slash("question import", {"file": file})).answered()
    assert study.handed_in == [(ChooseFile(None, None), "big.md", None)]


@pytest.mark.parametrize("status", [404, 403, 500])
async def test_what_cannot_be_fetched_ends_in_an_answer(
    server: LoopbackDiscord, adapter: DiscordAdapter, study: FakeStudy, status: int
) -> None:
    server.fail("GET", "/ephemeral-attachments/", status=status)
    said = await (
        await server.slash("question import", {"file": server.world.attach("soil.md", NOTES)})
    ).answered()
    assert said.reply.embed["title"] == "Something went wrong"  # of this core, which handles nothing
    assert study.handed_in == []
