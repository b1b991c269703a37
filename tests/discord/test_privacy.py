"""Take along and delete what is kept of oneself on a loopback Discord, with a real database behind."""

from tests.contexts import Stage
from tests.discord.test_inbox import asked, stage  # noqa: F401 - a fixture
from tests.platforms.discord import LoopbackDiscord
from tests.platforms.discord.loopback import MANAGER
from tests.platforms.discord.typed import Options


async def test_a_member_takes_everything_along_and_is_forgotten(
    server: LoopbackDiscord,
    stage: Stage,  # noqa: F811 - the fixture
) -> None:
    posted = await asked(server, stage)
    await (await server.click(posted, "B", "bob")).answered()
    shown = await (await server.slash("privacy export", {}, "bob")).answered()
    assert "Everything about you" in shown.reply.text
    first = (await (await server.slash("privacy delete", {}, "bob")).answered()).reply
    second = (await (await server.click(first, "Go on", "bob")).answered()).reply
    assert "1 answer" in second.text
    last = (await (await server.click(second, "Delete it all, for good", "bob")).answered()).reply
    assert "You are forgotten" in last.text
    board = await (await server.slash("leaderboard", {}, "ann", MANAGER)).answered()
    assert "bob" not in board.reply.text.lower()
    assert "anonymous" in board.reply.text


async def test_a_manager_takes_somebody_off_the_boards(
    server: LoopbackDiscord,
    stage: Stage,  # noqa: F811 - the fixture
) -> None:
    posted = await asked(server, stage)
    await (await server.click(posted, "B", "bob")).answered()
    who: Options = {"member": "bob", "reason": "shares answers"}
    shown = await (await server.slash("exclude", who, "ann", MANAGER)).answered()
    assert "off the boards" in shown.reply.text
    own = await (await server.slash("stats", {}, "bob")).answered()
    assert "A manager has taken you off the boards" in own.reply.text
