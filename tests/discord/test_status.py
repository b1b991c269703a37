"""A manager asks a loopback Discord's bot how it is."""

from tests.contexts import Stage
from tests.discord.test_inbox import asked, stage  # noqa: F401 - a fixture
from tests.platforms.discord import LoopbackDiscord
from tests.platforms.discord.loopback import MANAGER


async def test_a_manager_reads_how_the_bot_is_and_a_member_does_not(
    server: LoopbackDiscord,
    stage: Stage,  # noqa: F811 - the fixture
) -> None:
    await asked(server, stage)
    shown = await (await server.slash("status", {}, "ann", MANAGER)).answered()
    assert "All is well" in shown.reply.text
    assert "Waiting to be posted" in shown.reply.text
    refused = await (await server.slash("status", {}, "bob")).answered()
    assert "That one is for managers" in refused.reply.text
